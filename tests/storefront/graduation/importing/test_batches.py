"""An import from its file to its end."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from products.actor import Role
from products.database import db
from products.errors import Refusal
from storefront.graduation.area import Area
from storefront.graduation.importing import batch_counts, batches, importer, undo
from storefront.graduation.importing.batch_files import file_of
from storefront.graduation.importing.importer import NATION, Terms
from storefront.graduation.importing.part import Part
from storefront.graduation.models import BatchState, GraduationRecord, ImportBatch, RecordChange, RefusedRow
from storefront.outbox.models import Job, JobState
from storefront.outbox.worker import Worker
from tests.factories import make_account
from tests.storefront.graduation.records import HEADER, NIK, a_nik, line, make_record

LIKE_A_KK = "3171010101150001"


def receive(*lines: str, header: str = HEADER) -> ImportBatch:
    content = "\n".join([header, *lines]).encode()
    return batches.receive(io.BytesIO(content), "../data Juni.csv", make_account())


def counts(batch: ImportBatch) -> tuple[int, int, int, int, int]:
    db.session.refresh(batch)
    return batch.rows_seen, batch.rows_new, batch.rows_changed, batch.rows_unchanged, batch.rows_refused


def test_a_file_is_kept_for_the_shop_alone_until_it_is_in(app: Flask, work: Callable[[], None]) -> None:
    batch = receive(line())
    path = file_of(batch.id)
    assert path.name == f"{batch.id}.upload"  # it may be a spreadsheet as well
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    assert batch.file_name == "data Juni.csv"
    work()
    batches.approve(batch)
    work()
    db.session.refresh(batch)
    assert batch.state is BatchState.IMPORTED
    assert not path.exists()
    assert list(path.parent.iterdir()) == []


def test_the_check_changes_nothing_and_shows_what_would(app: Flask, work: Callable[[], None]) -> None:
    make_record(NIK)
    batch = receive(line(), line(a_nik()), line("3171"))
    work()
    assert counts(batch) == (3, 1, 1, 0, 1)
    assert batch.state is BatchState.CHECKED
    (example,) = batch.examples
    assert example["nik"] == "3171********0001"
    assert ["kind", "sejahtera_mandiri", "alamiah"] in example["differences"]
    assert NIK not in str(batch.examples)
    assert db.session.query(GraduationRecord).count() == 1


def test_the_import_brings_in_what_the_check_showed(app: Flask, work: Callable[[], None]) -> None:
    batch = receive(line(), line(a_nik()), line("3171"), line(NIK))
    work()
    batches.approve(batch)
    work()
    assert counts(batch) == (4, 2, 0, 0, 2)
    refused = [(one.line, one.column) for one in db.session.query(RefusedRow).order_by(RefusedRow.line)]
    assert refused == [(4, "nik"), (5, "nik")]
    assert {one.batch_id for one in db.session.query(GraduationRecord)} == {batch.id}


def test_no_identity_number_is_left_anywhere_but_sealed(app: Flask, work: Callable[[], None]) -> None:
    make_record(NIK)
    batch = receive(line(), line(NIK), line(a_nik(), kind=NIK))
    work()
    batches.approve(batch)
    work()
    for table in ("import_batch", "refused_row", "job", "graduation_record"):
        for row in db.session.connection().exec_driver_sql(f"SELECT * FROM {table}"):
            assert NIK not in str(row)


def test_doing_a_job_twice_changes_nothing(app: Flask, work: Callable[[], None]) -> None:
    batch = receive(line(), line("3171"))
    for _ in range(2):
        list(batches.check_batch(batch_id=batch.id))
    assert counts(batch) == (2, 1, 0, 0, 1)
    batches.approve(batch)
    for _ in range(2):
        list(batches.import_batch(batch_id=batch.id))
    assert counts(batch) == (2, 1, 0, 0, 1)
    work()
    assert {one.state for one in db.session.query(Job)} == {JobState.DONE}
    assert counts(batch) == (2, 1, 0, 0, 1)


def test_a_worker_that_died_half_way_is_followed_by_one_that_goes_on(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "AT_ONCE", 2)
    batch = receive(*(line(a_nik()) for _ in range(5)))
    list(batches.check_batch(batch_id=batch.id))
    batches.approve(batch)
    note = batch_counts.note_part

    def die_after_two(batch_id: int, part: Part) -> None:
        if part.lines_before:
            raise KeyboardInterrupt
        note(batch_id, part)

    monkeypatch.setattr(batches, "note_part", die_after_two)
    with pytest.raises(KeyboardInterrupt):
        list(batches.import_batch(batch_id=batch.id))
    assert db.session.query(GraduationRecord).count() == 2
    monkeypatch.setattr(batches, "note_part", note)
    list(batches.import_batch(batch_id=batch.id))
    assert counts(batch) == (5, 5, 0, 0, 0)


def test_the_worker_checks_imports_and_undoes_in_parts(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "AT_ONCE", 1)
    monkeypatch.setattr(undo, "AT_ONCE", 1)
    worker: Worker = app.extensions["worker"]

    def seen_in_between() -> list[tuple[BatchState, int, int]]:
        seen = []
        while worker.round():
            db.session.refresh(batch)
            seen.append((batch.state, batch.rows_seen, batch.rows_undone))
            db.session.rollback()
        return seen

    batch = receive(*(line(a_nik()) for _ in range(3)))
    assert {(BatchState.CHECKING, number, 0) for number in (1, 2)} < set(seen_in_between())
    batches.approve(batch)
    assert {(BatchState.IMPORTING, number, 0) for number in (1, 2)} < set(seen_in_between())
    undo.undo(batch, None)
    assert {(BatchState.UNDOING, 3, number) for number in (1, 2)} < set(seen_in_between())
    assert batch.state is BatchState.UNDONE


def test_a_late_worker_that_finds_no_file_any_more_changes_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = receive(line())
    list(batches.check_batch(batch_id=batch.id))
    batches.approve(batch)
    bring_in = importer.bring_in

    def overtaken(path: Path, terms: Terms, note: Callable[[Part], None]) -> Iterator[Part]:
        monkeypatch.setattr(importer, "bring_in", bring_in)
        list(batches.import_batch(batch_id=batch.id))
        yield from bring_in(path, terms, note)

    monkeypatch.setattr(importer, "bring_in", overtaken)
    list(batches.import_batch(batch_id=batch.id))
    assert counts(batch) == (1, 1, 0, 0, 0)
    assert batch.state is BatchState.IMPORTED
    assert db.session.query(RefusedRow).count() == 0


def test_a_file_that_is_no_table_fails_with_the_reason(app: Flask, work: Callable[[], None]) -> None:
    batch = receive(header="this is no table")
    work()
    db.session.refresh(batch)
    assert batch.state is BatchState.FAILED
    assert "nik" in db.session.query(RefusedRow).one().values["missing"]
    assert not file_of(batch.id).exists()


def test_an_empty_file_is_not_even_kept(app: Flask) -> None:
    with pytest.raises(Refusal, match="kosong"):
        batches.receive(io.BytesIO(b""), "a.csv", make_account())
    assert db.session.query(ImportBatch).count() == 0


def test_a_file_is_approved_once_and_only_after_its_check(app: Flask, work: Callable[[], None]) -> None:
    batch = receive(line())
    with pytest.raises(Refusal):
        batches.approve(batch)
    work()
    batches.approve(batch)
    for refused in (batches.approve, batches.throw_away):
        with pytest.raises(Refusal):
            refused(batch)


def test_a_file_thrown_away_leaves_nothing(app: Flask, work: Callable[[], None]) -> None:
    batch = receive(line())
    work()
    batches.throw_away(batch)
    assert not file_of(batch.id).exists()
    with pytest.raises(Refusal):
        batches.approve(batch)
    assert db.session.query(GraduationRecord).count() == 0


def test_what_looks_odd_is_left_outside_when_the_officer_says_so(app: Flask) -> None:
    for takes_odd, new in ((False, 1), (True, 1)):
        batch = receive(line(), line(LIKE_A_KK))
        list(batches.check_batch(batch_id=batch.id))
        db.session.refresh(batch)
        assert batch.rows_odd == 1
        batches.approve(batch, takes_odd=takes_odd)
        list(batches.import_batch(batch_id=batch.id))
        db.session.refresh(batch)
        assert (batch.rows_new, batch.rows_odd, batch.rows_refused) == (new, 1, 0)
        odd = db.session.query(RefusedRow).filter_by(batch_id=batch.id).one()
        assert (odd.line, odd.is_odd) == (3, True)
    assert db.session.query(GraduationRecord).count() == 2


def test_how_the_file_is_read_and_what_its_numbers_look_like_is_kept(app: Flask) -> None:
    batch = receive(line(), line("3.17E+15"), line(f"{NIK[:-1]}0"), header=HEADER)
    list(batches.check_batch(batch_id=batch.id))
    db.session.refresh(batch)
    assert batch.reading["file"] == {"form": "csv", "encoding": "utf-8", "separator": ",", "sheets": 1}
    assert batch.reading["tally"] == {"numbers": 3, "rounded": 1, "end_in_zero": 1, "like_card": 0}


def test_the_very_same_file_is_known_again_by_whoever_may_know(app: Flask) -> None:
    first = receive(line())
    list(batches.check_batch(batch_id=first.id))
    second = receive(line())
    assert batches.same_file_before(second, NATION) is None
    batches.approve(first)
    list(batches.import_batch(batch_id=first.id))
    assert batches.same_file_before(second, NATION) == first
    assert batches.same_file_before(second, Area("33")) is None
    assert batches.same_file_before(receive(line(), line(a_nik())), NATION) is None


def test_an_import_of_a_province_takes_no_line_from_outside(app: Flask) -> None:
    officer = make_account(Role.OFFICER, province_code="33")
    content = "\n".join([HEADER, line(), line(a_nik(), district_code="33.01.01")]).encode()
    batch = batches.receive(io.BytesIO(content), "jateng.csv", officer)
    list(batches.check_batch(batch_id=batch.id))
    batches.approve(batch)
    list(batches.import_batch(batch_id=batch.id))
    assert counts(batch) == (2, 1, 0, 0, 1)
    assert (batch.province_code, db.session.query(GraduationRecord).one().district_code) == ("33", "33.01.01")


def test_what_a_changed_record_said_is_kept_without_its_numbers(app: Flask) -> None:
    record = make_record(NIK)
    batch = receive(line(kk=LIKE_A_KK))
    list(batches.check_batch(batch_id=batch.id))
    batches.approve(batch)
    list(batches.import_batch(batch_id=batch.id))
    change = db.session.query(RecordChange).one()
    assert (change.record_id, change.batch_id, change.before_batch_id) == (record.id, batch.id, None)
    assert change.before["kind"] == "sejahtera_mandiri"
    assert NIK not in str(change.before)
    assert LIKE_A_KK not in str(change.before)
