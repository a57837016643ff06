"""An import from its file to its end: kept privately, checked by the worker, looked at, then brought in or thrown away.

The file lies in the data folder, readable by the shop alone, and is deleted as soon as its rows are in, it is thrown
away, or nobody has decided for two days: it holds identity numbers in the clear.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from flask import current_app
from sqlalchemy import delete, select, update

from products import clock
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts.models import Account
from storefront.config import Settings
from storefront.csv_file import survey
from storefront.graduation import identity, importer
from storefront.graduation.importer import Change, Part
from storefront.graduation.models import BatchState, ImportBatch, RefusedRow
from storefront.outbox import enqueue

IDENTITY_NUMBER = re.compile(r"\d{16}")
MOST_EXAMPLES = 20
_BLOCK = 1 << 20
KEPT_UNDECIDED = timedelta(days=2)
UNDECIDED = (BatchState.WAITING, BatchState.CHECKED)
FILE_GONE = N_("Berkasnya sudah tidak ada. Silakan unggah lagi.")
NOTHING_YET: dict[str, Any] = {
    "rows_total": 0,
    "rows_seen": 0,
    "rows_new": 0,
    "rows_changed": 0,
    "rows_unchanged": 0,
    "rows_refused": 0,
    "finished_at": None,
    "examples": [],
}


class OvertakenError(Exception):
    """Somebody else is working on the same import: this worker was given up for dead."""


def receive(upload: BinaryIO, file_name: str, account_id: int) -> ImportBatch:
    """Keep an uploaded file and ask the worker to check it.

    Raises:
        Refusal: when it is empty.
    """
    draft, sha256 = _draft_of(upload)
    try:
        with transaction() as session:
            batch = new_batch(file_name, sha256, account_id)
            session.add(batch)
            session.flush()
            draft.replace(file_of(batch.id))
            enqueue("graduation.check", f"graduation.check:{batch.id}", batch_id=batch.id)
    finally:
        draft.unlink(missing_ok=True)
    return batch


def new_batch(file_name: str, sha256: str, account_id: int | None) -> ImportBatch:
    """The row of an import that has not begun."""
    return ImportBatch(
        file_name=IDENTITY_NUMBER.sub("…", Path(file_name).name)[-200:],
        file_sha256=sha256,
        account_id=account_id,
        created_at=clock.now(),
        **NOTHING_YET,
    )


def check_batch(*, batch_id: int) -> None:
    """The worker's part: find out what the import would do. Doing it again begins again."""
    if not begin(batch_id, (BatchState.WAITING, BatchState.CHECKING), BatchState.CHECKING):
        return
    try:
        expect_lines(batch_id)
        for part in importer.check(file_of(batch_id)):
            with transaction():
                note_part(batch_id, part)
    except Refusal as refusal:
        fail(batch_id, refusal)
    except FileNotFoundError:
        fail(batch_id, Refusal(FILE_GONE))
    else:
        end(batch_id, BatchState.CHECKED)


def approve(batch: ImportBatch) -> None:
    """Ask the worker to bring in what was checked.

    Raises:
        Refusal: when it is not checked, or already on its way.
    """
    with transaction():
        if not begin(batch.id, (BatchState.CHECKED,), BatchState.IMPORTING):
            raise Refusal(N_("Berkas ini sudah diproses atau belum selesai diperiksa."))
        expect_lines(batch.id)
        enqueue("graduation.import", f"graduation.import:{batch.id}", batch_id=batch.id)


def import_batch(*, batch_id: int) -> None:
    """The worker's part: bring the rows in. After a fall it goes on behind the last thousand that are in."""
    batch = db.session.get_one(ImportBatch, batch_id)
    if batch.state is not BatchState.IMPORTING:
        return
    try:
        for _part in importer.bring_in(
            file_of(batch_id), batch_id, lambda part: note_part(batch_id, part), lines_done=batch.rows_seen
        ):
            pass
    except FileNotFoundError:
        fail(batch_id, Refusal(FILE_GONE))
    else:
        end(batch_id, BatchState.IMPORTED)
        file_of(batch_id).unlink(missing_ok=True)


def throw_away(batch: ImportBatch) -> None:
    """Forget a file that shall not go in.

    Raises:
        Refusal: when it is on its way in or already there.
    """
    with transaction() as session:
        gone = session.execute(
            update(ImportBatch)
            .where(ImportBatch.id == batch.id, ImportBatch.state.in_(UNDECIDED))
            .values(state=BatchState.DISCARDED, finished_at=clock.now())
        )
        if not gone.rowcount:  # type: ignore[attr-defined]
            raise Refusal(N_("Berkas ini sudah masuk atau sedang diproses."))
    file_of(batch.id).unlink(missing_ok=True)


