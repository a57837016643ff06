"""Which seller is in whose care. A seller is in one assistant's care at a time."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from products import clock
from products.actor import Role
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation.models import CaseloadEntry


def in_care(assistant_id: int, seller_id: int) -> bool:
    """Whether the seller is in that assistant's care at this moment."""
    found = select(CaseloadEntry.id).where(
        CaseloadEntry.assistant_id == assistant_id,
        CaseloadEntry.seller_id == seller_id,
        CaseloadEntry.until.is_(None),
    )
    return db.session.scalar(found.limit(1)) is not None


def sellers_of(assistant_id: int) -> Sequence[Seller]:
    """The shops in an assistant's care, by name."""
    return db.session.scalars(
        select(Seller)
        .join(CaseloadEntry, CaseloadEntry.seller_id == Seller.id)
        .where(CaseloadEntry.assistant_id == assistant_id, CaseloadEntry.until.is_(None))
        .order_by(Seller.name, Seller.id)
    ).all()


def assistant_of(seller_id: int) -> int | None:
    """The account of the assistant who cares for a seller now."""
    return db.session.scalar(
        select(CaseloadEntry.assistant_id).where(CaseloadEntry.seller_id == seller_id, CaseloadEntry.until.is_(None))
    )


def take_into_care(assistant_id: int, seller_id: int) -> None:
    """Put a seller into an assistant's care; whoever cared for her before stops at this moment.

    Raises:
        Refusal: when that account is no assistant's.
    """
    refuse_non_assistant(assistant_id)
    with transaction() as session:
        if assistant_of(seller_id) == assistant_id:
            return
        release_from_care(seller_id)
        session.add(CaseloadEntry(assistant_id=assistant_id, seller_id=seller_id, since=clock.now()))


def release_from_care(seller_id: int) -> None:
    """Nobody cares for the seller any more; what was is kept with its dates."""
    with transaction() as session:
        session.execute(
            update(CaseloadEntry)
            .where(CaseloadEntry.seller_id == seller_id, CaseloadEntry.until.is_(None))
            .values(until=clock.now())
        )


def refuse_non_assistant(account_id: int) -> None:
    """Care is given to assistants alone. Raises ``Refusal`` for anybody else."""
    account = db.session.get(Account, account_id)
    if account is None or account.role is not Role.ASSISTANT or not account.is_enabled:
        raise Refusal(N_("Pilih pendamping dari daftar."), field="assistant")
