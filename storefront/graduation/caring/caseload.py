"""Which seller is in whose care. A seller is in one assistant's care at a time, from a moment to a moment.

Care begins when an assistant confirms a claim or accepts an offer (``caring.offers``), never by another's hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, select, update

from products import clock
from products.actor import Role
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation.area import Area
from storefront.graduation.models import CareOffer, CaseloadEntry, OfferState


class Ended(StrEnum):
    """Why care ended."""

    HANDED_OVER = "handed_over"
    CLAIMED = "claimed"
    UNLINKED = "unlinked"
    LEFT = "left"


def in_care(assistant_id: int, seller_id: int) -> bool:
    """Whether the seller is in that assistant's care at this moment."""
    found = select(CaseloadEntry.id).where(
        CaseloadEntry.assistant_id == assistant_id,
        CaseloadEntry.seller_id == seller_id,
        CaseloadEntry.until.is_(None),
    )
    return db.session.scalar(found.limit(1)) is not None


def sellers_of(assistant_id: int, area: Area | None = None) -> Sequence[Seller]:
    """The shops in an assistant's care, by name; only those in ``area`` where one is given."""
    return db.session.scalars(
        select(Seller)
        .join(CaseloadEntry, CaseloadEntry.seller_id == Seller.id)
        .where(
            CaseloadEntry.assistant_id == assistant_id,
            CaseloadEntry.until.is_(None),
            (area or Area()).holds(Seller.regency_code),
        )
        .order_by(Seller.name, Seller.id)
    ).all()


def assistant_of(seller_id: int) -> int | None:
    """The account of the assistant who cares for a seller now."""
    return db.session.scalar(
        select(CaseloadEntry.assistant_id).where(CaseloadEntry.seller_id == seller_id, CaseloadEntry.until.is_(None))
    )


def entries_of(seller_id: int) -> Sequence[CaseloadEntry]:
    """Who has cared for a seller, from when to when, the newest first."""
    return db.session.scalars(
        select(CaseloadEntry).where(CaseloadEntry.seller_id == seller_id).order_by(CaseloadEntry.id.desc())
    ).all()


def take_into_care(assistant_id: int, seller_id: int, because: Ended = Ended.CLAIMED) -> None:
    """Put a seller into an assistant's care; whoever cared for her before stops at this moment.

    Only for what the assistant herself said yes to: a claim she confirmed, an offer she accepted.

    Raises:
        Refusal: when that account is no assistant's.
    """
    with transaction() as session:
        refuse_non_assistant(assistant_id)
        if assistant_of(seller_id) == assistant_id:
            return
        release_from_care(seller_id, because)
        session.add(CaseloadEntry(assistant_id=assistant_id, seller_id=seller_id, since=clock.now()))


def release_from_care(seller_id: int, because: Ended = Ended.UNLINKED) -> None:
    """Nobody cares for the seller any more, and nobody is asked to; what was is kept with its dates."""
    with transaction():
        end_care(CaseloadEntry.seller_id == seller_id, because)
        withdraw_offers(CareOffer.seller_id == seller_id)


def end_care(which: ColumnElement[bool], because: Ended) -> int:
    """Close all open entries that ``which`` names. Returns how many."""
    with transaction() as session:
        closed = session.execute(
            update(CaseloadEntry)
            .where(which, CaseloadEntry.until.is_(None))
            .values(until=clock.now(), ended_because=because)
        )
    return int(closed.rowcount)  # type: ignore[attr-defined]


def withdraw_offers(which: ColumnElement[bool]) -> int:
    """Close all unanswered offers that ``which`` names. Returns how many."""
    with transaction() as session:
        closed = session.execute(
            update(CareOffer)
            .where(which, CareOffer.answered_at.is_(None))
            .values(state=OfferState.WITHDRAWN, answered_at=clock.now())
        )
    return int(closed.rowcount)  # type: ignore[attr-defined]


def refuse_non_assistant(account_id: int) -> None:
    """Care is given to assistants in service alone, and inside a transaction they stay so until it ends.

    Raises:
        Refusal: for anybody else.
    """
    account = db.session.get(Account, account_id, with_for_update=True, populate_existing=True)
    if account is None or account.role is not Role.ASSISTANT or not account.is_enabled:
        raise Refusal(N_("Pilih pendamping dari daftar."), field="assistant")