def expect_lines(batch_id: int) -> None:
    """Note about how many lines there are, for whoever watches."""
    lines = survey(file_of(batch_id)).lines
    with transaction() as session:
        session.get_one(ImportBatch, batch_id).rows_total = lines


def forget_undecided() -> bool:
    """A chore of the worker: throw away a file that nobody has decided on for two days. Whether there was one."""
    waiting = ImportBatch.state.in_(UNDECIDED)
    batch = db.session.scalar(
        select(ImportBatch).where(ImportBatch.created_at < clock.now() - KEPT_UNDECIDED, waiting).limit(1)
    )
    db.session.rollback()
    if batch is None:
        return False
    throw_away(batch)
    return True


def note_part(batch_id: int, part: Part) -> None:
    """Add a part to what is known of an import, inside the transaction that writes it.

    Raises:
        OvertakenError: when another worker has gone on with it meanwhile.
    """
    with transaction() as session:
        batch = session.get_one(ImportBatch, batch_id, with_for_update=True)
        if batch.rows_seen != part.lines_before:
            raise OvertakenError(f"import {batch_id}")
        batch.rows_seen += part.lines
        batch.rows_total = max(batch.rows_total, batch.rows_seen)
        batch.rows_new += len(part.new)
        batch.rows_changed += len(part.changed)
        batch.rows_unchanged += part.unchanged
        batch.rows_refused += len(part.refused)
        room = MOST_EXAMPLES - len(batch.examples)
        batch.examples = [*batch.examples, *map(_example, part.changed[:room])]
        session.add_all(_refused_row(batch_id, one.line, one.column, one.refusal) for one in part.refused)


def begin(batch_id: int, waiting_in: Collection[BatchState], state: BatchState) -> bool:
    """Start counting anew in another state. ``False`` when the import is not in one of ``waiting_in``."""
    with transaction() as session:
        begun = session.execute(
            update(ImportBatch)
            .where(ImportBatch.id == batch_id, ImportBatch.state.in_(waiting_in))
            .values(state=state, **NOTHING_YET)
        )
        if not begun.rowcount:  # type: ignore[attr-defined]
            return False
        session.execute(delete(RefusedRow).where(RefusedRow.batch_id == batch_id))
    return True


def end(batch_id: int, state: BatchState) -> None:
    """The last line is done."""
    with transaction() as session:
        batch = session.get_one(ImportBatch, batch_id)
        batch.state, batch.rows_total, batch.finished_at = state, batch.rows_seen, clock.now()


def fail(batch_id: int, error: Refusal) -> None:
    """The file as a whole cannot go in; the reason stands as that of its first line."""
    with transaction() as session:
        session.add(_refused_row(batch_id, 1, error.field or "", error))
        end(batch_id, BatchState.FAILED)
    file_of(batch_id).unlink(missing_ok=True)


def file_of(batch_id: int) -> Path:
    """Where the file of an import lies."""
    return _folder() / f"{batch_id}.csv"


def _draft_of(upload: BinaryIO) -> tuple[Path, str]:
    """The upload in a file that only this shop may read, and its hash."""
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=_folder(), delete=False) as draft:
        while block := upload.read(_BLOCK):
            draft.write(block)
            digest.update(block)
            size += len(block)
    path = Path(draft.name)
    if size == 0:
        path.unlink()
        raise Refusal(N_("Berkas ini kosong."), field="file")
    return path, digest.hexdigest()


def _folder() -> Path:
    settings: Settings = current_app.config["SETTINGS"]
    folder = settings.data / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _refused_row(batch_id: int, line: int, column: str, refusal: Refusal) -> RefusedRow:
    values = {name: str(value) for name, value in refusal.values.items()}
    return RefusedRow(batch_id=batch_id, line=line, column=column, reason=refusal.sentence, values=values)


def _example(change: Change) -> dict[str, Any]:
    differences = [[name, _shown(name, old), _shown(name, new)] for name, (old, new) in change.differences.items()]
    return {"line": change.row.line, "nik": identity.masked(change.row.nik), "differences": differences}


def _shown(name: str, value: object) -> str:
    if name == "assistant_id" and isinstance(value, int):
        return db.session.scalars(select(Account.email).where(Account.id == value)).first() or ""
    return "" if value is None else str(value)
