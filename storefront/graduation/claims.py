"""A seller says "this record is mine"; her assistant says yes or no.

The seller is never told whether a record with her number exists: her claim waits either way. A record belongs to one
seller and a seller to one record, and of two who confirm at once only one succeeds.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true, update
from sqlalchemy.orm import joinedload

from products import clock, regions
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Seller
from storefront.accounts.deeds import record_deed
from storefront.graduation import consent, identity
from storefront.graduation.caseload import refuse_non_assistant, take_into_care
from storefront.graduation.consent import Purpose
from storefront.graduation.links import cut, link, record_of
from storefront.graduation.models import Claim, ClaimState, ConsentWay, GraduationRecord, RecordState
from storefront.graduation.names import are_alike

MOST_IN_A_DAY = 5
LEFT_ALONE = timedelta(days=3)


def claim(
    actor: Actor,
    account_id: int,
    seller: Seller,
    nik: str,
    name: str,
    district_code: str,
    way: ConsentWay = ConsentWay.TICK,
) -> Claim:
    """Say that the record with this number is the seller's, and keep that she agreed to its being linked.

    Args:
        actor: the seller, or an assistant who types for her.
        account_id: the seller's own account, whose consent this is.
        seller: her shop.
        nik: her identity number as typed.
        name: her name as on her identity card.
        district_code: where she lived when she left the programme.
        way: how she agreed; read aloud or on paper when an assistant types.

    Raises:
        Refusal: when the number cannot be one, or she has a record or a claim waiting, or tried too often.
    """
    digits = identity.check_nik(nik)
    if not regions.is_district(district_code):
        raise Refusal(N_("Pilih kecamatan dari daftar."), field="district")
    with transaction() as session:
        _refuse_another(seller.id)
        lookup, reference = identity.lookup(digits), secrets.token_hex(16)
        record = _match(lookup, name)
        new = Claim(
            seller_id=seller.id,
            reference=reference,
            nik_sealed=identity.seal(digits, identity.place_of(Claim.__tablename__, reference)),
            nik_lookup=lookup,
            name=" ".join(name.split())[:100],
            district_code=district_code,
            record_id=record.id if record else None,
            assistant_id=record.assistant_id if record else None,
            created_at=clock.now(),
        )
        session.add(new)
        consent.give(actor, account_id, [Purpose.RECORD], way=way)
        record_deed(actor, "claim.made")
    return new


def confirm(actor: Actor, waiting: Claim) -> None:
    """Say that the record is hers: it is linked to her shop, and she comes into the assistant's care.

    Raises:
        Refusal: when it is not the actor's to decide, is decided, has no record, or the record or the seller is taken.
    """
    if waiting.record is None:
        raise Refusal(N_("Belum ada catatan yang cocok. Minta penjual mencocokkan NIK dan namanya dengan KTP."))
    with transaction():
        _decide(actor, waiting, ClaimState.CONFIRMED)
        link(actor, waiting.record, waiting.seller_id)
        assistant_id = actor.account_id if actor.role is Role.ASSISTANT else waiting.assistant_id
        if assistant_id:
            take_into_care(assistant_id, waiting.seller_id)


def decline(actor: Actor, waiting: Claim, reason: str) -> None:
    """Say that it is not hers, with a reason that she reads. She may claim again.

    Raises:
        Refusal: when it is not the actor's to decide, is decided already, or there is no reason.
    """
    words = reason.strip()[:500]
    if not words:
        raise Refusal(N_("Tulis alasannya, supaya penjual tahu apa yang perlu diperbaiki."), field="reason")
    with transaction():
        _decide(actor, waiting, ClaimState.DECLINED)
        waiting.reason = words


def hand_to(actor: Actor, waiting: Claim, assistant_id: int) -> None:
    """An officer gives a waiting claim to an assistant.

    Raises:
        Refusal: when the actor is no officer, or the other no assistant.
    """
    if actor.role is not Role.OFFICER:
        raise _not_yours()
    refuse_non_assistant(assistant_id)
    with transaction():
        waiting.assistant_id = assistant_id


def unlink(actor: Actor, account_id: int, seller_id: int) -> None:
    """The seller takes back her consent: her record and her shop part at once, and the shop goes on."""
    with transaction():
        consent.withdraw(actor, account_id, Purpose.RECORD)
        if cut(actor, seller_id, "consent withdrawn"):
            record_deed(actor, "record.unlinked")


def waiting_for(actor: Actor) -> Sequence[Claim]:
    """The claims that wait for this assistant or officer, the oldest first.

    An assistant sees those on her own records, and those without an assistant from the districts of her records. An
    officer sees those without one from districts that have none, and any other that nobody took for three days.
    """
    waiting = select(Claim).where(Claim.state == ClaimState.WAITING, _is_for(actor))
    eager = waiting.options(joinedload(Claim.seller), joinedload(Claim.record))
    return db.session.scalars(eager.order_by(Claim.created_at, Claim.id)).all()


def count_waiting_for(actor: Actor) -> int:
    """How many claims wait for this assistant or officer."""
    return db.session.scalar(select(func.count()).where(Claim.state == ClaimState.WAITING, _is_for(actor))) or 0


def claim_for(actor: Actor, reference: str) -> Claim | None:
    """The waiting claim under this reference if it is this assistant's or officer's to decide."""
    own = select(Claim).where(Claim.reference == reference, Claim.state == ClaimState.WAITING, _may_decide(actor))
    return db.session.scalar(own)


def last_claim_of(seller_id: int) -> Claim | None:
    """The newest claim of a seller."""
    return db.session.scalar(select(Claim).where(Claim.seller_id == seller_id).order_by(Claim.id.desc()).limit(1))


def _refuse_another(seller_id: int) -> None:
    if record_of(seller_id):
        raise Refusal(N_("Lapak ini sudah terhubung dengan data graduasi."))
    last = last_claim_of(seller_id)
    if last and last.state is ClaimState.WAITING:
        raise Refusal(N_("Permintaan Anda sudah kami terima dan sedang menunggu pendamping."))
    recent = select(func.count()).where(
        Claim.seller_id == seller_id, Claim.created_at > clock.now() - timedelta(hours=24)
    )
    if (db.session.scalar(recent) or 0) >= MOST_IN_A_DAY:
        raise Refusal(N_("Sudah beberapa kali dicoba hari ini. Tanyakan dulu kepada pendamping, lalu coba besok."))


def _match(lookup: str, name: str) -> GraduationRecord | None:
    """The record with this number, when the name is alike and nobody has it."""
    record = db.session.scalar(select(GraduationRecord).where(GraduationRecord.nik_lookup == lookup))
    is_free = record is not None and record.seller_id is None and record.state is not RecordState.REVOKED
    return record if record and is_free and are_alike(record.name, name) else None


def _decide(actor: Actor, waiting: Claim, state: ClaimState) -> None:
    with transaction() as session:
        decided = session.execute(
            update(Claim)
            .where(Claim.id == waiting.id, Claim.state == ClaimState.WAITING, _may_decide(actor))
            .values(state=state, decided_at=clock.now(), decided_by_id=actor.account_id)
            .execution_options(synchronize_session=False)
        )
        session.refresh(waiting)
    if not decided.rowcount:  # type: ignore[attr-defined]
        raise _not_yours()


def _is_for(actor: Actor) -> ColumnElement[bool]:
    if actor.role is not Role.OFFICER:
        return _may_decide(actor)
    looked_after = select(GraduationRecord.district_code).where(GraduationRecord.assistant_id.is_not(None))
    is_nobodys = Claim.district_code.not_in(looked_after) | (Claim.created_at < clock.now() - LEFT_ALONE)
    return and_(Claim.assistant_id.is_(None), is_nobodys)


def _may_decide(actor: Actor) -> ColumnElement[bool]:
    if actor.role is Role.OFFICER:
        return true()
    if actor.role is not Role.ASSISTANT:
        return false()
    districts = select(GraduationRecord.district_code).where(GraduationRecord.assistant_id == actor.account_id)
    nobodys = and_(Claim.assistant_id.is_(None), Claim.district_code.in_(districts))
    return or_(Claim.assistant_id == actor.account_id, nobodys)


def _not_yours() -> Refusal:
    return Refusal(N_("Permintaan ini sudah dijawab, atau bukan untuk Anda."))
