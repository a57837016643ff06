"""Nothing of an import is left lying."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from products import clock
from products.database import db, transaction
from storefront.graduation.importing import batches, importer, leftovers, undo
from storefront.graduation.importing.batch_files import file_of
from storefront.graduation.models import BatchState, GraduationRecord, ImportBatch, RefusedRow
from storefront.outbox import queue
from storefront.outbox.models import Job, JobState
from tests.conftest import StoppedClock
from tests.storefront.graduation.importing.test_batches import receive
from tests.storefront.graduation.records import NIK, a_nik, line


def test_a_file_nobody_decides_on_is_gone_after_two_days(
    app: Flask, work: Callable[[], None], stopped_clock: StoppedClock
) -> None:
    batch = receive(line())
    work()
    stopped_clock.move(days=2)
    work()
    assert db.session.scalar(select(ImportBatch.state)) is BatchState.CHECKED
    stopped_clock.move(seconds=1)
    work()
    assert db.session.scalar(select(ImportBatch.state)) is BatchState.DISCARDED
    assert not file_of(batch.id).exists()


def test_a_file_left_behind_by_somebody_killed_is_deleted_after_two_days(app: Flask) -> None:
    batch = receive(line())
    draft = file_of(batch.id).with_name("tmpabc")
    draft.write_text(NIK)
    recent = draft.with_name("tmpdef")
    recent.write_text(NIK)
    two_days_ago = (clock.now() - timedelta(days=2, seconds=1)).timestamp()
    for path in (draft, file_of(batch.id)):
        os.utime(path, (two_days_ago, two_days_ago))
    assert leftovers.forget_one()
    assert not leftovers.forget_one()
    assert sorted(file_of(batch.id).parent.iterdir()) == sorted([file_of(batch.id), recent])


def give_up_every_job() -> None:
    """As after the last attempt."""
    with transaction():
        for job in db.session.scalars(select(Job)):
            job.state, job.leased_until = JobState.DEAD, None


def state_of(batch: ImportBatch) -> BatchState:
    db.session.refresh(batch)
    return batch.state


@pytest.mark.parametrize("state", [BatchState.CHECKING, BatchState.IMPORTING])
def test_work_that_stopped_for_good_is_ended_after_two_days_and_its_file_deleted(
    app: Flask, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, state: BatchState
) -> None:
    monkeypatch.setattr(importer, "AT_ONCE", 1)
    batch = receive(line(), line(a_nik()))
    work = batches.check_batch(batch_id=batch.id)
    if state is BatchState.IMPORTING:
        list(work)
        batches.approve(batch)
        work = batches.import_batch(batch_id=batch.id)
    for _part in range(3):
        next(work)
    work.close()  # type: ignore[attr-defined]
    assert state_of(batch) is state
    stopped_clock.move(days=2, seconds=1)
    assert not leftovers.forget_one()
    give_up_every_job()
    assert leftovers.count(clock.now() - batches.KEPT_UNDECIDED) == 1
    assert leftovers.forget_one()
    assert state_of(batch) is BatchState.FAILED
    assert not file_of(batch.id).exists()
    assert db.session.query(RefusedRow).one().reason == leftovers.STOPPED
    assert db.session.query(GraduationRecord).count() == batch.rows_new * (state is BatchState.IMPORTING)
    assert not leftovers.forget_one()


def test_undoing_that_stopped_for_good_can_be_asked_for_again_after_two_days(
    app: Flask, stopped_clock: StoppedClock, work: Callable[[], None]
) -> None:
    batch = receive(line())
    work()
    batches.approve(batch)
    work()
    undo.undo(batch, batch.account_id)
    give_up_every_job()
    stopped_clock.move(days=2)
    assert not leftovers.forget_one()
    stopped_clock.move(seconds=1)
    assert leftovers.forget_one()
    assert (state_of(batch), batch.undone_at, batch.undone_by_id) == (BatchState.IMPORTED, None, None)
    undo.undo(batch, batch.account_id)
    work()
    assert state_of(batch) is BatchState.UNDONE
    assert db.session.query(GraduationRecord).count() == 0


def test_work_that_is_still_to_be_done_is_left_to_its_worker(app: Flask, stopped_clock: StoppedClock) -> None:
    batch = receive(line())
    work = batches.check_batch(batch_id=batch.id)
    next(work)
    stopped_clock.move(days=2, seconds=1)
    for _attempt in ("queued", "leased"):
        assert not leftovers.forget_one()
        queue.claim()
    assert state_of(batch) is BatchState.CHECKING


def test_a_file_thrown_away_during_its_check_ends_the_check(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "AT_ONCE", 1)
    batch = receive(line(), line(a_nik()))
    work = batches.check_batch(batch_id=batch.id)
    next(work)
    batches.throw_away(batch)
    assert list(work) == []
    assert state_of(batch) is BatchState.DISCARDED
    assert not file_of(batch.id).exists()
