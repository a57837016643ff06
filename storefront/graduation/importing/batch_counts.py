"""What is known of an import: how its file is read, how many rows are what, the reasons, and some examples.

Every part is counted in the transaction that writes it, so a worker that falls is followed by one that goes on behind.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, update

from products import clock
from products.database import db, transaction
from products.errors import Refusal
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.importing.batch_files import file_of
from storefront.graduation.importing.part import Change, Outside, Part, Tally
from storefront.graduation.models import BatchState, ImportBatch, RefusedRow
from storefront.table_file import reading_of

MOST_EXAMPLES = 20
NOTHING_YET: dict[str, Any] = {
    "rows_total": 0,
    "rows_seen": 0,
    "rows_new": 0,
    "rows_changed": 0,
    "rows_unchanged": 0,
    "rows_refused": 0,
    "rows_odd": 0,
    "finished_at": None,
    "examples": [],
    "reading": {},
}


AT_WORK = (BatchState.CHECKING, BatchState.IMPORTING)


class OvertakenError(Exception):
    """Somebody else is working on the same import: this worker was given up for dead."""


class EndedError(Exception):
    """The import was ended meanwhile: thrown away, given up, or finished by another worker."""


def begin(batch_id: int, waiting_in: Collection[BatchState], state: BatchState, **values: object) -> bool:
    """Start counting anew in another state. ``False`` when the import is not in one of ``waiting_in``.

    Args:
        batch_id: the import.
        waiting_in: the states it may be in.
        state: the one it is in from now on.
        values: other columns, and what they shall say.
    """
    with transaction() as session:
        begun = session.execute(
            update(ImportBatch)
            .where(ImportBatch.id == batch_id, ImportBatch.state.in_(waiting_in))
            .values(state=state, **(NOTHING_YET | values))
        )
        if not begun.rowcount:  # type: ignore[attr-defined]
            return False
        session.execute(delete(RefusedRow).where(RefusedRow.batch_id == batch_id))
    return True


def note_reading(batch_id: int, path: Path) -> None:
    """Note how the file is read and about how many lines it has, for whoever watches.

    Raises:
        Refusal: when it is a spreadsheet that cannot be read.
    """
    found = reading_of(path)
    told = {"form": found.form, "encoding": found.encoding, "separator": found.separator, "sheets": found.sheets}
    with transaction() as session:
        batch = session.get_one(ImportBatch, batch_id)
        batch.rows_total = max(found.lines - 1, 0)
        batch.reading = {"file": told, "tally": asdict(Tally())}


def note_part(batch_id: int, part: Part) -> None:
    """Add a part to what is known of an import, inside the transaction that writes it.

    Raises:
        OvertakenError: when another worker has gone on with it meanwhile.
        EndedError: when there is nothing more to do.
    """
    with transaction() as session:
        batch = session.get_one(ImportBatch, batch_id, with_for_update=True)
        if batch.state not in AT_WORK:
            raise EndedError(f"import {batch_id}")
        if batch.rows_seen != part.lines_before:
            raise OvertakenError(f"import {batch_id}")
        batch.rows_seen += part.lines
        batch.rows_total = max(batch.rows_total, batch.rows_seen)
        batch.rows_new += len(part.new)
        batch.rows_changed += len(part.changed)
        batch.rows_unchanged += part.unchanged
        batch.rows_refused += len(part.refused)
        batch.rows_odd += len(part.odd)
        batch.reading = batch.reading | {"tally": _added(batch.reading.get("tally", {}), part.tally)}
        room = MOST_EXAMPLES - len(batch.examples)
        batch.examples = [*batch.examples, *map(_example, part.changed[:room])]
        rows = [_refused_row(batch_id, one) for one in part.refused]
        rows += [_refused_row(batch_id, one) | {"is_odd": True} for one in part.odd]
        if rows:
            session.execute(insert(RefusedRow.__table__), rows)  # type: ignore[arg-type]


def end(batch_id: int, was: BatchState, state: BatchState) -> bool:
    """The last line is done. ``False``, and nothing changed, when the import is no longer what it ``was``."""
    with transaction() as session:
        batch = session.get_one(ImportBatch, batch_id, with_for_update=True)
        if batch.state is not was:
            return False
        batch.state, batch.rows_total, batch.finished_at = state, batch.rows_seen, clock.now()
    return True


def fail(batch_id: int, was: BatchState, error: Refusal) -> bool:
    """The file as a whole cannot go in; the reason stands as that of its first line. ``False`` as in ``end``."""
    with transaction() as session:
        if not end(batch_id, was, BatchState.FAILED):
            return False
        row = _refused_row(batch_id, Outside(1, error.field or "", error))
        session.execute(insert(RefusedRow.__table__), [row])  # type: ignore[arg-type]
    file_of(batch_id).unlink(missing_ok=True)
    return True


def _added(so_far: Mapping[str, int], tally: Tally) -> dict[str, int]:
    return {name: so_far.get(name, 0) + count for name, count in asdict(tally).items()}


def _refused_row(batch_id: int, one: Outside) -> dict[str, object]:
    return {
        "batch_id": batch_id,
        "line": one.line,
        "column": one.column,
        "reason": one.refusal.sentence,
        "values": {name: str(value) for name, value in one.refusal.values.items()},
        "is_odd": False,
    }


def _example(change: Change) -> dict[str, Any]:
    """A changed record for the preview: each column with its code before and after, a date as far as it is known."""
    days = change.differences.keys() & {"graduated_on", "is_day_known"}
    names = [name for name in change.differences if name not in days]
    told = [[name, *(_shown(name, one) for one in change.differences[name])] for name in names]
    if days:
        told.append(["graduated_on", *_days(change)])
    return {
        "line": change.row.line,
        "nik": identity.masked(change.row.nik),
        "reference": change.reference,
        "differences": told,
    }


def _days(change: Change) -> tuple[str, str]:
    news = change.row.fields
    old_day, new_day = change.differences.get("graduated_on", (news["graduated_on"],) * 2)
    old_known, new_known = change.differences.get("is_day_known", (news["is_day_known"],) * 2)
    return str(old_day)[: 10 if old_known else 7], str(new_day)[: 10 if new_known else 7]


def _shown(name: str, value: object) -> str:
    if name == "assistant_id" and isinstance(value, int):
        return db.session.scalars(select(Account.display_name).where(Account.id == value)).first() or ""
    return "" if value is None else str(value)
