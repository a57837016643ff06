"""The tables of the figures: the same for the page, its chart and its file. Everything is read from what is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from products import regions
from products.errors import N_
from storefront.graduation.models import GRADUATIONS
from storefront.graduation.words import words
from storefront.programme.reporting.periods import BEFORE

GRADUATES = "graduates"
"""All who graduated: those with a shop and those without, told where both are."""
LABELS = {
    GRADUATES: N_("Keluarga graduasi"),
    "without_shop": N_("Belum punya lapak"),
    "sellers": N_("Punya lapak"),
    "listings": N_("Barang tayang"),
    "orders": N_("Pesanan sampai"),
    "takings": N_("Penjualan"),
    "above_once": N_("Pernah di atas UMK"),
    "above_four": N_("Empat bulan atau lebih"),
    "above_months": N_("Jumlah bulan di atas UMK"),
    "packed": N_("Kemasan dijelaskan"),
    "sealed": N_("Tutup rapat"),
    "pack_fits": N_("Kemasan cocok"),
    "permit": N_("Ada nomor izin"),
    "halal": N_("Ada nomor halal"),
}
MONEY = frozenset({"takings"})
COLUMNS = {
    "regions": ("sellers", "listings", "orders", "takings"),
    "kinds": ("without_shop", "sellers", "listings", "orders", "takings"),
    "cohorts": ("without_shop", "sellers", "listings", "orders", "takings"),
    "wages": ("sellers", "above_once", "above_four", "above_months"),
    "packs": ("sellers", "packed", "sealed", "pack_fits", "permit", "halal"),
    "unshopped": ("without_shop", "sellers", GRADUATES),
}
GROUP_COLUMNS = {"wages": 1, "packs": 1}
"""How many columns only say how large the group is: a row that tells no more than that is left out."""
BY_REGION = ("regions", "wages", "packs", "unshopped")
CHARTED = {
    "regions": ("takings", "sellers", "without_shop"),
    "kinds": ("takings", "sellers", "without_shop"),
    "cohorts": ("sellers", "without_shop"),
    "wages": ("above_months", "above_once"),
    "packs": ("packed",),
    "unshopped": ("without_shop",),
}
"""What the bars of each table show: the first of these that at least two rows tell."""

Counts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the figures, its heading, and whether it is money."""

    name: str
    label: str
    is_money: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One place or class; ``None`` is a value that is not told. ``code`` is a region's or a class's."""

    code: str
    label: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the figures.

    Attributes:
        first: the heading of the names.
        whole: the row of the whole area, or ``None`` when it is too small to tell anything.
        rows: those of which at least one value is told.
        left_out: in words, how many more there are.
    """

    first: str
    columns: tuple[Column, ...]
    whole: Row | None
    rows: tuple[Row, ...]
    left_out: str

    def charted(self, names: Sequence[str]) -> tuple[Column, list[tuple[str, int]]] | None:
        """The first of these columns that at least two rows tell, with the names and values of those rows."""
        columns = {column.name: at for at, column in enumerate(self.columns)}
        for at in (columns[name] for name in names if name in columns):
            found = [(row.label, value) for row in self.rows if (value := row.values[at]) is not None]
            if len(found) > 1 and any(value for _label, value in found):
                return self.columns[at], found
        return None


def table(counts: Counts, show: str, place: str) -> Table:
    """One of ``COLUMNS`` for the nation (``""``) or a province.

    Raises:
        KeyError: when there is no such table.
    """
    columns = tuple(Column(name, _(LABELS[name]), name in MONEY) for name in COLUMNS[show])
    if show in BY_REGION:
        return _by_region(counts, show, columns, place)
    return _by_class(counts, show, columns, place)


def totals(counts: Counts, place: str) -> dict[str, int | None]:
    """Every measure of a place; ``None`` where it is not told."""
    reader = _of_regions(counts)
    return {name: reader(name, place) for name in (*LABELS, "administrative")}


def monthly(counts: Counts, measure: str, place: str) -> list[int | None]:
    """The twelve months of ``orders`` or ``takings``, the oldest first."""
    found = counts["monthly"][measure].get(place)
    return list(found) if found else [None] * len(counts["months"])


