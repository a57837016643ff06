"""What an officer should do first, and the jobs that wait for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, func, select

from products.actor import Actor
from products.database import db
from storefront.graduation.area import Area
from storefront.graduation.claiming import pauses
from storefront.graduation.claiming.verifying import count_to_verify
from storefront.graduation.claiming.waiting import count_cases_for, count_waiting_for
from storefront.graduation.looking.whole_number import at_their_limit
from storefront.graduation.models import BatchState, GraduationRecord, ImportBatch
from storefront.outbox.models import Job, JobState
from storefront.programme import waiting
from storefront.programme.reporting import wages


@dataclass(frozen=True, slots=True)
class NextThing:
    """One thing to do: what, why, and where."""

    title: str
    text: str
    action: str
    url: str


def next_thing(actor: Actor, area: Area) -> NextThing | None:
    """The first thing that waits in an officer's area."""
    return next(_waiting_things(actor, area), None)


def has_records(area: Area) -> bool:
    """Whether any record lies in an area."""
    return db.session.scalar(select(GraduationRecord.id).where(_inside(area)).limit(1)) is not None


def count_dead_jobs() -> int:
    """How many jobs wait for a person."""
    return db.session.scalar(select(func.count()).where(Job.state == JobState.DEAD)) or 0


def dead_jobs() -> Sequence[Job]:
    """The jobs that wait for a person, the newest first."""
    return db.session.scalars(select(Job).where(Job.state == JobState.DEAD).order_by(Job.id.desc()).limit(100)).all()


def _waiting_things(actor: Actor, area: Area) -> Iterator[NextThing]:
    """What waits, the most pressing first; each is looked for only when nothing before it was there."""
    if asked := waiting.about_data(area):
        title = ngettext("%(num)s permintaan tentang data pribadi", "%(num)s permintaan tentang data pribadi", asked)
        text = _("Setiap permintaan dijawab dalam 3 × 24 jam.")
        yield NextThing(title, text, _("Lihat permintaan"), url_for("programme.requests"))
    if area.is_nation:
        yield from _for_the_nation()
    yield from _about_claims(actor)
    if _is_checked_file_waiting(area):
        text = _("Lihat apa yang akan berubah, lalu masukkan atau buang.")
        yield NextThing(_("Berkas impor menunggu keputusan"), text, _("Lihat berkas"), url_for("programme.imports"))
    if _has_sellers(area) and (missing := wages.count_missing(area)):
        title = ngettext("UMK %(num)s daerah belum ada", "UMK %(num)s daerah belum ada", missing)
        text = _("Tanpa UMK tahun ini, bulan di atas upah minimum tidak bisa dihitung.")
        yield NextThing(title, text, _("Unggah UMK"), url_for("programme.all_wages"))


def _about_claims(actor: Actor) -> Iterator[NextThing]:
    """Sellers who need somebody, records that two want, and records to verify."""
    if tired := pauses.count_left_to(actor):
        title = ngettext("%(num)s penjual perlu dibantu", "%(num)s penjual perlu dibantu", tired)
        text = _("Lima kali mencoba dalam sehari, dan di kecamatannya belum ada pendamping.")
        yield NextThing(title, text, _("Bantu"), url_for("programme.claims"))
    if alone := count_waiting_for(actor):
        title = ngettext("%(num)s penjual menunggu pendamping", "%(num)s penjual menunggu pendamping", alone)
        text = _("Belum ada pendamping yang memegang permintaannya.")
        yield NextThing(title, text, _("Pilih pendamping"), url_for("programme.claims"))
    if cases := count_cases_for(actor):
        title = ngettext("%(num)s catatan diminta dua penjual", "%(num)s catatan diminta dua penjual", cases)
        text = _("Bandingkan keduanya, lalu putuskan milik siapa catatannya.")
        yield NextThing(title, text, _("Lihat kasusnya"), url_for("programme.claims", show="cases"))
    if entered := count_to_verify(actor):
        title = ngettext("%(num)s catatan perlu diverifikasi", "%(num)s catatan perlu diverifikasi", entered)
        text = _("Diisi oleh pendamping. Cocokkan dengan berkas program.")
        yield NextThing(title, text, _("Periksa"), url_for("programme.claims", show="declared"))


def _for_the_nation() -> Iterator[NextThing]:
    """What concerns the whole shop."""
    if asker := next(iter(at_their_limit()), None):
        title = _("%(name)s melihat %(times)s nomor utuh", name=asker.name, times=asker.times)
        text = _("Lebih dari itu tidak boleh dalam 24 jam. Tanyakan untuk apa.")
        yield NextThing(title, text, _("Lihat alasannya"), url_for("programme.numbers"))
    if dead := count_dead_jobs():
        title = ngettext("%(num)s pekerjaan macet", "%(num)s pekerjaan macet", dead)
        text = _("Surat, foto, atau berkas ini sudah dicoba beberapa kali.")
        yield NextThing(title, text, _("Lihat"), url_for("programme.jobs"))


def _has_sellers(area: Area) -> bool:
    sellers = select(GraduationRecord.id).where(GraduationRecord.seller_id.is_not(None), _inside(area))
    return db.session.scalar(sellers.limit(1)) is not None


def _inside(area: Area) -> ColumnElement[bool]:
    return area.holds(GraduationRecord.district_code)


def _is_checked_file_waiting(area: Area) -> bool:
    mine = area.holds(ImportBatch.province_code)
    checked = select(ImportBatch.id).where(ImportBatch.state == BatchState.CHECKED, mine)
    return db.session.scalar(checked.limit(1)) is not None
