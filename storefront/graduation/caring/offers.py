"""A seller passes from one assistant to another: offered by one, accepted by the other.

Until the offer is accepted whoever cares for her goes on. What the receiver sees before is the shop's name and regency
and the words of whoever offers; the record opens to her with the first moment of her care, and closes to the other.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.area import Area, area_of
from storefront.graduation.caring.caseload import Ended, assistant_of, refuse_non_assistant, take_into_care
from storefront.graduation.caring.offer_lists import open_offers
from storefront.graduation.models import CareOffer, GraduationRecord, OfferState

MOST_WORDS = 300


def offer(actor: Actor, seller_id: int, to_id: int, note: str) -> CareOffer:
    """Ask an assistant to take a seller over. She who cares for her now may, and an officer in whose area she is.

    Raises:
        Refusal: when it is not the actor's to offer, the seller has an open offer already, or the receiver is no
            assistant in service, cares for her already, or is outside the area of whoever offers.
    """
    try:
        with transaction() as session:
            carer = assistant_of(seller_id)
            _refuse_stranger(actor, seller_id, carer)
            _refuse_receiver(actor, to_id, carer)
            session.add(made := _new(actor, seller_id, carer, to_id, _words(note, "note")))
    except IntegrityError:
        raise Refusal(N_("Lapak ini sedang ditawarkan. Tunggu jawabannya, atau tarik dulu tawarannya.")) from None
    return made


def offer_decided(actor: Actor, seller_id: int, to_id: int) -> None:
    """After an officer's decision ask the assistant whose claim it was, wherever the shop lies; care waits for her yes.

    Nothing is asked of her when she is no longer in service or cares for the seller, or while another offer is open.
    """
    with transaction() as session:
        carer, asked = assistant_of(seller_id), session.get(Account, to_id, with_for_update=True)
        is_able = asked is not None and asked.role is Role.ASSISTANT and asked.is_enabled
        if is_able and carer != to_id and seller_id not in open_offers([seller_id]):
            session.add(_new(actor, seller_id, carer, to_id, ""))


def accept(actor: Actor, offer_id: int) -> CareOffer:
    """Take the seller over: the old care ends and the new begins in the same moment.

    Raises:
        Refusal: when it is not the actor's to answer, is answered, she is no longer in service, or the seller has
            passed to somebody else since.
    """
    with transaction():
        refuse_non_assistant(actor.account_id or 0)  # her row is locked first, as it is by whoever ends her service
        answered = _answer(offer_id, CareOffer.to_id == actor.account_id, OfferState.ACCEPTED)
        if assistant_of(answered.seller_id) != answered.from_id:
            raise _too_late()
        take_into_care(answered.to_id, answered.seller_id, Ended.HANDED_OVER)
        _name_in_record(answered.seller_id, answered.to_id)
    return answered


def decline(actor: Actor, offer_id: int, reason: str) -> CareOffer:
    """Say no, in words that whoever offered reads.

    Raises:
        Refusal: when it is not the actor's to answer, is answered, or there is no reason.
    """
    words = _words(reason, "reason")
    if not words:
        raise Refusal(N_("Tulis alasannya, supaya bisa dicarikan pendamping lain."), field="reason")
    with transaction():
        answered = _answer(offer_id, CareOffer.to_id == actor.account_id, OfferState.DECLINED)
        answered.answer = words
    return answered


def take_back(actor: Actor, offer_id: int) -> CareOffer:
    """Withdraw an offer: whoever made it, or an officer in whose area the seller is.

    Raises:
        Refusal: when it is not the actor's to withdraw, or is answered.
    """
    with transaction():
        return _answer(offer_id, _is_mine_to_take_back(actor), OfferState.WITHDRAWN)


def _new(actor: Actor, seller_id: int, carer: int | None, to_id: int, note: str) -> CareOffer:
    return CareOffer(
        seller_id=seller_id,
        from_id=carer,
        to_id=to_id,
        offered_by_id=actor.account_id,
        offered_at=clock.now(),
        note=note,
    )


def _answer(offer_id: int, whose: ColumnElement[bool], state: OfferState) -> CareOffer:
    """Give an open offer its one answer. Raises ``Refusal`` when it has one, or is not the asker's to answer."""
    with transaction() as session:
        answered = session.execute(
            update(CareOffer)
            .where(CareOffer.id == offer_id, CareOffer.answered_at.is_(None), whose)
            .values(state=state, answered_at=clock.now())
            .execution_options(synchronize_session=False)
        )
        if not answered.rowcount:  # type: ignore[attr-defined]
            raise _too_late()
        return session.get_one(CareOffer, offer_id, populate_existing=True)


def _is_mine_to_take_back(actor: Actor) -> ColumnElement[bool]:
    if actor.role is not Role.OFFICER:
        return CareOffer.offered_by_id == actor.account_id
    seen = select(Seller.id).where(_area_of(actor).holds(Seller.regency_code))
    return CareOffer.seller_id.in_(seen)


def _refuse_stranger(actor: Actor, seller_id: int, carer: int | None) -> None:
    seller = db.session.get(Seller, seller_id)
    if actor.role is Role.OFFICER and seller and _area_of(actor).covers(seller.regency_code):
        return
    if actor.role is not Role.ASSISTANT or carer is None or actor.account_id != carer:
        raise Refusal(N_("Penjual ini tidak lagi Anda dampingi."))


def _refuse_receiver(actor: Actor, to_id: int, carer: int | None) -> None:
    refuse_non_assistant(to_id)
    if to_id == carer:
        raise Refusal(N_("Pendamping itu sudah mendampingi lapak ini. Pilih yang lain."), field="assistant")
    if not _area_of(actor).covers(db.session.get_one(Account, to_id).province_code):
        raise Refusal(N_("Pilih pendamping dari daftar."), field="assistant")


def _area_of(actor: Actor) -> Area:
    return area_of(db.session.get_one(Account, actor.account_id))


def _name_in_record(seller_id: int, assistant_id: int) -> None:
    """Her record names who vouches for her now, so that a later claim on it comes to the right desk."""
    db.session.execute(
        update(GraduationRecord)
        .where(GraduationRecord.seller_id == seller_id)
        .values(assistant_id=assistant_id, changed_at=clock.now())
    )


def _words(typed: str, field: str) -> str:
    words = " ".join(typed.split())[:MOST_WORDS]
    identity.refuse_numbers(words, field)
    return words


def _too_late() -> Refusal:
    return Refusal(N_("Tawaran ini sudah dijawab atau ditarik kembali."))
