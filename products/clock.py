"""The only clock. Everything that asks what time it is asks here, so that a test can hold it still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

WESTERN_INDONESIA = ZoneInfo("Asia/Jakarta")

_frozen: datetime | None = None


def now() -> datetime:
    """The present moment as an aware datetime in UTC."""
    return _frozen or datetime.now(UTC)


def today(zone: ZoneInfo = WESTERN_INDONESIA) -> date:
    """The calendar day it is now in ``zone``; Jakarta's unless a place is named."""
    return now().astimezone(zone).date()


@contextmanager
def freeze(moment: datetime) -> Iterator[None]:
    """Hold the clock at ``moment`` (aware) for the length of a ``with`` block. For tests and for the demo's past."""
    global _frozen
    if moment.tzinfo is None:
        raise ValueError("the clock takes aware moments only")
    before, _frozen = _frozen, moment.astimezone(UTC)
    try:
        yield
    finally:
        _frozen = before
