"""Proving the log of looks: what was changed, taken out, put in or put elsewhere, without the log key, is found."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, func, select

from products.database import db
from storefront.graduation.looking.chain import THE_CHAIN, is_sealed, said
from storefront.graduation.models import LookChain, RecordLook
from storefront.logs import log
from storefront.sealing import SealBrokenError, keyring

AT_ONCE = 5000
MOST_NAMED = 10
A_DAY = 24 * 3600.0

_told: list[float] = []


@dataclass(frozen=True, slots=True)
class End:
    """The newest entry of the log by its number and mac; kept elsewhere, it proves later that nothing was put back."""

    number: int
    mac: str

    @classmethod
    def parse(cls, written: str) -> End:
        """From ``128:ab12…``. Raises ``ValueError`` for anything else."""
        number, _colon, mac = written.partition(":")
        if len(mac) != 64:
            raise ValueError("not a number, a colon and 64 hex digits")
        return cls(int(number), mac)

    def __str__(self) -> str:
        return f"{self.number}:{self.mac}"


@dataclass(slots=True)
class _Walk:
    """How far the log was read: the number and mac that the next entry is tied to, and what was wrong."""

    next: int
    before: str
    missing: list[tuple[int, int]] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    keyless: set[str] = field(default_factory=set)


def broken_links() -> Iterator[str]:
    """A sentence for everything about the log that is not as it was written; nothing when all is well."""
    with _one_moment() as connection:
        chain = connection.execute(select(LookChain.__table__).where(LookChain.id == THE_CHAIN)).one_or_none()
        loose = connection.scalar(select(func.count()).where(RecordLook.number.is_(None))) or 0
        tied = connection.scalar(select(func.count(RecordLook.number))) or 0
        if chain is None:
            if tied:
                yield f"{tied} entries are there, the row with the two ends of the log is not"
            return
        if loose:
            yield f"{loose} entries without a number were put in"
        if not is_sealed(chain):
            yield "the row with the two ends of the log was changed"
        yield from _faults(_walked(connection, chain), chain)


def end() -> End:
    """The newest entry as the row with the two ends says; number 0 for a log without any."""
    chain = db.session.get(LookChain, THE_CHAIN)
    return End(chain.last_number, chain.last_mac) if chain else End(0, "")


def departures_from(kept: End) -> Iterator[str]:
    """A sentence when the log does not hold the entry that was its newest at another time, nothing when it does."""
    chain = db.session.get(LookChain, THE_CHAIN)
    if chain and kept.number == chain.first_number - 1:
        is_there = kept.mac == chain.before_mac
    elif chain and kept.number < chain.first_number:
        yield f"entry {kept.number} is older than what is kept, it proves nothing any more"
        return
    else:
        is_there = kept.mac == db.session.scalar(select(RecordLook.mac).where(RecordLook.number == kept.number))
    if not is_there:
        yield f"entry {kept.number} is not the one that was the newest then: the log was put back or written anew"


def tell_end_daily() -> bool:
    """A chore of the worker: write the newest entry's number and mac into the server's log once a day."""
    if not _told or time.monotonic() - _told[0] > A_DAY:
        _told[:] = [time.monotonic()]
        newest = end()
        log.info("end of the log of looks", number=newest.number, mac=newest.mac)
    return False


def _walked(connection: Connection, chain: Row[Any]) -> _Walk:
    walk = _Walk(chain.first_number, chain.before_mac)
    for entry in _entries(connection):
        if entry.number < chain.first_number:
            walk.stray.append(entry.number)
            continue
        if entry.number > walk.next:
            walk.missing.append((walk.next, entry.number - 1))  # what it was tied to is gone: nothing to prove it by
        else:
            _prove(entry, walk)
        walk.next, walk.before = entry.number + 1, entry.mac
    return walk


def _prove(entry: Row[Any], walk: _Walk) -> None:
    try:
        if keyring().mac(said(dict(entry._mapping), walk.before), entry.key_id) != entry.mac:
            walk.wrong.append(entry.number)
    except SealBrokenError:
        walk.keyless.add(entry.key_id)


def _faults(walk: _Walk, chain: Row[Any]) -> Iterator[str]:
    if walk.stray:
        yield f"entries from before the first one are there: {_some(walk.stray)}"
    for first, last in walk.missing[:MOST_NAMED]:
        yield f"entries {first} to {last} are missing" if first < last else f"entry {first} is missing"
    if walk.wrong:
        yield f"entries were changed, or put in another place: {_some(walk.wrong)}"
    for key_id in sorted(walk.keyless):
        yield f"entries cannot be proven without the key {key_id!r}: put it back into FIELD_KEYS"
    if walk.next - 1 != chain.last_number:
        yield f"the log ends with entry {walk.next - 1}, it was written up to {chain.last_number}"
    elif walk.before != chain.last_mac:
        yield f"entry {chain.last_number} is not the one that was written last"


def _some(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:MOST_NAMED]))
    return named if len(numbers) <= MOST_NAMED else f"{named} … ({len(numbers)} in all)"


def _entries(connection: Connection) -> Iterator[Row[Any]]:
    """The numbered entries in their order, some thousand at a time."""
    table, last = RecordLook.__table__, -(2**31)
    while some := connection.execute(
        select(table).where(table.c.number > last).order_by(table.c.number).limit(AT_ONCE)
    ).all():
        yield from some
        last = some[-1].number


@contextmanager
def _one_moment() -> Iterator[Connection]:
    """Everything read inside is of one moment, though people go on looking meanwhile."""
    with db.engine.connect() as connection:
        if db.engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection
