"""Three times twenty-four hours: until when a request must be answered, and how much of that is left, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _

from products import clock
from storefront.language import current

ANSWER_WITHIN = timedelta(hours=72)
"""UU 27/2022: access, correction and the end of processing within three times twenty-four hours."""
HURRY = timedelta(hours=24)
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """What is left in words, and its colour: none while there is a day, then ``look``, ``alert`` when it is over."""

    words: str
    tone: str


def by_when(due_at: datetime) -> str:
    """The day and the hour in words: ``Selasa, 24 November 2026, pukul 14.05 WIB``."""
    if current() == "id":
        return str(format_datetime(due_at, "EEEE, d MMMM y, 'pukul' HH.mm 'WIB'"))
    return str(format_datetime(due_at, "EEEE, d MMMM y, HH:mm 'WIB'"))


def time_left(due_at: datetime) -> TimeLeft:
    """How long there is until ``due_at``, for whoever must answer."""
    left = due_at - clock.now()
    if left < timedelta(0):
        return TimeLeft(_("Terlambat %(time)s", time=_days_and_hours(-left)), "alert")
    return TimeLeft(_("Sisa %(time)s", time=_days_and_hours(left)), "look" if left <= HURRY else "")


def _days_and_hours(span: timedelta) -> str:
    hours = int(span / AN_HOUR)
    if hours < 1:
        return _("kurang dari 1 jam")
    days, rest = divmod(hours, 24)
    parts = [ngettext("%(num)s hari", "%(num)s hari", days)] if days else []
    parts += [ngettext("%(num)s jam", "%(num)s jam", rest)] if rest else []
    return " ".join(parts)
