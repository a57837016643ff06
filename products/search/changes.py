"""The feed of changes: a row for each product that may have changed, written in the same transaction as the change.

The worker turns the rows into the index and only then deletes them, so nothing is lost when it is killed at any moment;
what was done twice is done once.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from products import clock
from products.database import Model, UtcDateTime, transaction


class SearchChange(Model):
    """A product that the index must look at again. No foreign key: the product may be gone."""

    __tablename__ = "search_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def search_changed(*product_ids: int) -> None:
    """Have the index look at these products again. Call it in the transaction of the change itself."""
    at = clock.now()
    with transaction() as session:
        session.add_all(SearchChange(product_id=product_id, at=at) for product_id in product_ids)
