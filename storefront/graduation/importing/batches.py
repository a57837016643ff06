"""An import from its file to its end: kept privately, checked by the worker, looked at, then brought in or thrown away.

The file is deleted as soon as its rows are in, it is thrown away, or nobody has decided for two days: it holds identity
numbers in the clear.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select, update

from products import clock
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.area import Area
from storefront.graduation.importing import importer
from storefront.graduation.importing.batch_counts import (
    NOTHING_YET,
    EndedError,
    begin,
    end,
    fail,
    note_part,
    note_reading,
)
from storefront.graduation.importing.batch_files import draft_of, file_of
from storefront.graduation.importing.importer import Terms
from storefront.graduation.models import BatchState, ImportBatch
from storefront.outbox import enqueue
from storefront.typed import NOBODY_TYPES

KEPT_UNDECIDED = timedelta(days=2)
UNDECIDED = (BatchState.WAITING, BatchState.CHECKED)
DISCARDABLE = (*UNDECIDED, BatchState.CHECKING)
WENT_IN = (BatchState.IMPORTING, BatchState.IMPORTED, BatchState.UNDOING, BatchState.UNDONE)
FILE_GONE = N_("Berkasnya sudah tidak ada. Silakan unggah lagi.")


def receive(upload: BinaryIO, file_name: str, account: Account) -> ImportBatch:
    """Keep an uploaded file and ask the worker to check it.

    Args:
        upload: the file.
        file_name: what its sender calls it.
        account: the officer who sends it; where she works for one province, no line may lie outside.

    Raises:
        Refusal: when it is empty.
    """
    draft, sha256 = draft_of(upload)
    try:
        with transaction() as session:
            batch = new_batch(file_name, sha256, account.id, province_code=account.province_code)
            session.add(batch)
            session.flush()
            draft.replace(file_of(batch.id))
            enqueue("graduation.check", check_key(batch), batch_id=batch.id)
    finally:
        draft.unlink(missing_ok=True)
    return batch


def new_batch(
    file_name: str, sha256: str, account_id: int | None, *, province_code: str | None = None, takes_odd: bool = True
) -> ImportBatch:
    """The row of an import that has not begun."""
    return ImportBatch(
        file_name=identity.without_numbers(NOBODY_TYPES.sub("", Path(file_name).name))[-200:],
        file_sha256=sha256,
        account_id=account_id,
        province_code=province_code,
        takes_odd=takes_odd,
        created_at=clock.now(),
        **NOTHING_YET,
    )


def check_batch(*, batch_id: int) -> Iterator[None]:
    """The worker's part, in parts: find out what the import would do. Doing it again begins again."""
    if not begin(batch_id, (BatchState.WAITING, BatchState.CHECKING), BatchState.CHECKING):
        return
    path, area = file_of(batch_id), _area(batch_id)
    try:
        note_reading(batch_id, path)
        for part in importer.check(path, area):
            note_part(batch_id, part)
            yield
    except EndedError:
        return
    except Refusal as refusal:
        fail(batch_id, BatchState.CHECKING, refusal)
    except FileNotFoundError:
        fail(batch_id, BatchState.CHECKING, Refusal(FILE_GONE))
    else:
        end(batch_id, BatchState.CHECKING, BatchState.CHECKED)


def approve(batch: ImportBatch, *, takes_odd: bool = True) -> None:
    """Ask the worker to bring in what was checked, with or without the lines that look odd.

    Raises:
        Refusal: when it is not checked, or already on its way.
    """
    with transaction() as session:
        session.refresh(batch)
        kept = {"takes_odd": takes_odd, "rows_total": batch.rows_seen, "reading": {"file": batch.reading.get("file")}}
        if not begin(batch.id, (BatchState.CHECKED,), BatchState.IMPORTING, **kept):
            raise Refusal(N_("Berkas ini sudah diproses atau belum selesai diperiksa."))
        enqueue("graduation.import", import_key(batch), batch_id=batch.id)


def import_batch(*, batch_id: int) -> Iterator[None]:
    """The worker's part, in parts: bring the rows in. After a fall it goes on behind the last thousand that are in."""
    batch = db.session.get_one(ImportBatch, batch_id)
    if batch.state is not BatchState.IMPORTING:
        return
    try:
        for _part in importer.bring_in(file_of(batch_id), terms_of(batch), lambda part: note_part(batch_id, part)):
            yield
    except EndedError:
        return
    except FileNotFoundError:
        fail(batch_id, BatchState.IMPORTING, Refusal(FILE_GONE))
    else:
        if end(batch_id, BatchState.IMPORTING, BatchState.IMPORTED):
            file_of(batch_id).unlink(missing_ok=True)


def check_key(batch: ImportBatch) -> str:
    """Names the job that checks it."""
    return f"graduation.check:{batch.id}"


def import_key(batch: ImportBatch) -> str:
    """Names the job that brings it in."""
    return f"graduation.import:{batch.id}"


def terms_of(batch: ImportBatch) -> Terms:
    """What goes in with this import, from where it stands."""
    return Terms(batch.id, Area(batch.province_code), batch.takes_odd, batch.rows_seen)


def throw_away(batch: ImportBatch) -> None:
    """Forget a file that shall not go in.

    Raises:
        Refusal: when it is on its way in or already there.
    """
    with transaction() as session:
        gone = session.execute(
            update(ImportBatch)
            .where(ImportBatch.id == batch.id, ImportBatch.state.in_(DISCARDABLE))
            .values(state=BatchState.DISCARDED, finished_at=clock.now())
        )
        if not gone.rowcount:  # type: ignore[attr-defined]
            raise Refusal(N_("Berkas ini sudah masuk atau sedang diproses."))
    file_of(batch.id).unlink(missing_ok=True)


def same_file_before(batch: ImportBatch, area: Area) -> ImportBatch | None:
    """The last earlier import of the very same file, as far as somebody who sees ``area`` may know of it."""
    same = select(ImportBatch).where(
        ImportBatch.file_sha256 == batch.file_sha256,
        ImportBatch.id < batch.id,
        ImportBatch.state.in_(WENT_IN),
        area.holds(ImportBatch.province_code),
    )
    return db.session.scalars(same.order_by(ImportBatch.id.desc()).limit(1)).first()


def _area(batch_id: int) -> Area:
    return Area(db.session.get_one(ImportBatch, batch_id).province_code)
