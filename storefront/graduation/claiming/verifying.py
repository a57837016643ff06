"""Records that assistants entered, before the officers of their area: true, or not so for a reason."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.graduation.claiming.decisions import reason_in
from storefront.graduation.claiming.waiting import area_of_actor
from storefront.graduation.models import CaseloadEntry, GraduationRecord, RecordMove, RecordSource, RecordState
from storefront.graduation.record import move

MOST_SHOWN = 200


def to_put_right(assistant_id: int) -> Sequence[GraduationRecord]:
    """What an officer said is not so, of the sellers in this assistant's care, the oldest first."""
    hers = select(CaseloadEntry.seller_id).where(
        CaseloadEntry.assistant_id == assistant_id, CaseloadEntry.until.is_(None)
    )
    rows = select(GraduationRecord).where(
        GraduationRecord.state == RecordState.MISMATCHED,
        GraduationRecord.source == RecordSource.DECLARED,
        GraduationRecord.seller_id.in_(hers),
    )
    eager = rows.options(joinedload(GraduationRecord.seller)).order_by(GraduationRecord.changed_at)
    return db.session.scalars(eager).all()


def to_verify(actor: Actor) -> Sequence[GraduationRecord]:
    """The linked records of an officer's area that nobody has verified, the oldest link first."""
    rows = select(GraduationRecord).where(_waits_for(actor)).order_by(GraduationRecord.linked_at, GraduationRecord.id)
    eager = joinedload(GraduationRecord.seller), joinedload(GraduationRecord.assistant)
    return db.session.scalars(rows.options(*eager).limit(MOST_SHOWN)).all()


def count_to_verify(actor: Actor) -> int:
    """How many records wait for this officer to verify them."""
    return db.session.scalar(select(func.count()).select_from(GraduationRecord).where(_waits_for(actor))) or 0


def one_to_verify(actor: Actor, reference: str) -> GraduationRecord | None:
    """The record under this reference, if it waits for this officer."""
    wanted = select(GraduationRecord).where(GraduationRecord.reference == reference, _waits_for(actor))
    return db.session.scalar(wanted)


def verify(actor: Actor, record: GraduationRecord) -> None:
    """Say that what was entered is true.

    Raises:
        Refusal: when it does not wait for this officer, or she entered it herself.
    """
    with transaction():
        _refuse_other(actor, record)
        move(record, RecordState.MATCHED, actor, "verified")


def say_mismatched(actor: Actor, record: GraduationRecord, reason: str) -> None:
    """Say that it is not so, with a reason that the assistant reads. She may put it right.

    Raises:
        Refusal: when it does not wait for this officer, or there is no reason.
    """
    words = reason_in(reason, N_("Tulis apa yang tidak cocok, supaya pendamping bisa memperbaikinya."))
    with transaction():
        _refuse_other(actor, record)
        move(record, RecordState.MISMATCHED, actor, words)


def why_mismatched(record: GraduationRecord) -> str:
    """What the officer wrote last; empty unless the record is mismatched."""
    said = select(RecordMove.reason).where(
        RecordMove.record_id == record.id, RecordMove.to_state == RecordState.MISMATCHED
    )
    is_so = record.state is RecordState.MISMATCHED
    return (db.session.scalar(said.order_by(RecordMove.id.desc()).limit(1)) or "") if is_so else ""


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """Linked and unverified; where a file has brought the number since, the source says so."""
    own = GraduationRecord.assistant_id != actor.account_id
    return and_(
        GraduationRecord.seller_id.is_not(None),
        GraduationRecord.state == RecordState.UNVERIFIED,
        area_of_actor(actor).holds(GraduationRecord.district_code),
        or_(GraduationRecord.assistant_id.is_(None), own),
    )


def _refuse_other(actor: Actor, record: GraduationRecord) -> None:
    db.session.refresh(record, with_for_update=True)
    if actor.role is not Role.OFFICER or one_to_verify(actor, record.reference) is None:
        raise Refusal(N_("Catatan ini sudah diperiksa, atau bukan untuk Anda."))
