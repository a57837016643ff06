"""Two sellers and one record: an officer looks at both and decides, with a reason that is kept with the record.

The seller whose link is moved keeps her shop, her assistant and her consent; that an officer parted her from the record
stands on her own page. The seller whose claim is declined reads kind words, which tell nothing about anybody else.
"""

from __future__ import annotations

from sqlalchemy import select

from products import clock
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_
from storefront.accounts.deeds import record_deed
from storefront.accounts.models import Deed
from storefront.graduation.caring.offers import offer_decided
from storefront.graduation.claiming.decisions import is_taken, not_yours, reason_in, refuse_maker, refuse_unlinkable
from storefront.graduation.claiming.waiting import case_for
from storefront.graduation.links import cut, link, record_of
from storefront.graduation.models import Claim, ClaimState, GraduationRecord
from storefront.graduation.record import stay

PARTED = "record.parted"
KIND_WORDS = N_("Data Anda belum bisa kami hubungkan dari jauh. Bawa KTP saat bertemu pendamping, lalu cek bersama.")
WRITE_WHY = N_("Tulis alasan keputusan ini. Alasannya tersimpan bersama catatan.")


def keep_first(actor: Actor, case: Claim, reason: str) -> None:
    """Leave the record with the seller who has it; the claim is declined with kind words.

    Raises:
        Refusal: when it is not this officer's case any more, or there is no reason.
    """
    words = reason_in(reason, WRITE_WHY)
    with transaction():
        record = _held(actor, case)
        _decide(actor, case, ClaimState.DECLINED)
        case.reason = KIND_WORDS
        stay(record, actor, words)


def move_link(actor: Actor, case: Claim, reason: str) -> None:
    """Part the record from the seller who has it and give it to the one who claims it; her assistant is asked to care.

    Raises:
        Refusal: when it is not this officer's case any more, there is no reason, or she who claims cannot be linked.
    """
    words = reason_in(reason, WRITE_WHY)
    with transaction():
        record = _held(actor, case)
        if is_taken(record):
            _part(actor, record, words)
        refuse_unlinkable(case)
        _decide(actor, case, ClaimState.CONFIRMED)
        link(actor, record, case.seller_id, words)
        if case.assistant_id:
            offer_decided(actor, case.seller_id, case.assistant_id)


def was_parted(seller_id: int) -> bool:
    """Whether an officer parted this seller from her record, and she has neither got nor claimed another since."""
    parted = db.session.scalar(
        select(Deed.at).where(Deed.seller_id == seller_id, Deed.what == PARTED).order_by(Deed.id.desc()).limit(1)
    )
    if parted is None or record_of(seller_id):
        return False
    later = select(Claim.id).where(Claim.seller_id == seller_id, Claim.created_at > parted)
    return db.session.scalar(later.limit(1)) is None


def _part(actor: Actor, record: GraduationRecord, reason: str) -> None:
    first = record.seller_id
    assert first is not None
    cut(actor, first, reason, keep_care=True)
    record_deed(Actor(actor.role, actor.account_id, first), PARTED)


def _held(actor: Actor, case: Claim) -> GraduationRecord:
    """The record of a case that is this officer's still, both held until the transaction ends."""
    db.session.refresh(case, with_for_update=True)
    refuse_maker(actor, case)
    if case_for(actor, case.reference) is None or case.record is None:
        raise not_yours()
    db.session.refresh(case.record, with_for_update=True)
    return case.record


def _decide(actor: Actor, case: Claim, state: ClaimState) -> None:
    case.state, case.decided_at, case.decided_by_id = state, clock.now(), actor.account_id
