"""What became of earlier offers of a seller, as a timeline shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storefront.graduation.models import CareOffer, OfferState
from storefront.graduation.words import words
from storefront.language import moment

TONES = {OfferState.ACCEPTED: "good", OfferState.DECLINED: "alert"}


@dataclass(frozen=True, slots=True)
class Told:
    """One answered offer: what came of it, when, who was asked, and what she said."""

    title: str
    when: str
    by: str
    note: str
    tone: str


def told(offers: Sequence[CareOffer]) -> list[Told]:
    """The answered ones of these, in their order."""
    return [
        Told(
            title=words(one.state, "offer"),
            when=moment(one.answered_at),
            by=one.receiver.display_name,
            note=one.answer,
            tone=TONES.get(one.state, ""),
        )
        for one in offers
        if one.answered_at
    ]
