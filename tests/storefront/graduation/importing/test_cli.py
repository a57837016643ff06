"""``import-graduations`` from the command line."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from products.database import db
from storefront.graduation.models import BatchState, GraduationRecord, ImportBatch, RecordLook
from tests.storefront.graduation.records import NIK, a_nik, csv_file, line

LIKE_A_KK = "3171010101150001"


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


def test_a_line_that_looks_odd_goes_in_with_a_warning_and_is_no_fault(app: Flask, tmp_path: Path) -> None:
    path = csv_file(tmp_path, line(), line(LIKE_A_KK))
    status, output = run(app, path, "--hold-odd")
    assert (status, db.session.query(GraduationRecord).count()) == (0, 1)
    status, output = run(app, path)
    assert (status, db.session.query(GraduationRecord).count()) == (0, 2)
    assert "warning: line 3, nik: " in output
    assert "1 new, 0 changed, 1 unchanged, 0 refused, 1 odd" in output
    assert LIKE_A_KK not in output


def test_how_the_file_is_read_and_what_is_wrong_with_it_is_said(app: Flask, tmp_path: Path) -> None:
    status, output = run(app, csv_file(tmp_path, *(line("3.17101E+15") for _ in range(5))))
    assert status == 1
    assert "CSV" in output
    assert [one for one in output.splitlines() if one.startswith("warning: ") and "3.17101E+15" in one]


def test_the_family_card_is_never_printed(app: Flask, tmp_path: Path) -> None:
    run(app, csv_file(tmp_path, line(kk="3171010101050001")))
    status, output = run(app, csv_file(tmp_path, line(kk="3171010101060002")), "--dry-run")
    assert status == 0
    assert "line 2 differs, kk" in output
    assert "31710101010" not in output
    assert db.session.query(RecordLook).one().why == "import"
