"""Deleting rows whose time is over, some hundred at a time, so that a shop in trade never waits long for the lock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select, update

from products.database import Model, db, transaction
from storefront.graduation.models import Claim, GraduationRecord, RecordChange, RecordCorrection, RecordMove

PORTION = 500

Which = Callable[[datetime], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table that are over: counted, and deleted in portions.

    Attributes:
        model: the table.
        over: the condition, for the moment before which they are over.
    """

    model: type[Model]
    over: Which

    def count(self, before: datetime) -> int:
        """How many there are."""
        return counted(select(func.count()).select_from(self.model).where(self.over(before)))

    def forget(self, before: datetime) -> int:
        """Delete a portion of them. How many went."""
        key: Any = self.model.__mapper__.primary_key[0]
        found = picked(select(key).where(self.over(before)).limit(PORTION))
        if found:
            with transaction() as session:
                session.execute(delete(self.model).where(key.in_(found)).execution_options(synchronize_session=False))
        return len(found)


def forget_records(which: Select[int]) -> int:
    """Delete records that no seller is linked to, with all that hangs on them. The log of who looked stays.

    Args:
        which: their ids; what has been linked meanwhile is let be.

    Returns:
        How many went.
    """
    found = picked(which.limit(PORTION))
    if not found:
        return 0
    with transaction() as session:
        free = select(GraduationRecord.id).where(GraduationRecord.id.in_(found), GraduationRecord.seller_id.is_(None))
        ids = list(session.scalars(free.with_for_update()))
        for model in (RecordMove, RecordCorrection, RecordChange):
            session.execute(delete(model).where(model.record_id.in_(ids)).execution_options(synchronize_session=False))
        session.execute(
            update(Claim)
            .where(Claim.record_id.in_(ids))
            .values(record_id=None)
            .execution_options(synchronize_session=False)
        )
        session.execute(
            delete(GraduationRecord).where(GraduationRecord.id.in_(ids)).execution_options(synchronize_session=False)
        )
    return len(ids)


def counted(query: Select[Any]) -> int:
    """What a counting query says."""
    return db.session.scalar(query) or 0


def picked(query: Select[Any]) -> list[Any]:
    """The first column of a query; the read ends with it, unless a transaction is open."""
    found = list(db.session.scalars(query))
    if not db.session().info.get("writing"):
        db.session.rollback()
    return found
