"""What counts as a signal, and from which day on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storefront.care.signals import (
    FLOOR_IDR,
    SignalKind,
    Taken,
    falls,
    fell_on,
    income_signal,
    orders_signal,
    quarter_signal,
    rests_until,
)

TODAY = date(2026, 3, 2)
OPENED = date(2025, 6, 1)


def days_ago(days: int) -> date:
    """A day before ``TODAY``."""
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(("silent", "stopped"), [(0, False), (20, False), (21, True), (76, True), (200, True)])
def test_three_weeks_without_an_order_are_a_signal_that_stays(silent: int, stopped: bool) -> None:
    signal = orders_signal(OPENED, days_ago(silent), TODAY)
    assert bool(signal) is stopped
    if signal:
        assert (signal.kind, signal.since) == (SignalKind.ORDERS_STOPPED, days_ago(silent))
        assert signal.began == days_ago(silent - 21)


@pytest.mark.parametrize(("open_for", "late"), [(0, False), (29, False), (30, True), (90, True)])
def test_a_shop_has_thirty_days_for_its_first_order(open_for: int, late: bool) -> None:
    signal = orders_signal(days_ago(open_for), None, TODAY)
    assert bool(signal) is late
    if signal:
        assert (signal.kind, signal.since) == (SignalKind.NEVER_AN_ORDER, days_ago(open_for))


@pytest.mark.parametrize(
    ("now_idr", "before_idr", "fell"),
    [
        (699_999, 1_000_000, True),
        (700_000, 1_000_000, False),
        (0, FLOOR_IDR, True),
        (0, FLOOR_IDR - 1, False),
        (0, 0, False),
        (900_000, 500_000, False),
    ],
)
def test_income_falls_below_seven_tenths_of_what_was_no_tiny_sum(now_idr: int, before_idr: int, fell: bool) -> None:
    assert falls(now_idr, before_idr) is fell
    assert Taken(now_idr, before_idr).period_falls is fell


def test_the_beginning_of_a_fall_is_the_first_day_of_its_unbroken_stretch() -> None:
    by_day = {days_ago(40): 600_000, days_ago(10): 100_000}
    # The large sale left the last thirty days ten days ago; since then they hold too little beside the ones before.
    assert fell_on(by_day, TODAY) == days_ago(10)
    signal = income_signal(Taken(100_000, 600_000), by_day, TODAY)
    assert signal is not None
    assert (signal.began, signal.now_idr, signal.before_idr) == (days_ago(10), 100_000, 600_000)


def test_an_older_fall_that_ended_does_not_count() -> None:
    by_day = {days_ago(100): 600_000, days_ago(60): 500_000, days_ago(32): 500_000}
    assert fell_on(by_day, TODAY) == days_ago(2)


def test_every_fall_of_a_quarter_counts_in_the_month_of_the_second_look_only() -> None:
    taken = Taken(quarter_idr=990_000, quarter_before_idr=1_000_000)
    began = days_ago(5)
    signal = quarter_signal(taken, began)
    assert signal is not None
    assert (signal.kind, signal.began) == (SignalKind.QUARTER_FALLS, began)
    assert quarter_signal(taken, None) is None
    assert quarter_signal(Taken(quarter_idr=10, quarter_before_idr=20), began) is None
    assert quarter_signal(Taken(quarter_idr=1_000_000, quarter_before_idr=1_000_000), began) is None


def test_a_word_after_it_began_rests_a_signal_for_fourteen_days() -> None:
    signal = orders_signal(OPENED, days_ago(30), TODAY)
    assert signal is not None
    assert signal.began == days_ago(9)
    assert rests_until(signal, None) is None
    assert rests_until(signal, days_ago(10)) is None
    assert rests_until(signal, days_ago(9)) == days_ago(9) + timedelta(days=14)
