"""Charts as geometry: what the templates draw as SVG. Widths are in per cent and heights in pixels, so that words keep
their size on every screen. A chart never stands alone; the table with the same numbers is beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import format_number
from flask_babel import gettext as _

from products.money import rupiah

BAR_STEP = 44
LINE_TOP, LINE_FOOT = 28, 168
MOST_BARS = 10
Write = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name and value in words, how far down it begins (px) and its length (per cent of the longest)."""

    label: str
    text: str
    top: int
    percent: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars under one another, in a picture of so many pixels."""

    title: str
    said: str
    bars: tuple[Bar, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Point:
    """A month on the line: how far right (per cent) and down (px); ``down`` is ``None`` where nothing is told."""

    label: str
    text: str
    right: float
    down: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line through the months, with a gap where a month is not told, and what the upper edge stands for."""

    title: str
    said: str
    points: tuple[Point, ...]
    top: str

    @property
    def segments(self) -> list[tuple[Point, Point]]:
        """Neighbours between which a stroke is drawn."""
        pairs = zip(self.points, self.points[1:], strict=False)
        return [(one, other) for one, other in pairs if one.down is not None and other.down is not None]


def bars(title: str, rows: Sequence[tuple[str, int]], write: Write, most: int | None = None) -> Bars | None:
    """Bars for names and values of zero and more; ``None`` when there is nothing to compare.

    Args:
        title: what is shown.
        rows: in the order to be drawn; only the first ten are.
        write: a value in words.
        most: the value whose bar takes the whole width; the largest when not given.
    """
    drawn = rows[:MOST_BARS]
    whole = most or max((value for _name, value in drawn), default=0)
    if len(drawn) < 2 or not whole:
        return None
    found = tuple(
        Bar(name, write(value), at * BAR_STEP, round(min(value / whole, 1) * 100, 1))
        for at, (name, value) in enumerate(drawn)
    )
    return Bars(title, _said(found), found, len(found) * BAR_STEP)


def line(title: str, labels: Sequence[str], values: Sequence[int | None], write: Write) -> Line | None:
    """A line through values of zero and more; ``None`` when fewer than two are told."""
    known = [value for value in values if value is not None]
    if len(known) < 2 or not max(known):
        return None
    whole, step = max(known), 100 / len(values)
    points = tuple(
        Point(
            label,
            "" if value is None else write(value),
            round(step * (at + 0.5), 2),
            None if value is None else round(LINE_FOOT - value / whole * (LINE_FOOT - LINE_TOP), 1),
        )
        for at, (label, value) in enumerate(zip(labels, values, strict=True))
    )
    return Line(title, _said(points), points, write(whole))


def short_rupiah(amount_idr: int) -> str:
    """``Rp12,5 juta``: an amount at a glance; below a million it is written out."""
    for size, words in ((10**12, _("triliun")), (10**9, _("miliar")), (10**6, _("juta"))):
        if abs(amount_idr) >= size:
            return f"Rp{format_number(round(amount_idr / size, 1))} {words}"
    return rupiah(amount_idr)


def whole_number(value: int) -> str:
    """``12.345``, or ``12,345`` in English."""
    return str(format_number(value))


def _said(parts: Sequence[Bar] | Sequence[Point]) -> str:
    return "; ".join(f"{part.label}: {part.text or _('tidak ditampilkan')}" for part in parts) + "."