def months(counts: Counts) -> list[date]:
    """The first days of the twelve months."""
    return [date.fromisoformat(day) for day in counts["months"]]


def place_name(place: str) -> str:
    """What to call the nation or a province."""
    return regions.province(place).name if place else _("Seluruh Indonesia")


Reader = Callable[[str, str], int | None]


def _by_region(counts: Counts, show: str, columns: tuple[Column, ...], place: str) -> Table:
    inside = regions.regencies(place) if place else regions.provinces()
    read = _of_regions(counts)
    rows = [_row(read, columns, region.code, region.name) for region in inside]
    told = [row for row in rows if any(row.values[GROUP_COLUMNS.get(show, 0) :])]
    first = _("Kabupaten atau kota") if place else _("Provinsi")
    whole = _row(read, columns, place, place_name(place))
    return Table(first, columns, _told(whole), _largest_first(told), _left_out(place, len(rows) - len(told), len(rows)))


def _left_out(place: str, others: int, all_of_them: int) -> str:
    """The rows that tell nothing, in one sentence."""
    if not others:
        return ""
    if others == all_of_them:
        return (
            _("Tiap kabupaten dan kota masih nol atau terlalu sedikit.")
            if place
            else _("Tiap provinsi masih nol atau terlalu sedikit.")
        )
    if place:
        return _("%(num)s kabupaten dan kota lain: masing-masing nol atau terlalu sedikit.", num=others)
    return _("%(num)s provinsi lain: masing-masing nol atau terlalu sedikit.", num=others)


def _by_class(counts: Counts, show: str, columns: tuple[Column, ...], place: str) -> Table:
    classes, first = (_kinds(), _("Jenis")) if show == "kinds" else (_cohorts(counts), _("Angkatan"))
    cells, read = counts[show], _of_regions(counts)

    def in_class(name: str, code: str) -> int | None:
        found: int | None = cells.get(name, {}).get(place, {}).get(code)
        return found

    rows = [_row(_with_graduates(in_class), columns, code, label) for code, label in classes]
    told = tuple(row for row in rows if any(value is not None for value in row.values))
    others = len(rows) - len(told)
    left_out = _("%(num)s kelompok lain: masing-masing terlalu sedikit.", num=others) if others else ""
    return Table(first, columns, _told(_row(read, columns, place, place_name(place))), told, left_out)


def _of_regions(counts: Counts) -> Reader:
    cells = counts["regions"]

    def in_region(name: str, code: str) -> int | None:
        found: int | None = cells.get(name, {}).get(code)
        return found

    return _with_graduates(in_region)


def _with_graduates(read: Reader) -> Reader:
    def read_or_add(name: str, code: str) -> int | None:
        if name != GRADUATES:
            return read(name, code)
        parts = [read(part, code) for part in ("sellers", "without_shop")]
        return None if None in parts else sum(part or 0 for part in parts)

    return read_or_add


def _row(read: Reader, columns: Sequence[Column], code: str, label: str) -> Row:
    return Row(code, label, tuple(read(column.name, code) for column in columns))


def _told(row: Row) -> Row | None:
    return row if any(value is not None for value in row.values) else None


def _largest_first(rows: Sequence[Row]) -> tuple[Row, ...]:
    """By the last column that tells the most, so that the page begins with what weighs most."""
    return tuple(sorted(rows, key=lambda row: ([-(value or 0) for value in reversed(row.values)], row.label)))


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, words(kind.value, "kind")) for kind in GRADUATIONS]


def _cohorts(counts: Counts) -> list[tuple[str, str]]:
    """Each run of half-years under its first, in words: the newest first."""
    return [(run[0], _cohort_words(run)) for run in reversed(counts["cohorts_in_order"])]


def _cohort_words(run: Sequence[str]) -> str:
    if run[0] == BEFORE:
        return _("Sampai %(last)s", last=_half_words(run[-1])) if len(run) > 1 else _("Lebih lama")
    if len(run) == 1:
        return _half_words(run[0])
    return _("%(first)s sampai %(last)s", first=_half_words(run[0]), last=_half_words(run[-1]))


def _half_words(cohort: str) -> str:
    year, _dash, half = cohort.partition("-")
    return _("Jan–Jun %(year)s", year=year) if half == "1" else _("Jul–Des %(year)s", year=year)
