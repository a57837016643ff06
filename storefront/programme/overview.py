"""What an officer should do first, and the jobs that wait for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from products.actor import Actor
from products.database import db
from storefront.graduation.models import BatchState, ImportBatch
from storefront.graduation.waiting import count_waiting_for
from storefront.outbox.models import Job, JobState


@dataclass(frozen=True, slots=True)
class NextThing:
    """One thing to do: what, why, and where."""

    title: str
    text: str
    action: str
    url: str


def next_thing(actor: Actor) -> NextThing | None:
    """The first of these that is true."""
    if dead := count_dead_jobs():
        title = ngettext("%(num)s pekerjaan macet", "%(num)s pekerjaan macet", dead)
        text = _("Surat, foto, atau berkas ini sudah dicoba beberapa kali.")
        return NextThing(title, text, _("Lihat"), url_for("programme.jobs"))
    if waiting := count_waiting_for(actor):
        title = ngettext("%(num)s penjual menunggu pendamping", "%(num)s penjual menunggu pendamping", waiting)
        text = _("Belum ada pendamping yang memegang permintaannya.")
        return NextThing(title, text, _("Pilih pendamping"), url_for("programme.claims"))
    checked = select(func.count()).where(ImportBatch.state == BatchState.CHECKED)
    if db.session.scalar(checked):
        text = _("Lihat apa yang akan berubah, lalu masukkan atau buang.")
        return NextThing(_("Berkas impor menunggu keputusan"), text, _("Lihat berkas"), url_for("programme.imports"))
    return None


def count_dead_jobs() -> int:
    """How many jobs wait for a person."""
    return db.session.scalar(select(func.count()).where(Job.state == JobState.DEAD)) or 0


def dead_jobs() -> Sequence[Job]:
    """The jobs that wait for a person, the newest first."""
    return db.session.scalars(select(Job).where(Job.state == JobState.DEAD).order_by(Job.id.desc()).limit(100)).all()
