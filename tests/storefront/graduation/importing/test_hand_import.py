"""An import by hand that is interrupted is taken up again, or given up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from products.database import db
from products.errors import Refusal
from storefront.graduation.importing import hand_import, importer
from storefront.graduation.importing.batch_files import folder
from storefront.graduation.models import BatchState, GraduationRecord, ImportBatch, RefusedRow
from tests.conftest import StoppedClock
from tests.storefront.graduation.records import a_nik, csv_file, line


@pytest.fixture
def interrupted(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of five lines, of which two are in."""
    monkeypatch.setattr(importer, "AT_ONCE", 2)
    path = csv_file(tmp_path, *(line(a_nik()) for _ in range(5)))
    run = hand_import.bring_in(path)
    next(run)
    run.close()
    assert db.session.query(ImportBatch).one().state is BatchState.IMPORTING
    return path


def test_the_next_run_of_the_file_goes_on_behind_what_is_in(interrupted: Path) -> None:
    assert [len(part.new) for part in hand_import.bring_in(interrupted)] == [2, 1]
    batch = db.session.query(ImportBatch).one()
    assert (batch.state, batch.rows_seen, batch.rows_new) == (BatchState.IMPORTED, 5, 5)
    assert {one.batch_id for one in db.session.query(GraduationRecord)} == {batch.id}
    assert list(folder().iterdir()) == []


def test_a_run_on_other_terms_begins_anew(interrupted: Path) -> None:
    parts = list(hand_import.bring_in(interrupted, takes_odd=False))
    assert [(len(part.new), part.unchanged) for part in parts] == [(0, 2), (2, 0), (1, 0)]
    assert db.session.query(ImportBatch).count() == 2


def test_two_runs_of_one_file_at_once_are_refused(interrupted: Path) -> None:
    run = hand_import.bring_in(interrupted)
    next(run)
    with pytest.raises(Refusal, match="perintah lain"):
        list(hand_import.bring_in(interrupted))
    assert len(list(run)) == 1


def test_what_nobody_goes_on_with_for_two_days_is_given_up(
    stopped_clock: StoppedClock, interrupted: Path, work: Callable[[], None]
) -> None:
    stopped_clock.move(days=2)
    work()
    assert db.session.query(ImportBatch).one().state is BatchState.IMPORTING
    stopped_clock.move(seconds=1)
    run = hand_import.bring_in(interrupted)
    next(run)
    work()
    assert db.session.query(ImportBatch).one().state is BatchState.IMPORTING
    run.close()
    work()
    batch = db.session.query(ImportBatch).one()
    assert (batch.state, batch.rows_new) == (BatchState.FAILED, 4)
    assert "berhenti di tengah jalan" in db.session.query(RefusedRow).one().reason
