"""The months in which a seller is watched, day by day at their borders."""

from __future__ import annotations

from datetime import date

import pytest

from storefront.care.windows import add_months, earliest_watched, is_watched, looked_at_since, month_of


@pytest.mark.parametrize(
    ("start", "months", "same_day_then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 4, date(2026, 5, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 3, 1), -14, date(2025, 1, 1)),
    ],
)
def test_a_month_too_short_ends_with_its_last_day(start: date, months: int, same_day_then: date) -> None:
    assert add_months(start, months) == same_day_then


@pytest.mark.parametrize(
    ("start", "day", "month"),
    [
        (date(2026, 1, 15), date(2026, 1, 15), 0),
        (date(2026, 1, 15), date(2026, 1, 14), -1),
        (date(2026, 1, 15), date(2026, 2, 14), 0),
        (date(2026, 1, 15), date(2026, 2, 15), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2028, 2, 29), date(2029, 2, 27), 11),
        (date(2028, 2, 29), date(2029, 2, 28), 12),
    ],
)
def test_months_are_counted_from_day_to_day(start: date, day: date, month: int) -> None:
    assert month_of(start, day) == month


# Each line: the start, a day, and whether that day is watched.
BORDERS = [
    (date(2026, 1, 15), date(2026, 1, 14), False),
    (date(2026, 1, 15), date(2026, 1, 15), True),
    (date(2026, 1, 15), date(2026, 5, 15), True),
    (date(2026, 1, 15), date(2026, 6, 14), True),
    (date(2026, 1, 15), date(2026, 6, 15), False),
    (date(2026, 1, 15), date(2026, 7, 14), False),
    (date(2026, 1, 15), date(2026, 7, 15), True),
    (date(2026, 1, 15), date(2026, 8, 14), True),
    (date(2026, 1, 15), date(2026, 8, 15), False),
    (date(2026, 1, 15), date(2027, 1, 14), False),
    (date(2026, 1, 15), date(2027, 1, 15), True),
    (date(2026, 1, 15), date(2027, 2, 14), True),
    (date(2026, 1, 15), date(2027, 2, 15), False),
    (date(2027, 8, 31), date(2028, 2, 28), False),
    (date(2027, 8, 31), date(2028, 2, 29), True),
    (date(2027, 8, 31), date(2028, 3, 30), True),
    (date(2027, 8, 31), date(2028, 3, 31), False),
    (date(2028, 2, 29), date(2029, 2, 27), False),
    (date(2028, 2, 29), date(2029, 2, 28), True),
    (date(2028, 2, 29), date(2029, 3, 28), True),
    (date(2028, 2, 29), date(2029, 3, 29), False),
]


@pytest.mark.parametrize(("start", "day", "watched"), BORDERS)
def test_five_months_the_sixth_and_the_twelfth_are_watched(start: date, day: date, watched: bool) -> None:
    assert is_watched([start], day) is watched


def test_four_full_months_pass_even_where_the_first_day_stands_for_an_unknown_one() -> None:
    for last_possible in (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)):
        assert is_watched([last_possible.replace(day=1)], add_months(last_possible, 4))


def test_either_start_is_enough() -> None:
    long_ago, lately = date(2024, 1, 1), date(2026, 1, 15)
    assert not is_watched([long_ago], date(2026, 2, 1))
    assert is_watched([long_ago, lately], date(2026, 2, 1))


def test_the_second_look_knows_when_its_month_began() -> None:
    start = date(2027, 8, 31)
    assert looked_at_since([start], date(2028, 2, 28)) is None
    assert looked_at_since([start], date(2028, 3, 1)) == date(2028, 2, 29)
    assert looked_at_since([start], date(2028, 9, 1)) == date(2028, 8, 31)
    assert looked_at_since([start], date(2027, 9, 1)) is None
    assert looked_at_since([date(2027, 9, 1), start], date(2028, 3, 1)) == date(2028, 3, 1)


def test_nobody_before_the_earliest_day_is_watched() -> None:
    for today in (date(2026, 3, 31), date(2028, 2, 29), date(2026, 11, 21)):
        assert not is_watched([earliest_watched(today)], today)
