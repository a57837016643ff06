"""A seller's three choices about her data, each by itself: how it stands, agreeing to it, taking it back."""

from __future__ import annotations

from dataclasses import dataclass

from products.actor import Actor
from products.database import transaction
from products.errors import N_, Refusal
from storefront.accounts.deeds import record_deed
from storefront.graduation import links
from storefront.graduation.claiming import claims
from storefront.graduation.consenting import consent, story
from storefront.graduation.consenting.consent import VERSION, Purpose
from storefront.graduation.consenting.consent_words import Words, text_of, words_of
from storefront.graduation.models import Consent, ConsentWay

WITHDRAWN = "consent withdrawn"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: the words of today, the consent in force, and the one that was taken back last."""

    words: Words
    given: Consent | None
    ended: Consent | None

    @property
    def purpose(self) -> Purpose:
        """What for."""
        return self.words.purpose

    @property
    def is_on(self) -> bool:
        """Whether she agrees, be it to earlier words."""
        return self.given is not None

    @property
    def is_to_be_read(self) -> bool:
        """Whether she agreed to earlier words and those of today wait for her."""
        return self.given is not None and self.given.version != VERSION

    @property
    def agreed_text(self) -> str:
        """The very words that were agreed to; empty without a consent."""
        return (text_of(self.given.text_sha256) or "") if self.given else ""


def choices_of(account_id: int) -> list[Choice]:
    """The three, in one query."""
    kept = consent.consents_of(account_id)
    return [_choice(purpose, [one for one in kept if one.purpose == purpose]) for purpose in Purpose]


def agree(actor: Actor, account_id: int, seller_id: int, purpose: Purpose, way: ConsentWay) -> None:
    """She agrees to one of them.

    Args:
        actor: who presses.
        account_id: the seller's own account.
        seller_id: her shop.
        purpose: to what.
        way: how; read aloud or on paper when an assistant presses.

    Raises:
        Refusal: when somebody else ticks for her, or there is no story to tell yet.
    """
    if purpose is Purpose.STORY:
        return story.tell(actor, account_id, seller_id, way)
    with transaction():
        consent.give(actor, account_id, [purpose], way=way)
        record_deed(actor, "consent.given", purpose.value)
    return None


def take_back(actor: Actor, account_id: int, seller_id: int, purpose: Purpose) -> None:
    """She takes one of them back, and what hung on it ends with it in the same moment.

    Raises:
        Refusal: for the shop's own data: a shop is not closed by a tap, she asks for its deletion.
    """
    match purpose:
        case Purpose.STORY:
            story.hide(actor, account_id, seller_id)
        case Purpose.RECORD:
            _part(actor, account_id, seller_id)
        case Purpose.SHOP:
            raise Refusal(
                N_("Lapak tidak bisa jalan tanpa persetujuan ini. Kalau ingin berhenti, minta lapak dihapus.")
            )


def _part(actor: Actor, account_id: int, seller_id: int) -> None:
    """No record is linked to her any more, no claim waits, and none says which one it was. Care that is older than the
    link goes on without it."""
    with transaction():
        claims.hold(seller_id)
        consent.withdraw(actor, account_id, Purpose.RECORD)
        claims.withdraw(actor, seller_id)
        if links.cut(actor, seller_id, WITHDRAWN, keep_care=links.care_is_older(seller_id)):
            record_deed(actor, "record.unlinked")
        claims.forget(seller_id)


def _choice(purpose: Purpose, kept: list[Consent]) -> Choice:
    given = next((one for one in kept if one.withdrawn_at is None), None)
    ended = next((one for one in kept if one.withdrawn_at is not None), None)
    return Choice(words_of(purpose), given, ended)
