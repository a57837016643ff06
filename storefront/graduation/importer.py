"""Importing graduation records: a thousand lines at a time, each thousand true together or not at all.

The good lines go in and the bad ones are named. A record is known by its identity number alone, so importing a file
twice changes nothing, and a record that is linked to a seller keeps its link. Memory does not grow with the file: what
has been seen in it is kept in a temporary file on disk.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, text, update

from products import clock
from products.actor import Role
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.models import GraduationRecord, RecordState
from storefront.graduation.record_file import lines_of
from storefront.graduation.record_row import Row, understand
from storefront.table_file import Line

AT_ONCE = 1000
COMPARED = (
    "name",
    "kind",
    "graduated_on",
    "is_day_known",
    "district_code",
    "joined_year",
    "reason",
    "assistant_id",
    "programmes",
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot go in."""

    line: int
    column: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is there and says something else: each column with what it says now and what it would say."""

    record_id: int
    row: Row
    differences: dict[str, tuple[object, object]]


@dataclass(slots=True)
class Part:
    """Up to a thousand lines and what becomes of them.

    Attributes:
        lines_before: how many lines the parts before this one had.
        lines: how many this one has, good and bad.
        bytes_read: how far the file has been read after it.
    """

    lines_before: int
    lines: int
    bytes_read: int
    rows: dict[str, Row] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    new: list[tuple[str, Row]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0


def check(path: Path) -> Iterator[Part]:
    """What an import would do, part by part, changing nothing.

    Raises:
        Refusal: when the file as a whole cannot be read.
    """
    for part in _parts(path):
        _compare(part)
        yield part


def bring_in(path: Path, batch_id: int, note: Callable[[Part], None], lines_done: int = 0) -> Iterator[Part]:
    """Import the file, handing out each part once it is in.

    Args:
        path: the file.
        batch_id: the import that new and changed records shall name as theirs.
        note: called with each part inside the transaction that writes it.
        lines_done: so many lines were written by earlier work and are passed over.

    Raises:
        Refusal: when the file as a whole cannot be read.
    """
    for part in _parts(path):
        if part.lines_before < lines_done:
            continue
        with transaction():
            _write(part, batch_id)
            note(part)
        yield part


def _parts(path: Path) -> Iterator[Part]:
    assistants = _assistants()
    lines_before, lines = 0, lines_of(path)
    with closing(sqlite3.connect("")) as seen:
        seen.execute("CREATE TABLE seen (lookup TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        while some := list(islice(lines, AT_ONCE)):
            part = Part(lines_before, len(some), some[-1].done)
            for line in some:
                _take(line, part, assistants, seen)
            yield part
            lines_before += len(some)


def _take(line: Line, part: Part, assistants: Mapping[str, int], seen: sqlite3.Connection) -> None:
    try:
        if line.fault:
            raise line.fault
        row = understand(line.number, line.cells, assistants)
        lookup = identity.lookup(row.nik)
        _refuse_repeated(lookup, line.number, seen)
    except Refusal as refusal:
        part.refused.append(Refused(line.number, refusal.field or "", refusal))
    else:
        part.rows[lookup] = row


def _refuse_repeated(lookup: str, line: int, seen: sqlite3.Connection) -> None:
    if seen.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (lookup, line)).rowcount:
        return
    (first,) = seen.execute("SELECT line FROM seen WHERE lookup = ?", (lookup,)).fetchone()
    raise Refusal(N_("NIK ini sudah ada di baris %(first)s."), field="nik", first=first)


def _assistants() -> dict[str, int]:
    rows = db.session.execute(select(Account.email, Account.id).where(Account.role == Role.ASSISTANT))
    return {email: account_id for email, account_id in rows if email}


def _compare(part: Part) -> None:
    columns = [getattr(GraduationRecord, name) for name in ("id", "nik_lookup", *COMPARED)]
    found = db.session.execute(select(*columns).where(GraduationRecord.nik_lookup.in_(part.rows)))
    known = {row.nik_lookup: row._mapping for row in found}
    for lookup, row in part.rows.items():
        if lookup not in known:
            part.new.append((lookup, row))
            continue
        differences = {
            name: (known[lookup][name], value) for name, value in row.fields.items() if known[lookup][name] != value
        }
        if differences:
            part.changed.append(Change(known[lookup]["id"], row, differences))
        else:
            part.unchanged += 1


def _write(part: Part, batch_id: int) -> None:
    session, at = db.session, clock.now()
    if db.engine.dialect.name == "postgresql":
        session.execute(text("LOCK TABLE graduation_record IN SHARE ROW EXCLUSIVE MODE"))
    _compare(part)
    if part.new:
        stamp = {"batch_id": batch_id, "created_at": at, "changed_at": at, "state": RecordState.UNVERIFIED}
        session.execute(insert(GraduationRecord), [_whole(lookup, row) | stamp for lookup, row in part.new])
    if part.changed:
        stamp = {"batch_id": batch_id, "changed_at": at}
        session.execute(update(GraduationRecord), [_news(change) | stamp for change in part.changed])


def _news(change: Change) -> dict[str, object]:
    return {"id": change.record_id} | {name: new for name, (_old, new) in change.differences.items()}


def _whole(lookup: str, row: Row) -> dict[str, Any]:
    reference = secrets.token_hex(16)
    sealed = identity.seal(row.nik, identity.place_of(GraduationRecord.__tablename__, reference))
    empty = {"joined_year": None, "reason": "", "assistant_id": None, "programmes": ""}
    return empty | row.fields | {"reference": reference, "nik_sealed": sealed, "nik_lookup": lookup}
