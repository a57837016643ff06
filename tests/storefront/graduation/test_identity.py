"""Identity numbers: what may be one, and what of it may be seen."""

from __future__ import annotations

import pytest
from flask import Flask

from products.errors import Refusal
from storefront.graduation import identity
from tests.storefront.graduation.records import NIK


@pytest.mark.parametrize(
    "written",
    [NIK, f" {NIK} ", f"'{NIK}", f'="{NIK}"', "3171 0157 0845 0001", "3171.0157.0845.0001", "3171-0157-0845-0001"],
)
def test_a_number_is_read_however_a_spreadsheet_writes_it(written: str) -> None:
    assert identity.check_nik(written) == NIK


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "16 angka"),
        ("317101570845000", "16 angka"),
        ("31710157084500011", "16 angka"),
        ("31710157O8450001", "16 angka"),
        ("٣١٧١٠١٥٧٠٨٤٥٠٠٠١", "16 angka"),
        ("3.17E+15", "Excel"),
        ("3,17102E+15", "Excel"),
        ("0071015708450001", "provinsi"),
        ("9971015708450001", "provinsi"),
        ("3171013208450001", "Tanggal lahir"),
        ("3171017208450001", "Tanggal lahir"),
        ("3171010008450001", "Tanggal lahir"),
        ("3171015713450001", "Tanggal lahir"),
        ("3171015708450000", "0000"),
    ],
)
def test_what_cannot_be_a_number_is_refused_without_repeating_it(written: str, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        identity.check_nik(written)
    assert why in str(refused.value)
    assert refused.value.field == "nik"
    assert not written or written not in str(refused.value)


@pytest.mark.parametrize("nik", ["3199015708450001", "3171011708450001", "9671014102990001"])
def test_a_district_that_was_split_or_a_man_is_no_reason_to_refuse(nik: str) -> None:
    assert identity.check_nik(nik) == nik


def test_what_is_seen_of_a_number_hides_place_birth_and_sex() -> None:
    assert identity.masked(NIK) == "3171********0001"


def test_the_fingerprint_finds_a_number_again_and_does_not_show_it(app: Flask) -> None:
    assert identity.lookup(NIK) == identity.lookup(NIK) != identity.lookup("3171015708450002")
    assert NIK not in identity.lookup(NIK)
