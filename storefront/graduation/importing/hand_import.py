"""An import by hand: from a file that stays where it is, under a batch of its own, so that every record can name where
it came from.

Whoever imports holds a lock file; the system lets go of it when the process ends in any way. So a batch that is still
"importing" while its lock is free was interrupted: the next run of the same file goes on behind the rows that are in,
and one that nobody goes on with for two days is given up.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from products import clock
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.graduation.importing import importer
from storefront.graduation.importing.batch_counts import end, fail, note_part, note_reading
from storefront.graduation.importing.batch_files import LOCK, folder
from storefront.graduation.importing.batches import KEPT_UNDECIDED, new_batch, terms_of
from storefront.graduation.importing.part import Part
from storefront.graduation.models import BatchState, ImportBatch

INTERRUPTED = N_("Impor ini berhenti di tengah jalan. Jalankan lagi dengan berkas yang sama; yang sudah masuk tetap.")
BY_HAND = (ImportBatch.state == BatchState.IMPORTING, ImportBatch.account_id.is_(None))


def bring_in(path: Path, *, takes_odd: bool = True) -> Generator[Part, None, None]:
    """Import a file, or go on with one whose import was interrupted, handing out each part once it is in.

    Raises:
        Refusal: when the file as a whole cannot be read, or another process is importing it.
    """
    terms = terms_of(_batch(path, takes_odd))
    batch_id = terms.batch_id
    with _alone_with(batch_id):
        try:
            if not terms.lines_done:
                note_reading(batch_id, path)
            parts = importer.bring_in(path, terms, lambda part: note_part(batch_id, part))
            yield from (part for part in parts if part.lines)
        except Refusal as refusal:
            fail(batch_id, BatchState.IMPORTING, refusal)
            raise
        end(batch_id, BatchState.IMPORTING, BatchState.IMPORTED)


def give_up_interrupted() -> bool:
    """A chore of the worker: end an import that was interrupted two days ago. Whether there was one."""
    old = select(ImportBatch.id).where(*BY_HAND, ImportBatch.created_at < clock.now() - KEPT_UNDECIDED)
    batch_id = db.session.scalars(old.limit(1)).first()
    db.session.rollback()
    if batch_id is None:
        return False
    try:
        with _alone_with(batch_id):
            fail(batch_id, BatchState.IMPORTING, Refusal(INTERRUPTED))
    except Refusal:  # somebody is at it
        return False
    return True


def _batch(path: Path, takes_odd: bool) -> ImportBatch:
    with path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    same = select(ImportBatch).where(*BY_HAND, ImportBatch.file_sha256 == sha256, ImportBatch.takes_odd == takes_odd)
    if interrupted := db.session.scalars(same.limit(1)).first():
        return interrupted
    with transaction() as session:
        batch = new_batch(path.name, sha256, None, takes_odd=takes_odd)
        batch.state = BatchState.IMPORTING
        session.add(batch)
    return batch


@contextmanager
def _alone_with(batch_id: int) -> Iterator[None]:
    lock = folder() / f"{batch_id}{LOCK}"
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refusal(N_("Berkas ini sedang diimpor oleh perintah lain.")) from error
        yield
        lock.unlink(missing_ok=True)
