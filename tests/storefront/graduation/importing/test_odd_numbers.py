"""Numbers that may be a NIK and yet look like something else."""

from __future__ import annotations

from datetime import date

import pytest

from storefront.graduation.importing.odd_numbers import oddity
from tests.conftest import StoppedClock

JUNE_2024 = date(2024, 6, 15)


@pytest.mark.parametrize(
    ("nik", "why"),
    [
        ("3171010106150001", "nomor KK"),
        ("3171010106070001", "nomor KK"),
        ("3171016006070001", "belum 17 tahun"),
        ("3171014102200001", "belum 17 tahun"),
    ],
)
def test_a_date_inside_that_is_too_new_looks_odd(stopped_clock: StoppedClock, nik: str, why: str) -> None:
    refusal = oddity(nik, date(2024, 1, 1))
    assert refusal is not None
    assert why in str(refusal)
    assert nik not in str(refusal)


@pytest.mark.parametrize(
    "nik",
    ["3171015708450001", "3171011708900001", "3171011506070001", "3171015506070001", "3171010101270001"],
)
def test_whoever_was_grown_up_when_she_graduated_does_not(stopped_clock: StoppedClock, nik: str) -> None:
    assert oddity(nik, JUNE_2024) is None
