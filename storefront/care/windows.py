"""The months in which a seller is watched more closely, in calendar months from a day: pure functions of dates.

Source of the rule: the programme's own mentoring goes on for at least four months after graduation (PENA), and half a
year and a year are looked at again. Month 0 begins on the day itself and month ``n`` on the same day ``n`` months
later, or on the last day of a month that is too short. Months 0 to 4 are watched whole, so that four full months have
passed even where only the month of the graduation is known and its first day stands for it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

FIRST_MONTHS = range(0, 5)
LOOKED_AT_AGAIN = (6, 12)
LAST_MONTH = 12


def add_months(day: date, months: int) -> date:
    """The same day so many months later (earlier when negative), or the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_of(since: date, day: date) -> int:
    """In which month from ``since`` a day lies; negative before it."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return months if add_months(since, months) <= day else months - 1


def is_watched(starts: Iterable[date], day: date) -> bool:
    """Whether a day lies in a watched month counted from any of these days."""
    return any(_is_watched_month(month_of(start, day)) for start in starts)


def looked_at_since(starts: Iterable[date], day: date) -> date | None:
    """The day on which the sixth or twelfth month began that ``day`` lies in; the latest of several."""
    begun = [add_months(start, month) for start in starts for month in LOOKED_AT_AGAIN if month_of(start, day) == month]
    return max(begun, default=None)


def earliest_watched(day: date) -> date:
    """A seller whose every start lies before this is watched no more; a month to spare for short months."""
    return add_months(day, -LAST_MONTH - 2)


def _is_watched_month(month: int) -> bool:
    return month in FIRST_MONTHS or month in LOOKED_AT_AGAIN
