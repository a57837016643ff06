"""Minimum wages come from officers, line by line, each for her own area."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from products.actor import Role
from products.database import db
from products.errors import Refusal
from storefront.graduation.area import Area
from storefront.programme.models import MinimumWage
from storefront.programme.regency_names import regency_called
from storefront.programme.reporting import wages
from storefront.programme.reporting.wages import Received
from tests.factories import make_account
from tests.sessions import signed_in

HEADER = "regency_code,year,monthly_idr"


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    """An officer of the nation."""
    return signed_in(app, make_account(Role.OFFICER))


def send(client: FlaskClient, *lines: str, header: str = HEADER) -> TestResponse:
    """Upload a file of these lines."""
    file = io.BytesIO("\n".join([header, *lines]).encode())
    return client.post("/programme/wages", data={"file": (file, "umk.csv")})


def kept() -> dict[tuple[str, int], int]:
    return {(one.regency_code, one.year): one.monthly_idr for one in db.session.query(MinimumWage)}


def receive(tmp_path: Path, *lines: str, area: Area | None = None) -> Received:
    path = tmp_path / "umk.csv"
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    return wages.receive(path, area or Area(), None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("34.02", "34.02"),
        ("3402", "34.02"),
        ("34,02", "34.02"),
        ("11.1", "11.10"),
        ("31.71", "31.71"),
        ("Kabupaten Bantul", "34.02"),
        ("Kab. Bantul", "34.02"),
        ("bantul", "34.02"),
        ("Kota Yogyakarta", "34.71"),
        ("KOTA BANDUNG", "32.73"),
    ],
)
def test_a_regency_is_known_by_code_and_by_name(written: str, code: str) -> None:
    assert regency_called(written) == code


@pytest.mark.parametrize("written", ["Bandung", "Atlantis", "99.99", "34", "", "34.02.01"])
def test_a_name_of_two_places_or_of_none_is_refused(written: str) -> None:
    with pytest.raises(Refusal):
        regency_called(written)


def test_lines_that_are_right_go_in_and_the_others_are_explained(app: Flask, tmp_path: Path) -> None:
    received = receive(
        tmp_path,
        "34.02,2026,2.264.080",
        "Kota Yogyakarta,2026,Rp2500000",
        "Bandung,2026,2500000",
        "34.03,26,2500000",
        "34.04,2026,25000",
        "34.01,2026,dua juta",
        "34.02,2026,1000000",
    )
    assert kept() == {("34.02", 2026): 2_264_080, ("34.71", 2026): 2_500_000}
    assert (received.new, received.changed, received.same) == (2, 0, 0)
    assert [line.number for line in received.refused] == [4, 5, 6, 7, 8]


def test_the_same_file_twice_changes_nothing_and_another_says_what(app: Flask, tmp_path: Path) -> None:
    receive(tmp_path, "34.02,2026,2000000", "34.03,2026,2000000")
    again = receive(tmp_path, "34.02,2026,2000000", "34.03,2026,2100000", "34.04,2026,2000000")
    assert (again.new, again.changed, again.same, again.refused) == (1, 1, 1, ())


def test_a_province_officer_brings_in_her_own_regencies_alone(app: Flask, tmp_path: Path) -> None:
    received = receive(tmp_path, "34.02,2026,2000000", "31.71,2026,5000000", area=Area("34"))
    assert kept() == {("34.02", 2026): 2_000_000}
    assert [line.number for line in received.refused] == [3]


def test_the_page_says_what_changed_and_who_changed_it(app: Flask) -> None:
    hendra = make_account(Role.OFFICER, display_name="Hendra Contoh")
    client = signed_in(app, hendra)
    assert send(client, "34.02,2026,2000000").status_code == 303
    page = client.get("/programme/wages")
    assert "1 UMK baru, 0 berubah, 0 tetap." in page.text
    assert "1 dari 5 daerah" in page.text
    place = client.get("/programme/wages/34?year=2026").text
    assert "Rp2.000.000" in place
    assert "Hendra Contoh" in place


def test_refused_lines_come_back_with_their_reasons(officer: FlaskClient) -> None:
    answer = send(officer, "34.02,2026,2000000", "Atlantis,2026,2000000")
    assert answer.status_code == 422
    assert "Baris 3: Tidak ada kabupaten atau kota bernama “Atlantis”." in answer.text
    assert "1 UMK baru" in answer.text
    assert kept() == {("34.02", 2026): 2_000_000}


def test_a_file_that_is_none_is_refused_whole(officer: FlaskClient) -> None:
    assert send(officer, "a,b", header="nik,nama").status_code == 422
    assert officer.post("/programme/wages", data={}).status_code == 422
    assert kept() == {}


def test_the_example_can_be_sent_back(officer: FlaskClient) -> None:
    example = officer.get("/programme/wages/example.csv").data
    sent = officer.post("/programme/wages", data={"file": (io.BytesIO(example), "contoh.csv")})
    assert sent.status_code == 303


def test_a_province_officer_begins_with_her_own_list(app: Flask) -> None:
    client = signed_in(app, make_account(Role.OFFICER, province_code="34"))
    page = client.get("/programme/wages").text
    assert "UMK DI Yogyakarta" in page
    assert "Kabupaten Bantul" in page
    assert client.get("/programme/wages/31").status_code == 404


def test_wages_that_came_with_the_demo_are_marked(app: Flask, officer: FlaskClient, tmp_path: Path) -> None:
    receive(tmp_path, "34.02,2026,2000000")
    assert "contoh, bukan angka resmi" in officer.get("/programme/wages/34?year=2026").text


def test_what_is_missing_is_counted_by_area(app: Flask, tmp_path: Path) -> None:
    year = wages.years()[0]
    receive(tmp_path, f"34.02,{year},2000000")
    assert wages.count_missing(Area("34")) == 4
    assert wages.count_missing(Area()) == 513
