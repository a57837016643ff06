"""The officer's pages for importing records."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from products.actor import Role
from products.database import db
from storefront.graduation.models import GraduationRecord, ImportBatch
from tests.factories import make_account
from tests.sessions import signed_in
from tests.storefront.graduation.records import HEADER, NIK, a_nik, line, make_record


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


def test_a_file_thrown_away_changes_nothing(officer: FlaskClient, work: Callable[[], None]) -> None:
    page = send(officer, line()).location
    work()
    assert officer.post(f"{page}/discard").location == "/programme/imports"
    assert officer.post(f"{page}/approve").status_code == 422
    assert db.session.query(GraduationRecord).count() == 0


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
