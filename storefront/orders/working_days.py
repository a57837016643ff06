"""Counting working days, as the law counts the time a buyer has to look at what arrived. Holidays are not known."""

from __future__ import annotations

from datetime import datetime, timedelta

from products.clock import WESTERN_INDONESIA

SATURDAY = 5


def after_working_days(start: datetime, days: int) -> datetime:
    """The same time of day (Jakarta's) after ``days`` working days, an aware moment."""
    moment = start.astimezone(WESTERN_INDONESIA)
    while days:
        moment += timedelta(days=1)
        days -= moment.weekday() < SATURDAY
    return moment
