"""Who looked at a record. Whoever opens its details is noted, and the seller can read the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from storefront.accounts.models import Account
from storefront.graduation.models import RecordRead

MOST_SHOWN = 50
KEPT = timedelta(days=2 * 365)


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


def forget_old_reads() -> bool:
    """A chore of the worker: delete what was noted more than two years ago. Whether there was anything."""
    old = RecordRead.at < clock.now() - KEPT
    found = db.session.scalar(select(RecordRead.id).where(old).limit(1))
    db.session.rollback()
    if found is None:
        return False
    with transaction() as session:
        session.execute(delete(RecordRead).where(old))
    return True


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
