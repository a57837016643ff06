"""The programme in numbers, none of which points at a family."""

from __future__ import annotations

import pytest
from flask import Flask

from storefront.graduation.models import Kind
from storefront.programme import numbers
from tests.storefront.graduation.records import make_record


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([4], [None]),
        ([5, 0, 12], [5, 0, 12]),
        ([1, 2, 30], [None, None, 30]),
        ([3, 9, 20], [None, None, 20]),
        ([20, 9, 3, 0], [20, None, None, 0]),
        ([3, 0, 0], [None, 0, 0]),
    ],
)
def test_small_counts_are_hidden_and_cannot_be_had_by_taking_away(counts: list[int], shown: list[int | None]) -> None:
    assert numbers.suppressed(counts) == shown


def test_records_are_counted_by_kind_and_by_province(app: Flask) -> None:
    for _ in range(6):
        make_record(kind=Kind.ALAMIAH)
    for _ in range(5):
        make_record(kind=Kind.PENA_PPSE, district_code="34.02.01")
    assert numbers.total() == 11
    assert {one.name: one.records for one in numbers.by_kind()} == {
        "alamiah": 6,
        "sejahtera_mandiri": 0,
        "pena_ppse": 5,
        "administratif": 0,
    }
    assert [(one.name, one.records, one.linked) for one in numbers.by_province()] == [
        ("DKI Jakarta", 6, 0),
        ("DI Yogyakarta", 5, 0),
    ]


def test_a_programme_of_four_shows_no_number_at_all(app: Flask) -> None:
    for _ in range(4):
        make_record()
    assert numbers.total() is None
    assert {one.records for one in numbers.by_province()} == {None}
