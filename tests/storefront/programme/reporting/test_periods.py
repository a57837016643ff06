"""Which days the figures speak of."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storefront.programme.reporting.periods import BEFORE, cohort_of, in_order, period_at

NIGHT = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)


def test_thirty_days_end_with_yesterday_and_twelve_months_with_the_last_whole_one() -> None:
    period = period_at(NIGHT)
    assert (period.since, period.until) == (date(2026, 10, 22), date(2026, 11, 21))
    assert (period.months[0], period.months[-1], period.ending) == (
        date(2025, 11, 1),
        date(2026, 10, 1),
        date(2026, 11, 1),
    )
    assert len(period.months) == 12


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_the_thirty_days_never_share_an_edge_with_a_month(day: date) -> None:
    period = period_at(datetime.combine(day, time(5), UTC))
    assert period.until - period.since == timedelta(days=30)
    assert 1 not in (period.since.day, period.until.day)
    assert timedelta() <= day - period.until <= timedelta(days=3)


def test_cohorts_are_half_years_and_the_long_ago_is_one() -> None:
    assert cohort_of(2026, 2, NIGHT) == "2026-2"
    assert cohort_of(2023, 1, NIGHT) == "2023-1"
    assert cohort_of(2022, 2, NIGHT) == BEFORE
    assert in_order(["2026-1", BEFORE, "2025-2"]) == [BEFORE, "2025-2", "2026-1"]
