"""``import-graduations`` from the command line."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from products.database import db
from storefront.graduation.models import BatchState, GraduationRecord, ImportBatch
from tests.storefront.graduation.records import NIK, a_nik, csv_file, line


def run(app: Flask, path: Path, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["import-graduations", str(path), *words])
    return done.exit_code, done.output


def test_all_good_rows_end_with_zero(app: Flask, tmp_path: Path) -> None:
    status, output = run(app, csv_file(tmp_path, line(), line(a_nik())))
    assert status == 0
    assert "2 new, 0 changed, 0 unchanged, 0 refused" in output
    assert db.session.query(ImportBatch).one().state is BatchState.IMPORTED


def test_a_refused_row_ends_with_one_is_named_and_the_good_ones_are_in(app: Flask, tmp_path: Path) -> None:
    status, output = run(app, csv_file(tmp_path, line(), line("3.17E+15")))
    assert status == 1
    assert "line 3, nik: " in output
    assert "Excel" in output
    assert "1 new, 0 changed, 0 unchanged, 1 refused" in output
    assert db.session.query(GraduationRecord).count() == 1


def test_a_dry_run_shows_differences_and_leaves_nothing_behind(app: Flask, tmp_path: Path) -> None:
    run(app, csv_file(tmp_path, line()))
    status, output = run(app, csv_file(tmp_path, line(name="Sari Contoh Baru")), "--dry-run")
    assert status == 0
    assert "line 2 differs, name: Sari Contoh -> Sari Contoh Baru" in output
    assert NIK not in output
    assert db.session.query(GraduationRecord).one().name == "Sari Contoh"
    assert db.session.query(ImportBatch).count() == 1


def test_a_file_that_is_no_table_is_told_in_one_sentence(app: Flask, tmp_path: Path) -> None:
    status, output = run(app, csv_file(tmp_path, header="no table"))
    assert status == 1
    assert "district_code" in output
    assert "Traceback" not in output
    assert db.session.query(ImportBatch).one().state is BatchState.FAILED
