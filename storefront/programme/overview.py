"""What an officer should do first, and who cares for how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from products.actor import Actor, Role
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation.claims import count_waiting_for
from storefront.graduation.models import BatchState, CaseloadEntry, Claim, ClaimState, GraduationRecord, ImportBatch
from storefront.outbox.models import Job, JobState


@dataclass(frozen=True, slots=True)
class NextThing:
    """One thing to do: what, why, and where."""

    title: str
    text: str
    action: str
    url: str


@dataclass(frozen=True, slots=True)
class Care:
    """An assistant and how much waits for her."""

    id: int
    name: str
    email: str
    sellers: int
    claims: int
    records: int


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


def assistants() -> Sequence[Account]:
    """All assistants who can sign in, by name."""
    able = select(Account).where(Account.role == Role.ASSISTANT, Account.is_enabled)
    return db.session.scalars(able.order_by(Account.display_name, Account.id)).all()


def caseloads() -> list[Care]:
    """Every assistant with her sellers, waiting claims and records, in a fixed number of queries."""
    sellers = _count_by(CaseloadEntry.assistant_id, CaseloadEntry.until.is_(None))
    claims = _count_by(Claim.assistant_id, Claim.state == ClaimState.WAITING)
    records = _count_by(GraduationRecord.assistant_id, GraduationRecord.assistant_id.is_not(None))
    return [
        Care(
            one.id,
            one.display_name,
            one.email or "",
            sellers.get(one.id, 0),
            claims.get(one.id, 0),
            records.get(one.id, 0),
        )
        for one in assistants()
    ]


def sellers_without_care() -> Sequence[Seller]:
    """Shops with a linked record whom nobody cares for now."""
    cared_for = select(CaseloadEntry.seller_id).where(CaseloadEntry.until.is_(None))
    linked = select(GraduationRecord.seller_id).where(GraduationRecord.seller_id.is_not(None))
    lonely = select(Seller).where(Seller.id.in_(linked), Seller.id.not_in(cared_for))
    return db.session.scalars(lonely.order_by(Seller.name).limit(100)).all()


def _count_by(key: object, condition: object) -> dict[int, int]:
    rows = db.session.execute(select(key, func.count()).where(condition).group_by(key))  # type: ignore[call-overload]
    return dict(rows.all())
