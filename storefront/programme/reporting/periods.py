"""Which days and months the figures speak of, and when those begin and end where a seller lives.

The twelve months are whole ones. The thirty days end with yesterday; where their first or last day would meet the edge
of a month they end a day or two earlier, for two spans that meet could be taken from one another, and what is left may
be a single day with a single sale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MONTHS = 12
DAYS = timedelta(days=30)
A_DAY = timedelta(days=1)
LAST_TO_WAKE = ZoneInfo("Asia/Jakarta")
"""Of the three zones the one in which a day ends last: what is over there is over everywhere."""
HALF_YEARS = 8
BEFORE = "before"
"""The cohort of all who graduated before the half-years that are told apart."""


@dataclass(frozen=True, slots=True)
class Period:
    """Dates as they are lived in each zone.

    Attributes:
        since: the first of the thirty days; ``until`` the day after the last.
        months: the first days of the twelve months, the oldest first.
        ending: the day after the last of them.
    """

    since: date
    until: date
    months: tuple[date, ...]
    ending: date

    @property
    def edges(self) -> tuple[date, ...]:
        """The thirteen days between which the twelve months lie."""
        return (*self.months, self.ending)


def period_at(moment: datetime) -> Period:
    """The period that a count at this moment speaks of."""
    today = moment.astimezone(LAST_TO_WAKE).date()
    until = today
    while until.day == 1 or (until - DAYS).day == 1:
        until -= A_DAY
    ending = today.replace(day=1)
    months = [ending]
    while len(months) <= MONTHS:
        months.insert(0, (months[0] - A_DAY).replace(day=1))
    return Period(until - DAYS, until, tuple(months[:-1]), ending)


def begin_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a day begins there, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def cohort_of(year: int, half: int, moment: datetime) -> str:
    """The half-year of a graduation as ``2026-1``; those longer ago are one."""
    today = moment.astimezone(LAST_TO_WAKE).date()
    age = (today.year - year) * 2 + (0 if today.month <= 6 else 1) - (half - 1)
    return BEFORE if age >= HALF_YEARS else f"{year}-{half}"


def in_order(cohorts: Sequence[str]) -> list[str]:
    """Cohorts from the oldest to the newest."""
    return sorted(cohorts, key=lambda name: "" if name == BEFORE else name)
