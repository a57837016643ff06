"""What becomes of a claim: a person says yes, or no with a reason, or hands it on.

A record belongs to one seller and a seller to one record, and of two who confirm at once only one succeeds: the
other's claim becomes a case for the officers, which is no error.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts.owners import owner_of
from storefront.graduation import identity
from storefront.graduation.caring.caseload import assistant_of, refuse_non_assistant, take_into_care
from storefront.graduation.claiming.matching import claimed_number, match
from storefront.graduation.claiming.waiting import in_service, may_decide, may_see
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.links import link, record_of
from storefront.graduation.models import Claim, ClaimMatch, ClaimState, GraduationRecord, RecordState

MOST_WORDS = 500


def confirm(actor: Actor, waiting: Claim) -> bool:
    """Say that the record is hers: it is linked to her shop, and she comes into the assistant's care.

    A seller whose own assistant typed the claim for her stays in that assistant's care.

    Returns:
        ``False`` when another seller has got the record meanwhile: the claim waits on, as a case for the officers.

    Raises:
        Refusal: when it is not the actor's to decide, she typed it, it is decided, or has no record; when the record
            was revoked, the seller has one already, or has taken back her consent.
    """
    with transaction() as session:
        if actor.role is Role.ASSISTANT:
            refuse_non_assistant(actor.account_id or 0)  # her row is locked first, as by whoever ends her service
        session.refresh(waiting, with_for_update=True)
        refuse_maker(actor, waiting)
        record = waiting.record
        if record is None:
            raise Refusal(N_("Belum ada catatan yang cocok. Minta penjual mencocokkan NIK dan namanya dengan KTP."))
        if is_taken(record):
            _held(waiting, may_see(actor))
            waiting.match = ClaimMatch.TAKEN
            return False
        refuse_unlinkable(waiting)
        _settle(actor, waiting, ClaimState.CONFIRMED)
        link(actor, record, waiting.seller_id)
        if (assistant_id := _carer_after(actor, waiting)) is not None:
            take_into_care(assistant_id, waiting.seller_id)
    return True


def decline(actor: Actor, waiting: Claim, reason: str) -> None:
    """Say that it is not hers, with a reason that she reads. She may claim again.

    Raises:
        Refusal: when it is not the actor's to decide, is decided already, or there is no reason.
    """
    words = reason_in(reason, N_("Tulis alasannya, supaya penjual tahu apa yang perlu diperbaiki."))
    with transaction():
        _settle(actor, waiting, ClaimState.DECLINED)
        waiting.reason = words


def hand_to(actor: Actor, waiting: Claim, assistant_id: int) -> None:
    """An officer gives a waiting claim to an assistant.

    Raises:
        Refusal: when the actor is no officer of its area, or the other no assistant or the one who typed it.
    """
    if actor.role is not Role.OFFICER:
        raise not_yours()
    with transaction():
        refuse_non_assistant(assistant_id)
        _decidable(actor, waiting)
        if waiting.made_by_id == assistant_id:
            raise Refusal(N_("Pendamping ini yang menuliskan permintaannya. Pilih pendamping lain."), field="assistant")
        waiting.assistant_id = assistant_id


def look_again(actor: Actor, waiting: Claim) -> bool:
    """Compare a claim that met nothing with what has come in since. Whether it meets something now.

    Raises:
        Refusal: when it is not the actor's to decide, or is decided.
    """
    with transaction():
        _decidable(actor, waiting)
        if waiting.match is not ClaimMatch.NONE:
            return True
        met = match(claimed_number(waiting), waiting.name, waiting.district_code)
        waiting.match, waiting.record_id = met.kind, met.record.id if met.record else None
        waiting.assistant_id = in_service(met.record.assistant_id if met.record else None) or waiting.assistant_id
    return met.record is not None


def is_taken(record: GraduationRecord) -> bool:
    """Whether a seller has the record now; it stays so until the transaction ends."""
    db.session.refresh(record, with_for_update=True)
    return record.seller_id is not None


def refuse_unlinkable(waiting: Claim) -> None:
    """Raises ``Refusal`` when this seller cannot be linked: she has a record, or no longer agrees to it."""
    if record_of(waiting.seller_id):
        raise Refusal(N_("Penjual ini sudah punya catatan."))
    owner = owner_of(waiting.seller_id)
    if owner is None or not consent.has(owner.id, Purpose.RECORD):
        raise Refusal(N_("Penjual sudah mencabut persetujuannya. Tanyakan dulu kepadanya."))
    if waiting.record and waiting.record.state is RecordState.REVOKED:
        raise Refusal(N_("Catatan ini sudah dicabut. Tanyakan ke petugas program."))


def refuse_maker(actor: Actor, waiting: Claim) -> None:
    """Four eyes: raises ``Refusal`` when the actor typed the claim herself, in whatever role she was then."""
    if waiting.made_by_id is not None and waiting.made_by_id == actor.account_id:
        raise Refusal(N_("Permintaan ini Anda sendiri yang menuliskannya, jadi orang lain yang memeriksanya."))


def reason_in(written: str | None, without: str) -> str:
    """A reason as it is kept. Raises ``Refusal`` for an identity number in it, and ``without`` where there is none."""
    words = (written or "").strip()[:MOST_WORDS]
    if not words:
        raise Refusal(without, field="reason")
    identity.refuse_numbers(words, "reason")
    return words


def not_yours() -> Refusal:
    """The "no" to whoever decides what is decided, or somebody else's."""
    return Refusal(N_("Permintaan ini sudah dijawab, atau bukan untuk Anda."))


def _carer_after(actor: Actor, waiting: Claim) -> int | None:
    """Which assistant cares for her from now on; nobody else ever does, and no officer."""
    carer = in_service(assistant_of(waiting.seller_id))
    if carer is not None and carer == waiting.made_by_id:
        return carer
    return in_service(actor.account_id if actor.role is Role.ASSISTANT else waiting.assistant_id)


def _settle(actor: Actor, waiting: Claim, state: ClaimState) -> None:
    _decidable(actor, waiting)
    waiting.state, waiting.decided_at, waiting.decided_by_id = state, clock.now(), actor.account_id


def _decidable(actor: Actor, waiting: Claim) -> None:
    """Ask once more whether it is the actor's to decide, and hold the claim until the transaction ends."""
    refuse_maker(actor, waiting)
    _held(waiting, may_decide(actor))


def _held(waiting: Claim, is_hers: ColumnElement[bool]) -> None:
    held = select(Claim.id).where(Claim.id == waiting.id, is_hers).with_for_update(of=Claim)
    if db.session.scalar(held) is None:
        raise not_yours()
    db.session.refresh(waiting)
