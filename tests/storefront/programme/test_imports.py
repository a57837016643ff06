"""The officer's pages for importing records."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.test import TestResponse

from products.actor import Role
from products.database import db, transaction
from storefront.graduation.models import BatchState, GraduationRecord, ImportBatch, RecordLook, RefusedRow
from tests.factories import make_account
from tests.sessions import signed_in
from tests.storefront.graduation.records import HEADER, NIK, a_nik, line, make_claim, make_record

LIKE_A_KK = "3171010101150001"


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    """An officer, signed in."""
    return signed_in(app, make_account(Role.OFFICER))


def send(officer: FlaskClient, *lines: str) -> TestResponse:
    content = io.BytesIO("\n".join([HEADER, *lines]).encode())
    return officer.post("/programme/imports", data={"file": (content, "juni.csv")})


def test_a_file_is_sent_checked_looked_at_and_brought_in(officer: FlaskClient, work: Callable[[], None]) -> None:
    make_record(NIK, name="Sari Contoh Lama")
    page = send(officer, line(), line(a_nik()), line("3171")).location
    waiting = officer.get(page).text
    assert 'http-equiv="refresh"' in waiting
    work()
    checked = officer.get(page).text
    assert 'http-equiv="refresh"' not in checked
    for sentence in (
        "Masukkan 2 baris?",
        "3171********0001",
        "<del>Sari Contoh Lama</del>",
        "<ins>Sari Contoh</ins>",
        "16 angka",
    ):
        assert sentence in checked
    assert NIK not in checked
    assert db.session.query(GraduationRecord).count() == 1
    assert officer.post(f"{page}/approve").location == page
    work()
    assert "Sudah masuk" in officer.get(page).text
    assert db.session.query(GraduationRecord).count() == 2
    assert "juni.csv" in officer.get("/programme/imports").text


def test_refused_lines_are_downloaded_without_any_number(officer: FlaskClient, work: Callable[[], None]) -> None:
    page = send(officer, line("3171"), line(kind=NIK), line(a_nik(), name="=1+1")).location
    work()
    answer = officer.get(f"{page}/refused.csv")
    assert answer.mimetype == "text/csv"
    lines = answer.text.removeprefix("\ufeff").splitlines()
    assert [one.split(",")[:2] for one in lines] == [["baris", "kolom"], ["2", "NIK"], ["3", "jenis"], ["4", "nama"]]
    assert NIK not in answer.text


def test_no_reason_is_a_formula_for_the_spreadsheet_that_opens_the_file(
    officer: FlaskClient, work: Callable[[], None]
) -> None:
    page = send(officer, line("3171")).location
    work()
    with transaction():
        db.session.query(RefusedRow).one().reason = "=HYPERLINK(1)"
    assert officer.get(f"{page}/refused.csv").text.splitlines()[1].endswith(",'=HYPERLINK(1)")


def test_a_file_thrown_away_changes_nothing(officer: FlaskClient, work: Callable[[], None]) -> None:
    page = send(officer, line()).location
    work()
    assert officer.post(f"{page}/discard").location == "/programme/imports"
    assert officer.post(f"{page}/approve").status_code == 422
    assert db.session.query(GraduationRecord).count() == 0


def test_a_file_can_be_thrown_away_before_its_check_is_done(officer: FlaskClient, work: Callable[[], None]) -> None:
    page = send(officer, line()).location
    assert f'action="{page}/discard"' in officer.get(page).text
    assert officer.post(f"{page}/discard").location == "/programme/imports"
    work()
    assert db.session.query(ImportBatch).one().state is BatchState.DISCARDED
    assert f'action="{page}/discard"' not in officer.get(page).text


@pytest.mark.parametrize("content", [None, b""])
def test_no_file_and_an_empty_one_are_refused_beside_the_field(officer: FlaskClient, content: bytes | None) -> None:
    data = {} if content is None else {"file": (io.BytesIO(content), "a.csv")}
    answer = officer.post("/programme/imports", data=data)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert db.session.query(ImportBatch).count() == 0


def test_a_file_that_is_no_table_says_which_columns_are_missing(officer: FlaskClient, work: Callable[[], None]) -> None:
    page = officer.post("/programme/imports", data={"file": (io.BytesIO(b"\x89PNG nothing"), "foto.png")}).location
    work()
    assert "district_code" in officer.get(page).text


def test_an_import_that_is_not_there_is_not_found(officer: FlaskClient) -> None:
    for path in ("/programme/imports/99", "/programme/imports/99/refused.csv"):
        assert officer.get(path).status_code == 404


def test_odd_lines_go_in_by_a_button_of_their_own(officer: FlaskClient, work: Callable[[], None]) -> None:
    page = send(officer, line(), line(LIKE_A_KK)).location
    work()
    checked = officer.get(page).text
    for words in ("1 baris tampak janggal", "Masukkan 1 baris tanpa yang janggal", "Masukkan semua, 2 baris", "KK"):
        assert words in checked
    assert LIKE_A_KK not in checked
    officer.post(f"{page}/approve", data={"odd": "leave"})
    work()
    assert db.session.query(GraduationRecord).count() == 1
    again = send(officer, line(), line(LIKE_A_KK)).location
    work()
    assert "sudah pernah masuk" in officer.get(again).text
    officer.post(f"{again}/approve", data={"odd": "take"})
    work()
    assert db.session.query(GraduationRecord).count() == 2


def test_how_the_file_was_read_and_what_is_wrong_with_it_is_said(
    officer: FlaskClient, work: Callable[[], None]
) -> None:
    content = "\n".join([HEADER, *(line("3.17101E+15", name="René") for _ in range(5))]).replace(",", ";")
    answer = officer.post("/programme/imports", data={"file": (io.BytesIO(content.encode("cp1252")), "a.csv")})
    work()
    page = officer.get(answer.location).text
    for words in ("dipisah titik koma, ditulis Windows-1252", "5 NIK sudah dibulatkan Excel", "Tidak ada baris"):
        assert words in page


def test_an_example_names_columns_and_values_in_words_and_is_noted_as_a_look(
    officer: FlaskClient, work: Callable[[], None]
) -> None:
    record = make_record(NIK)
    page = send(officer, line(graduated_on="2023-01", reason="komponen", kk=LIKE_A_KK)).location
    work()
    shown = officer.get(page).text
    for words in ("Graduasi alamiah", "15 Juni 2024", "Januari 2023", "Tidak ada lagi anggota", "nomor KK"):
        assert words in shown
    assert LIKE_A_KK not in shown
    look = db.session.query(RecordLook).one()
    assert (look.record_reference, look.why) == (record.reference, "import")


def test_an_import_is_undone_after_a_word_of_warning(officer: FlaskClient, work: Callable[[], None]) -> None:
    page = send(officer, line(), line(a_nik())).location
    work()
    officer.post(f"{page}/approve")
    work()
    assert f"{page}/undo" in officer.get(page).text
    asked = officer.get(f"{page}/undo").text
    assert "2 catatan baru dihapus" in asked
    assert officer.post(f"{page}/undo").location == page
    assert "Sedang dibatalkan" in officer.get(page).text
    work()
    assert "2 catatan dikembalikan" in officer.get(page).text
    assert db.session.query(GraduationRecord).count() == 0
    assert officer.post(f"{page}/undo").status_code == 422


def test_an_import_in_use_says_what_hangs_on_it(officer: FlaskClient, work: Callable[[], None]) -> None:
    page = send(officer, line()).location
    work()
    officer.post(f"{page}/approve")
    work()
    make_claim(NIK)
    asked = officer.get(f"{page}/undo").text
    assert "1 catatan diminta penjual" in asked
    assert f'action="{page}/undo"' not in asked
    assert officer.post(f"{page}/undo").status_code == 422


def test_an_officer_of_a_province_sees_its_imports_alone(app: Flask, officer: FlaskClient) -> None:
    page = send(officer, line()).location
    central, east = (signed_in(app, make_account(Role.OFFICER, province_code=code)) for code in ("33", "35"))
    mine = send(central, line(a_nik(), district_code="33.01.01")).location
    for path in (page, f"{page}/refused.csv", f"{page}/undo"):
        assert central.get(path).status_code == 404
    for path in (f"{page}/approve", f"{page}/discard", f"{page}/undo"):
        assert central.post(path).status_code == 404
    assert [one.get(mine).status_code for one in (central, east, officer)] == [200, 404, 200]
    assert [one.get("/programme/imports").text.count("juni.csv") for one in (central, east, officer)] == [1, 0, 2]


def test_lines_with_the_same_reason_stand_together(officer: FlaskClient, work: Callable[[], None]) -> None:
    page = send(officer, *(line("3171") for _ in range(9)), line(), line(), line(name="Tini Lain")).location
    work()
    shown = officer.get(page).text
    assert shown.count("NIK terdiri atas 16 angka") == 1
    assert "NIK · 9 baris" in shown
    assert "Baris 2, 3, 4, 5, 6, 7 dan 3 lagi" in shown
    assert shown.count("baris 11") == 2


def test_a_spreadsheet_comes_in_through_the_page(officer: FlaskClient, work: Callable[[], None]) -> None:
    book, content = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER.split(","), line().split(",")):
        sheet.append(row)
    book.save(content)
    content.seek(0)
    page = officer.post("/programme/imports", data={"file": (content, "juni.xlsx")}).location
    work()
    officer.post(f"{page}/approve")
    work()
    batch = db.session.query(ImportBatch).one()
    assert (batch.state, batch.rows_new, batch.rows_refused) == (BatchState.IMPORTED, 1, 0)
