"""What tells that a seller may be falling back: pure functions of her days and her takings.

Every signal names the day on which it began, so that a contact after that day can rest it. All days are Jakarta's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate

SILENCE = timedelta(weeks=3)
"""So long without an order is not chance any more."""
TIME_TO_BEGIN = timedelta(days=30)
"""A new shop has so long for its first order."""
PERIOD = 30
QUARTER = 90
FALL = 0.7
FLOOR_IDR = 200_000
"""Takings of a period before below this say nothing by falling: one order more or less is most of them."""
LOOK_BACK = 120
"""Days of takings from which the beginning of a fall is found."""
REST = timedelta(days=14)


class SignalKind(StrEnum):
    """What happened, the most pressing first."""

    ORDERS_STOPPED = "orders_stopped"
    NEVER_AN_ORDER = "never_an_order"
    INCOME_FALLS = "income_falls"
    QUARTER_FALLS = "quarter_falls"


@dataclass(frozen=True, slots=True)
class Signal:
    """Something happened. ``since`` is the last order's or the shop's first day, or the day on which a fall began.

    ``now_idr`` and ``before_idr`` are the two periods compared; zero for what is about orders.
    """

    kind: SignalKind
    since: date
    began: date
    now_idr: int = 0
    before_idr: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """Takings of the last ``PERIOD`` days and the ones before, and of the last ``QUARTER`` days and the ones before."""

    period_idr: int = 0
    period_before_idr: int = 0
    quarter_idr: int = 0
    quarter_before_idr: int = 0

    @property
    def period_falls(self) -> bool:
        """Whether so much less came in than in the period before that somebody should ask."""
        return falls(self.period_idr, self.period_before_idr)

    @property
    def quarter_falls(self) -> bool:
        """Whether less came in than in the quarter before, however little less."""
        return self.quarter_before_idr >= FLOOR_IDR and self.quarter_idr < self.quarter_before_idr


def orders_signal(opened_on: date, last_order_on: date | None, today: date) -> Signal | None:
    """Orders that stopped, or never came."""
    if last_order_on is None:
        began = opened_on + TIME_TO_BEGIN
        return Signal(SignalKind.NEVER_AN_ORDER, opened_on, began) if began <= today else None
    began = last_order_on + SILENCE
    return Signal(SignalKind.ORDERS_STOPPED, last_order_on, began) if began <= today else None


def income_signal(taken: Taken, by_day: Mapping[date, int], today: date) -> Signal | None:
    """Takings that fell below ``FALL`` of the period before; ``by_day`` holds those of the last ``LOOK_BACK`` days."""
    if not taken.period_falls:
        return None
    began = fell_on(by_day, today)
    return Signal(SignalKind.INCOME_FALLS, began, began, taken.period_idr, taken.period_before_idr)


def quarter_signal(taken: Taken, looked_at_since: date | None) -> Signal | None:
    """In the sixth and the twelfth month, which began on that day: every fall from one quarter to the next."""
    if looked_at_since is None or not taken.quarter_falls:
        return None
    now_idr, before_idr = taken.quarter_idr, taken.quarter_before_idr
    return Signal(SignalKind.QUARTER_FALLS, looked_at_since, looked_at_since, now_idr, before_idr)


def falls(now_idr: int, before_idr: int) -> bool:
    """Whether takings fell: to less than ``FALL`` of what they were, from more than a tiny sum."""
    return before_idr >= FLOOR_IDR and now_idr < before_idr * FALL


def fell_on(by_day: Mapping[date, int], today: date) -> date:
    """The first day of the unbroken stretch up to today on which takings had fallen."""
    until = [0, *accumulate(by_day.get(today - timedelta(days=ago), 0) for ago in range(LOOK_BACK))]

    def had_fallen(ago: int) -> bool:
        start, middle, end = until[ago], until[ago + PERIOD], until[ago + 2 * PERIOD]
        return falls(middle - start, end - middle)

    ago = 0
    while ago + 2 * PERIOD < LOOK_BACK and had_fallen(ago + 1):
        ago += 1
    return today - timedelta(days=ago)


def rests_until(signal: Signal, last_contact_on: date | None) -> date | None:
    """The day on which it shows again, where somebody was in touch after it began; ``None`` where nobody was."""
    return last_contact_on + REST if last_contact_on and last_contact_on >= signal.began else None
