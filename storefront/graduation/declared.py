"""Records that an assistant enters for a seller in her care, and that an officer verifies later.

A number that is known already is not entered twice: it becomes a claim put beside that record, or a case when another
seller has it. The assistant reads the same answer each time.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts.deeds import record_deed
from storefront.graduation import claims, consent, identity, pauses
from storefront.graduation.caseload import in_care
from storefront.graduation.consent import Purpose
from storefront.graduation.decisions import reason_in
from storefront.graduation.links import cut, link_unverified, record_of
from storefront.graduation.matching import match, record_with
from storefront.graduation.models import ConsentWay, GraduationRecord, Kind, RecordMove, RecordSource, RecordState
from storefront.graduation.record import move
from storefront.graduation.waiting import area_of_actor

OPEN = (RecordState.UNVERIFIED, RecordState.MISMATCHED)
ENDED = (RecordState.REVOKED, RecordState.MISMATCHED)
ENTERED_ANEW = "entered anew by the assistant"


@dataclass(frozen=True, slots=True)
class Told:
    """What an assistant knows of how a family left; ``graduated_on`` is the first day of the month."""

    nik: str
    name: str
    kind: Kind
    graduated_on: date
    district_code: str
    joined_year: int | None = None
    reason: str = ""


def declare(actor: Actor, account_id: int, seller_id: int, told: Told, way: ConsentWay | None = None) -> None:
    """Enter a record for a seller, or put right the one that was entered and is not verified yet.

    Args:
        actor: the assistant who cares for her.
        account_id: the seller's own account, whose consent it needs.
        seller_id: her shop.
        told: what is known.
        way: how she agreed just now; not needed while an earlier consent is in force.

    Raises:
        Refusal: when she is not in the actor's care, has not agreed, has a verified or imported record, has tried too
            often, or the number cannot be one.
    """
    nik = identity.check_nik(told.nik)
    claims.check_district(told.district_code)
    if told.graduated_on > clock.today():
        raise Refusal(N_("Bulan graduasi belum tiba. Cek lagi tahunnya."), field="year")
    acting = Actor(actor.role, actor.account_id, seller_id)
    with transaction():
        claims.hold(seller_id)
        _refuse_stranger(actor, seller_id)
        pauses.refuse_paused(seller_id)
        if way or not consent.has(account_id, Purpose.RECORD):
            consent.give(actor, account_id, [Purpose.RECORD], way=way or ConsentWay.TICK)
        _clear_the_way(actor, acting, seller_id)
        known = record_with(nik)
        if known is None or _is_ended(known):
            link_unverified(_entered(actor, known, nik, told), seller_id)
        else:
            met = match(nik, told.name, told.district_code)
            claims.add_claim(seller_id, nik, told.name, told.district_code, met)
        record_deed(acting, "record.declared")


def own_declared(seller_id: int) -> GraduationRecord | None:
    """The record entered for a seller that may still be put right."""
    record = record_of(seller_id)
    return record if record and record.source is RecordSource.DECLARED and record.state in OPEN else None


def to_verify(actor: Actor) -> Sequence[GraduationRecord]:
    """The linked records of an officer's area that nobody has verified, the oldest link first."""
    rows = select(GraduationRecord).where(_waits_for(actor)).order_by(GraduationRecord.linked_at, GraduationRecord.id)
    eager = joinedload(GraduationRecord.seller), joinedload(GraduationRecord.assistant)
    return db.session.scalars(rows.options(*eager).limit(200)).all()


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


def _clear_the_way(actor: Actor, acting: Actor, seller_id: int) -> None:
    """What was entered before ends, and a claim that waits is taken back: this entry is what counts now."""
    record = record_of(seller_id)
    if record and own_declared(seller_id) is None:
        raise Refusal(N_("Lapak ini sudah terhubung dengan data graduasi."))
    if record:
        cut(actor, seller_id, ENTERED_ANEW, keep_care=True)
        move(record, RecordState.REVOKED, actor, ENTERED_ANEW)
    claims.withdraw(acting, seller_id)


def _is_ended(record: GraduationRecord) -> bool:
    """Whether this is an entry that came to nothing and may be used anew."""
    return record.source is RecordSource.DECLARED and record.seller_id is None and record.state in ENDED


def _entered(actor: Actor, ended: GraduationRecord | None, nik: str, told: Told) -> GraduationRecord:
    if ended:
        move(ended, RecordState.UNVERIFIED, actor, ENTERED_ANEW)
    record = ended or GraduationRecord(state=RecordState.UNVERIFIED, created_at=clock.now())
    record.reference = secrets.token_hex(16)
    record.nik_sealed = identity.seal(nik, identity.place_of(GraduationRecord.__tablename__, record.reference))
    record.nik_lookup = identity.lookup(nik)
    record.name = " ".join(told.name.split())[:100]
    record.kind, record.graduated_on, record.is_day_known = told.kind, told.graduated_on, False
    record.district_code, record.joined_year, record.reason = told.district_code, told.joined_year, told.reason
    record.source, record.assistant_id, record.changed_at = RecordSource.DECLARED, actor.account_id, clock.now()
    return record


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


def _refuse_stranger(actor: Actor, seller_id: int) -> None:
    if actor.role is not Role.ASSISTANT or not in_care(actor.account_id or 0, seller_id):
        raise Refusal(N_("Penjual ini tidak lagi Anda dampingi."))
