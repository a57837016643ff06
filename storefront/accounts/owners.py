"""Whose shop it is: the account of the seller herself, also while an assistant acts for her."""

from __future__ import annotations

from sqlalchemy import select

from products.database import db
from storefront.accounts.models import Account


def owner_of(seller_id: int) -> Account | None:
    """The seller's own account; ``None`` for a shop that nobody signs in to, such as one made by an import."""
    return db.session.scalar(select(Account).where(Account.seller_id == seller_id).order_by(Account.id).limit(1))
