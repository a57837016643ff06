"""Who looked at a record. Whoever opens its details is noted, and the seller can read the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from storefront.accounts.models import Account
from storefront.graduation.models import RecordRead

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked: when, who, in which role, and why (a word of ``words``)."""

    at: datetime
    who: str
    role: Role
    why: str


def note_read(actor: Actor, record_id: int, why: str) -> None:
    """Note that somebody opens a record's details.

    Args:
        actor: who looks.
        record_id: at which record.
        why: one word, such as ``claim`` or ``search``.
    """
    with transaction() as session:
        session.add(RecordRead(record_id=record_id, account_id=actor.account_id, at=clock.now(), why=why))


def looks_at(record_id: int) -> Sequence[Look]:
    """Who looked at a record, the newest first."""
    rows = db.session.execute(
        select(RecordRead.at, Account.display_name, Account.role, RecordRead.why)
        .join(Account, Account.id == RecordRead.account_id)
        .where(RecordRead.record_id == record_id)
        .order_by(RecordRead.at.desc(), RecordRead.id.desc())
        .limit(MOST_SHOWN)
    )
    return [Look(*row) for row in rows]
