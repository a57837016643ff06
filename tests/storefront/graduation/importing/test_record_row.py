"""One line of a file understood, or refused by column and reason."""

from __future__ import annotations

from datetime import date

import pytest

from products.errors import Refusal
from storefront.graduation.importing.record_row import Row, understand
from storefront.graduation.models import Kind
from tests.conftest import StoppedClock
from tests.storefront.graduation.records import HEADER, NIK, line

ASSISTANTS: dict[str, int | None] = {"dewi@example.com": 7}


def row(**cells: str) -> Row:
    return understand(2, dict(zip(HEADER.split(","), line(**cells).split(","), strict=True)), ASSISTANTS)


def test_a_good_line_is_understood() -> None:
    one = row(assistant="Dewi@Example.com")
    assert one.nik == NIK
    assert one.fields == {
        "name": "Sari Contoh",
        "kind": Kind.ALAMIAH,
        "graduated_on": date(2024, 6, 15),
        "is_day_known": True,
        "district_code": "31.71.01",
        "joined_year": 2015,
        "reason": "usaha",
        "assistant_id": 7,
        "programmes": "KUR, PENA",
    }


@pytest.mark.parametrize(
    ("written", "day", "is_day_known"),
    [
        ("2024-06", date(2024, 6, 1), False),
        ("2024-6-5", date(2024, 6, 5), True),
        ("05/06/2024", date(2024, 6, 5), True),
    ],
)
def test_a_month_is_enough_and_the_local_way_of_writing_a_day_is_known(
    written: str, day: date, is_day_known: bool
) -> None:
    fields = row(graduated_on=written).fields
    assert (fields["graduated_on"], fields["is_day_known"]) == (day, is_day_known)


def test_what_an_optional_column_does_not_say_is_not_said() -> None:
    fields = row(joined_year="", reason="", assistant="", programmes="").fields
    assert not {"joined_year", "reason", "assistant_id", "programmes"} & set(fields)


@pytest.mark.parametrize("written", ["Sejahtera Mandiri", "sejahtera-mandiri", " SEJAHTERA_MANDIRI "])
def test_a_kind_is_known_however_it_is_written(written: str) -> None:
    assert row(kind=written).fields["kind"] is Kind.SEJAHTERA_MANDIRI


@pytest.mark.parametrize("written", ["31.71.01", "317101"])
def test_a_district_is_kept_with_its_dots(written: str) -> None:
    assert row(district_code=written).fields["district_code"] == "31.71.01"


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("nik", "12"),
        ("name", ""),
        ("name", "12345"),
        ("name", "x" * 101),
        ("name", "Sari 3171015708450002"),
        ("kind", ""),
        ("kind", "mandiri"),
        ("graduated_on", ""),
        ("graduated_on", "2024"),
        ("graduated_on", "2024-13"),
        ("graduated_on", "2023-02-29"),
        ("graduated_on", "2006-12-31"),
        ("graduated_on", "2026-03-03"),
        ("district_code", ""),
        ("district_code", "31.71"),
        ("district_code", "31.71.99"),
        ("district_code", "31.71.01.1001"),
        ("joined_year", "2006"),
        ("joined_year", "2025"),
        ("joined_year", "dua ribu"),
        ("joined_year", "9" * 5000),
        ("joined_year", "²⁰¹⁵"),
        ("kk", "317101010101000"),
        ("kk", "0071010101010001"),
        ("kk", "3.17101E+15"),
        ("assistant", "nobody@example.com"),
        ("programmes", "x" * 201),
    ],
)
def test_a_bad_cell_is_refused_under_its_column(stopped_clock: StoppedClock, column: str, cell: str) -> None:
    with pytest.raises(Refusal) as refused:
        row(**{column: cell})
    assert refused.value.field == column


@pytest.mark.parametrize("column", ["kind", "district_code", "assistant", "name", "graduated_on", "programmes"])
def test_a_number_in_the_wrong_column_is_never_repeated_in_the_reason(column: str) -> None:
    with pytest.raises(Refusal) as refused:
        row(**{column: NIK})
    assert NIK not in str(refused.value)
    assert NIK not in str(refused.value.values)
