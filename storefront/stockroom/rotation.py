"""Bringing everything sealed under the first keys of ``FIELD_KEYS``, a thousand rows at a time, while the shop is open.

Nothing is remembered between runs: what a sealed text is under stands in front of it, and a fingerprint is made anew
and compared. So a run that was killed is followed by one that finds the rest. A row is written only while it still says
what was read; one that somebody changed meanwhile is found by the next pass, and the last pass finds nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, Select, Table, bindparam, func, select, update
from sqlalchemy.exc import IntegrityError

from products.database import db, transaction
from storefront.graduation import identity
from storefront.graduation.looking.chain import renew_ends
from storefront.graduation.models import GraduationRecord, LookChain, RecordChange, RecordLook
from storefront.sealing import SealBrokenError, keyring
from storefront.stockroom.sealed_rows import TABLES, Pass, Sealed, Values, query_of, renewal_of, renewed

AT_ONCE = 1000
MOST_PASSES = 6

Tell = Callable[[str, int], None]


def rotate(tell: Tell, *, dry_run: bool = False) -> Pass:
    """Walk over everything until a walk finds nothing to do; with ``dry_run`` walk once and only look.

    Args:
        tell: called with a table's name and how many of its rows have just been walked over.
        dry_run: change nothing.
    """
    last = _walk(tell, dry_run=dry_run)
    done = last.renewed.copy()
    for _ in range(MOST_PASSES):
        if dry_run or not last.renewed.total():
            break
        last = _walk(tell, dry_run=False)
        done.update(last.renewed)
    if not dry_run:
        renew_ends()
    return Pass(last.rows, done, last.under, last.faults)


def count() -> int:
    """How many rows one walk has to do with."""
    tables = [sealed.table for sealed in TABLES] + [RecordChange.__table__]
    return sum(db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def still_needed(found: Pass) -> dict[str, str]:
    """Every older key of ``FIELD_KEYS`` with why it must stay; no words when nothing in the database needs it."""
    keys = keyring()
    older = [name for name in (*keys.sealing, *keys.lookup) if name not in (keys.sealing_id, keys.lookup_id)]
    doubt = "what cannot be opened may need it" if found.faults else ""
    needed = {name: f"{found.under[name]} are under it" if found.under[name] else doubt for name in older}
    return needed | {name: _in_the_log(name) for name in keys.log if name != keys.log_id}


def _walk(tell: Tell, *, dry_run: bool) -> Pass:
    found = Pass()
    for sealed in TABLES:
        name = sealed.table.name
        for rows in _some_at_a_time(query_of(sealed), sealed.table.c.id):
            renewals = [one for row in rows if (one := renewal_of(sealed, row, found))]
            found.rows[name] += len(rows)
            found.renewed[name] += len(renewals) if dry_run else _write(sealed, renewals, found)
            tell(name, len(rows))
    _walk_over_changes(tell, found, dry_run=dry_run)
    return found


def _some_at_a_time(query: Select[Any], key: Any) -> Iterator[Sequence[Row[Any]]]:
    """The rows in the order of their ids, a thousand at a time; nothing is held open between them."""
    last = 0
    while rows := db.session.execute(query.where(key > last).order_by(key).limit(AT_ONCE)).all():
        db.session.rollback()
        yield rows
        last = rows[-1].id


def _write(sealed: Sealed, renewals: list[Values], found: Pass) -> int:
    """Write what is new where a row still says what was read. How many rows were to be written."""
    if not renewals:
        return 0
    try:
        with transaction() as session:
            free = _without_clashes(sealed, renewals, found)
            if free:
                session.execute(_guarded(sealed), free)
    except IntegrityError:
        return len(renewals)  # the same number came in at this moment; the next pass finds both rows
    return len(free)


def _guarded(sealed: Sealed) -> Any:
    columns = sealed.table.c
    is_as_read = (columns[name].is_not_distinct_from(bindparam(f"was_{name}")) for name in sealed.names)
    return (
        update(sealed.table)
        .where(columns.id == bindparam("row_id"), *is_as_read)
        .values({name: bindparam(name) for name in sealed.names})
    )


def _without_clashes(sealed: Sealed, renewals: list[Values], found: Pass) -> list[Values]:
    """Only those whose new fingerprint no other row has: while two lookup keys were about, one number may have come in
    twice, and that is for a person to sort out."""
    if sealed.unique is None:
        return renewals
    column, columns = sealed.unique, sealed.table.c
    rows = db.session.execute(
        select(columns[column], columns.id).where(columns[column].in_([r[column] for r in renewals]))
    )
    holder: dict[str, int] = {row[0]: row[1] for row in rows}
    free = []
    for one in renewals:
        other = holder.setdefault(one[column], one["row_id"])
        if other == one["row_id"]:
            free.append(one)
        else:
            found.faults.append(f"{sealed.table.name} {other} and {one['row_id']} hold the same number")
    return free


def _walk_over_changes(tell: Tell, found: Pass, *, dry_run: bool) -> None:
    """What a record said before an import changed it may hold its sealed family card number. Such rows never change."""
    name = RecordChange.__tablename__
    query = select(RecordChange.id, RecordChange.before, GraduationRecord.reference).join(
        GraduationRecord, GraduationRecord.id == RecordChange.record_id
    )
    for rows in _some_at_a_time(query, RecordChange.id):
        renewals = []
        for row in rows:
            if not row.before.get("kk_sealed"):
                continue
            found.rows[name] += 1
            place = identity.place_of("graduation_record", row.reference, "kk_sealed")
            try:
                news = renewed(row.before, "kk_sealed", "kk_lookup", place, found)
            except SealBrokenError:
                found.faults.append(f"{name} {row.id}: kk_sealed cannot be opened")
                continue
            if news:
                renewals.append({"row_id": row.id, "before": row.before | news})
        if renewals and not dry_run:
            with transaction() as session:
                session.execute(_rewritten(), renewals)
        found.renewed[name] += len(renewals)
        tell(name, len(rows))


def _rewritten() -> Any:
    changes: Table = RecordChange.__table__  # type: ignore[assignment]
    return update(changes).where(changes.c.id == bindparam("row_id")).values(before=bindparam("before"))


def _in_the_log(name: str) -> str:
    entries = db.session.scalar(select(func.count()).where(RecordLook.key_id == name)) or 0
    ends = db.session.scalar(select(func.count()).where(LookChain.key_id == name)) or 0
    return f"{entries} entries of the log of looks are under it" if entries or ends else ""
