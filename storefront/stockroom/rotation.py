"""Bringing everything sealed under the first keys of ``FIELD_KEYS``, a thousand rows at a time, while the shop is open.

Nothing is remembered between runs: what a sealed text is under stands in front of it, and a fingerprint is made anew
and compared. So a run that was killed is followed by one that finds the rest. A row is written only while it still says
what was read; one that somebody changed meanwhile is found by the next pass, and the last pass finds nothing to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, Table, bindparam, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from products.database import db, transaction
from storefront.accounts import second_step
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.chain import renew_ends
from storefront.graduation.models import Claim, GraduationRecord, LookChain, RecordChange, RecordLook
from storefront.sealing import SealBrokenError, keyring

AT_ONCE = 1000
MOST_PASSES = 6

Values = dict[str, Any]
Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table with sealed columns: each with the column of its fingerprint, and what binds a text to its row."""

    table: Table
    columns: dict[str, str | None]
    place: Callable[[Row[Any], str], str]
    unique: str | None = None


@dataclass(slots=True)
class Pass:
    """What one walk over everything found.

    Attributes:
        rows: how many rows each table has that hold something sealed.
        renewed: how many of them were, or with a dry run would be, brought under the first keys.
        under: how many texts and fingerprints are under each key, as they were found.
        faults: what cannot be opened or would clash, by table and row, never by number.
    """

    rows: Counter[str] = field(default_factory=Counter)
    renewed: Counter[str] = field(default_factory=Counter)
    under: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


TABLES = (
    Sealed(
        GraduationRecord.__table__,  # type: ignore[arg-type]
        {"nik_sealed": "nik_lookup", "kk_sealed": "kk_lookup"},
        lambda row, column: identity.place_of("graduation_record", row.reference, column),
        unique="nik_lookup",
    ),
    Sealed(
        Claim.__table__,  # type: ignore[arg-type]
        {"nik_sealed": "nik_lookup"},
        lambda row, column: identity.place_of("claim", row.reference, column),
    ),
    Sealed(
        Account.__table__,  # type: ignore[arg-type]
        {"totp_secret": None},
        lambda row, _column: second_step.place_of(row.id),
    ),
)


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
        for rows in _some_at_a_time(_query(sealed), sealed.table.c.id):
            renewals = [one for row in rows if (one := _renewal(sealed, row, found))]
            found.rows[name] += len(rows)
            found.renewed[name] += len(renewals) if dry_run else _write(sealed, renewals, found)
            tell(name, len(rows))
    _walk_over_changes(tell, found, dry_run=dry_run)
    return found


def _query(sealed: Sealed) -> Select[Any]:
    columns = sealed.table.c
    names = [name for pair in sealed.columns.items() for name in pair if name]
    bound = [columns.reference] if "reference" in columns else []
    holds_something = or_(*(columns[name].is_not(None) for name in sealed.columns))
    return select(columns.id, *bound, *(columns[name] for name in names)).where(holds_something)


def _some_at_a_time(query: Select[Any], key: Any) -> Iterator[Sequence[Row[Any]]]:
    """The rows in the order of their ids, a thousand at a time; nothing is held open between them."""
    last = 0
    while rows := db.session.execute(query.where(key > last).order_by(key).limit(AT_ONCE)).all():
        db.session.rollback()
        yield rows
        last = rows[-1].id


def _renewal(sealed: Sealed, row: Row[Any], found: Pass) -> Values | None:
    """What is new in a row, with what must still stand there; ``None`` when all is under the first keys."""
    was, news = dict(row._mapping), Values()
    for column, lookup in sealed.columns.items():
        if was[column] is None:
            continue
        try:
            news |= _renewed(was, column, lookup, sealed.place(row, column), found)
        except SealBrokenError:
            found.faults.append(f"{sealed.table.name} {row.id}: {column} cannot be opened")
            found.under[was[column].partition(".")[0]] += 1
    if not news:
        return None
    names = [name for pair in sealed.columns.items() for name in pair if name]
    return (
        {"row_id": row.id} | {f"was_{name}": was[name] for name in names} | {name: was[name] for name in names} | news
    )


def _renewed(was: Values, column: str, lookup: str | None, place: str, found: Pass) -> Values:
    """The columns of one number that are not under the first keys, as they should be.

    Raises:
        SealBrokenError: when it cannot be opened.
    """
    keys, news = keyring(), {}
    text = keys.unseal(was[column], place)
    key_id = was[column].partition(".")[0]
    found.under[key_id] += 1
    if key_id != keys.sealing_id:
        news[column] = keys.seal(text, place)
    if lookup and text:  # a number that was taken out leaves an empty text, and a fingerprint of nothing
        prints = keys.fingerprints(text)
        found.under.update(name for name, made in zip(keys.lookup, prints, strict=True) if made == was[lookup])
        if was[lookup] != prints[0]:
            news[lookup] = prints[0]
    return news


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
    names = [name for pair in sealed.columns.items() for name in pair if name]
    is_as_read = (columns[name].is_not_distinct_from(bindparam(f"was_{name}")) for name in names)
    return (
        update(sealed.table)
        .where(columns.id == bindparam("row_id"), *is_as_read)
        .values({name: bindparam(name) for name in names})
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
                news = _renewed(row.before, "kk_sealed", "kk_lookup", place, found)
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
