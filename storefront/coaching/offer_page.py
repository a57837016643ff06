"""Offers of care as an assistant sees them: of one that is offered to her only what anybody may know, and the note."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from products import regions
from products.models import SellerState
from storefront.coaching.today import ago
from storefront.graduation.caring import offer_lists
from storefront.graduation.models import CareOffer, OfferState
from storefront.graduation.words import words

TONES = {OfferState.OPEN: "look", OfferState.ACCEPTED: "good", OfferState.DECLINED: "alert"}


@dataclass(frozen=True, slots=True)
class Received:
    """An offer to her. The shop's own page is named only while it is open to the public."""

    id: int
    shop: str
    place: str
    by: str
    note: str
    when: str
    has_carer: bool
    shop_url: str


@dataclass(frozen=True, slots=True)
class Sent:
    """An offer of a seller of hers, made by herself or by an officer."""

    id: int
    shop: str
    to: str
    by: str
    when: str
    state: str
    tone: str
    answer: str
    may_take_back: bool


def received_offers(assistant_id: int) -> list[Received]:
    """What waits for her answer, the oldest first."""
    return [_received(one) for one in offer_lists.offers_to(assistant_id)]


def received_offer(assistant_id: int, offer_id: int) -> Received | None:
    """One that waits for her answer; anybody else's does not exist."""
    return next((one for one in received_offers(assistant_id) if one.id == offer_id), None)


def sent_offers(assistant_id: int) -> list[Sent]:
    """Offers of her sellers, those that wait first."""
    return [_sent(one, assistant_id) for one in offer_lists.offers_from(assistant_id)]


def own_offer(assistant_id: int, offer_id: int) -> Sent | None:
    """One that she made herself; anybody else's does not exist."""
    return next((one for one in sent_offers(assistant_id) if one.id == offer_id and not one.by), None)


def _received(one: CareOffer) -> Received:
    is_open = one.seller.state is SellerState.OPEN
    return Received(
        id=one.id,
        shop=one.seller.name,
        place=regions.place_name(one.seller.regency_code),
        by=one.offered_by.display_name,
        note=one.note,
        when=ago(one.offered_at),
        has_carer=one.from_id is not None,
        shop_url=url_for("browse.seller", slug=one.seller.slug) if is_open else "",
    )


def _sent(one: CareOffer, assistant_id: int) -> Sent:
    is_own = one.offered_by_id == assistant_id
    return Sent(
        id=one.id,
        shop=one.seller.name,
        to=one.receiver.display_name,
        by="" if is_own else one.offered_by.display_name,
        when=ago(one.answered_at or one.offered_at),
        state=words(one.state, "offer"),
        tone=TONES.get(one.state, ""),
        answer=one.answer,
        may_take_back=is_own and one.state is OfferState.OPEN,
    )
