"""Nothing of an import is left lying for more than two days, as its file holds identity numbers in the clear.

A file that nobody decides on is thrown away, work whose job is dead is ended, a file that no import needs is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from products import clock
from products.database import db
from products.errors import N_, Refusal
from storefront.graduation.importing import undo
from storefront.graduation.importing.batch_counts import fail
from storefront.graduation.importing.batch_files import file_of, files_before
from storefront.graduation.importing.batches import (
    KEPT_UNDECIDED,
    UNDECIDED,
    check_key,
    import_key,
    throw_away,
)
from storefront.graduation.models import BatchState, ImportBatch
from storefront.outbox.models import Job, JobState

STOPPED = N_("Pengolahan berkas ini berhenti di tengah jalan. Silakan unggah lagi; yang sudah masuk tetap.")
NEEDS_FILE = ImportBatch.state.in_((*UNDECIDED, BatchState.CHECKING, BatchState.IMPORTING))
KEY_OF_JOB: Mapping[BatchState, Callable[[ImportBatch], str]] = {
    BatchState.CHECKING: check_key,
    BatchState.IMPORTING: import_key,
    BatchState.UNDOING: undo.undo_key,
}


def forget_one() -> bool:
    """A chore of the worker: end one import that is left lying, or delete what files are. Whether there was something.

    Imports by hand have a chore of their own (``hand_import``).
    """
    before = clock.now() - KEPT_UNDECIDED
    undecided = db.session.scalar(select(ImportBatch).where(*_undecided(before)).limit(1))
    stopped = None if undecided else next(iter(_stopped(before)), None)
    db.session.rollback()
    if undecided:
        throw_away(undecided)
    elif stopped:
        _end(stopped)
    return bool(undecided or stopped) or _forget_files(before)


def count(before: datetime) -> int:
    """How many imports have been left lying since before that moment."""
    undecided = db.session.scalar(select(func.count()).select_from(ImportBatch).where(*_undecided(before))) or 0
    return undecided + len(_stopped(before))


def _undecided(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return ImportBatch.created_at < before, ImportBatch.state.in_(UNDECIDED)


def _stopped(before: datetime) -> list[ImportBatch]:
    """Those that are being worked on, as it seems, and whose job is dead or gone."""
    by_worker = and_(ImportBatch.created_at < before, ImportBatch.account_id.is_not(None))
    old = or_(
        and_(ImportBatch.state.in_((BatchState.CHECKING, BatchState.IMPORTING)), by_worker),
        and_(ImportBatch.state == BatchState.UNDOING, ImportBatch.undone_at < before),
    )
    return [batch for batch in db.session.scalars(select(ImportBatch).where(old)) if not _has_live_job(batch)]


def _has_live_job(batch: ImportBatch) -> bool:
    live = Job.state.in_((JobState.QUEUED, JobState.LEASED))
    key = KEY_OF_JOB[batch.state](batch)
    return db.session.scalar(select(Job.id).where(Job.key == key, live)) is not None


def _end(batch: ImportBatch) -> None:
    if batch.state is BatchState.UNDOING:
        undo.give_up(batch)
    else:
        fail(batch.id, batch.state, Refusal(STOPPED))


def _forget_files(before: datetime) -> bool:
    """Delete files that no import needs any more."""
    old = files_before(before)
    if not old:
        return False
    needed = {file_of(batch_id) for batch_id in db.session.scalars(select(ImportBatch.id).where(NEEDS_FILE))}
    db.session.rollback()
    left = [path for path in old if path not in needed]
    for path in left:
        path.unlink(missing_ok=True)
    return bool(left)
