"""Where this process has its search index, and when it last said that the index is broken."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from products.search.backend import SearchBackend
from products.search.whoosh_index import WhooshIndex

_QUIET_FOR_S = 600.0


@dataclass(slots=True)
class _Place:
    index: SearchBackend
    told_at: float | None = None


_open: list[_Place] = []


def open_at(folder: Path) -> None:
    """Use the index in ``folder`` from now on. It need not exist yet; the worker builds it."""
    _open[:] = [_Place(WhooshIndex(folder))]


def index() -> SearchBackend:
    """The index in use.

    Raises:
        LookupError: before ``open_at``.
    """
    return _place().index


def may_complain() -> bool:
    """Whether a broken index is news: not within ten minutes of the last time. A question that broke a sound index
    would otherwise have it rebuilt without end."""
    place, now = _place(), time.monotonic()
    if place.told_at is not None and now - place.told_at < _QUIET_FOR_S:
        return False
    place.told_at = now
    return True


def _place() -> _Place:
    if not _open:
        raise LookupError("the search has no folder yet: call open_at first")
    return _open[0]
