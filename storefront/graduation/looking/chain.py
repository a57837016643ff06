"""The chain of the log of looks: how an entry is tied to the one before it, and the row with the two ends.

Every writer locks that row, so entries get their numbers one after the other, on SQLite and on PostgreSQL. What
``look_audit`` proves and what it cannot is told in ``docs/identity.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from products.database import db, transaction
from storefront.graduation.models import LookChain, RecordLook
from storefront.sealing import SealBrokenError, keyring

THE_CHAIN = 1
SAID = ("number", "record_reference", "account_id", "at", "why", "is_whole", "reason", "key_id")
"""What an entry says; its ``mac`` covers all of it and the ``mac`` of the entry before."""

Entry = dict[str, Any]


def locked() -> LookChain:
    """The row with the two ends, ours alone until the transaction ends. The very first asker makes it."""
    if (chain := _the_row()) is None:
        _begin()
        chain = db.session.get_one(LookChain, THE_CHAIN, with_for_update=True, populate_existing=True)
        if not chain.seal:
            _take_in_older(chain)
            close(chain)
    return chain


def tie(chain: LookChain, entries: Iterable[Entry]) -> None:
    """Give entries their numbers and macs, each tied to the one before. ``close`` the chain when all are written."""
    keys = keyring()
    for entry in entries:
        entry["number"], entry["key_id"] = chain.last_number + 1, keys.log_id
        entry["mac"] = keys.mac(said(entry, chain.last_mac), keys.log_id)
        chain.last_number, chain.last_mac = entry["number"], entry["mac"]


def close(chain: LookChain) -> None:
    """Seal the row with the two ends as they are now."""
    chain.key_id = keyring().log_id
    chain.seal = keyring().mac(_ends(chain), chain.key_id)


def renew_ends() -> None:
    """Seal the row with the two ends under the first log key, if it is as it was sealed."""
    with transaction():
        chain = _the_row()
        if chain and chain.key_id != keyring().log_id and is_sealed(chain):
            close(chain)


def is_sealed(chain: Any) -> bool:
    """Whether the row with the two ends (the object or its columns) is as it was sealed."""
    try:
        return bool(keyring().mac(_ends(chain), chain.key_id) == chain.seal)
    except SealBrokenError:
        return False


def said(entry: Entry, before: str) -> str:
    """Everything an entry says and the mac that it is tied to, always written the same way on every database."""
    at = entry["at"]
    assert isinstance(at, datetime)
    told = {name: entry[name] for name in SAID}
    return json.dumps(told | {"at": at.astimezone(UTC).isoformat(), "before": before}, sort_keys=True)


def _the_row() -> LookChain | None:
    return db.session.get(LookChain, THE_CHAIN, with_for_update=True, populate_existing=True)


def _begin() -> None:
    """Make the row. Of two who begin at once the second waits for the first and finds hers.

    Where the row was lost, the log goes on behind its last entry; the audit tells of the entries before.
    """
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    last = db.session.scalar(select(func.max(RecordLook.number))) or 0
    ends = {"first_number": last + 1, "before_mac": "", "last_number": last, "last_mac": "", "key_id": "", "seal": ""}
    db.session.execute(insert(LookChain).values(id=THE_CHAIN, **ends).on_conflict_do_nothing())


def _take_in_older(chain: LookChain) -> None:
    """Entries from before the log was chained become its first, as they stand."""
    older = db.session.execute(
        select(RecordLook.__table__).where(RecordLook.number.is_(None)).order_by(RecordLook.id)
    ).mappings()
    entries = [dict(entry) for entry in older]
    tie(chain, entries)
    if entries:
        db.session.execute(update(RecordLook), entries)


def _ends(chain: Any) -> str:
    return json.dumps(["ends", chain.first_number, chain.before_mac, chain.last_number, chain.last_mac])
