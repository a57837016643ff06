"""The demo's past: the days before the moment at which it is loaded, so that its timelines look lived."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, time, timedelta

from products import clock
from products.clock import WESTERN_INDONESIA


class Past:
    """Days counted back from ``now`` (aware)."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def day(self, days_ago: int, hour: int = 9, minute: int = 0) -> datetime:
        """That hour of that day in Jakarta; never later than a while ago."""
        day = self.now.astimezone(WESTERN_INDONESIA).date() - timedelta(days=days_ago)
        return self.not_later(datetime.combine(day, time(hour, minute), WESTERN_INDONESIA))

    def not_later(self, moment: datetime) -> datetime:
        """``moment``, or ten minutes ago where that is still to come."""
        return min(moment, self.now - timedelta(minutes=10))

    def at(self, moment: datetime) -> AbstractContextManager[None]:
        """The clock of the whole shop stands at ``moment`` within a ``with`` block."""
        return clock.freeze(self.not_later(moment))
