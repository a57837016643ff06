"""Which figures may be shown so that nobody behind them can be made out, also not by taking one from another.

Everything published of one measure is a sum over blocks of people, and every block has at least ``LEAST`` of them: what
is hidden in a table is hidden together, and its rest is such a block. So whatever is added or taken away, no smaller
group comes out. ``docs/figures.md`` has the rules, their reasons and their limits. Pure functions, no database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

LEAST = 5
"""Fewer people than this are never shown, nor as what is left over."""
MOST_SHARE_PERCENT = 80
"""One seller who makes more than this of a sum would read her own figure in it, and everybody else's too."""
NATION = ""

Key = TypeVar("Key", bound=Hashable)
Shown = dict[str, int]
"""What may be seen of a measure: the nation under ``""``, provinces and regencies under their codes."""
ShownClasses = dict[tuple[str, str], int]
"""The same by province (or ``""``) and class, such as a kind."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A sum and who is behind it.

    Attributes:
        value: the sum itself: people, goods or whole rupiah.
        people: how many people add to it.
        largest: the most that one of them adds.
        others: how many of the group they belong to do not; ``None`` when nobody is told how large that group is.
    """

    value: int = 0
    people: int = 0
    largest: int = 0
    others: int | None = None

    def __add__(self, other: Tally) -> Tally:
        others = None if self.others is None or other.others is None else self.others + other.others
        return Tally(self.value + other.value, self.people + other.people, max(self.largest, other.largest), others)

    @property
    def may_be_shown(self) -> bool:
        """Enough people on both sides, and none who makes most of it. Nobody at all counts as too few."""
        enough = self.people >= LEAST and (self.others is None or self.others >= LEAST)
        return enough and self.largest * 100 <= self.value * MOST_SHARE_PERCENT

    @property
    def may_be_left(self) -> bool:
        """Whether it may be what is left of a sum: the same, or nobody, or everybody of a group large enough."""
        return self.may_be_shown or not self.people or (self.others == 0 and self.people >= LEAST)


def apart(part: Mapping[str, Tally], whole: Mapping[str, Tally]) -> dict[str, Tally]:
    """Tallies of a part of people, each knowing how many of the whole at that place do not belong to it."""
    none = Tally()
    return {
        key: replace(part.get(key, none), others=size.people - part.get(key, none).people)
        for key, size in whole.items()
    }


def shown_beside_their_sum(cells: Mapping[Key, Tally], allowed: Collection[Key]) -> set[Key]:
    """The cells that may stand in a table whose sum stands there too.

    The small ones are hidden, and the smallest others with them until the rest is a block that may be known. When
    nobody is in the rest, its noughts follow from the sum and are shown.

    Args:
        cells: every cell of the sum.
        allowed: those that may be shown at all: where the group is hidden, its parts are.
    """
    kept = sorted(
        (key for key in cells if key in allowed and cells[key].may_be_shown), key=lambda key: cells[key].people
    )
    rest = total(tally for key, tally in cells.items() if key not in kept)
    while kept and not rest.may_be_left:
        rest += cells[kept.pop(0)]
    is_settled = not rest.people or rest.others == 0
    return {key for key in cells if key in allowed} if is_settled else set(kept)


def protected(leaves: Mapping[str, Tally], allowed: Collection[str] | None = None) -> Shown:
    """What may be shown of the nation, its provinces and their regencies, which add up to one another.

    Args:
        leaves: tallies by regency code, or by province code for what is not told finer.
        allowed: where the group that this is a part of is shown; everywhere when ``None``.
    """
    nation = total(leaves.values())
    if not (nation.may_be_left and (allowed is None or NATION in allowed)):
        return {}
    shown = {NATION: nation.value}
    provinces = _grouped(leaves)
    sums = {code: total(cells.values()) for code, cells in provinces.items()}
    for code in shown_beside_their_sum(sums, sums if allowed is None else allowed):
        shown[code] = sums[code].value
        cells = provinces[code]
        shown |= {one: cells[one].value for one in shown_beside_their_sum(cells, cells if allowed is None else allowed)}
    return shown


def protected_classes(
    cells: Mapping[tuple[str, str], Tally], places: Collection[str], allowed: Collection[tuple[str, str]] | None = None
) -> ShownClasses:
    """What may be shown by class, for the nation and for each province.

    A province's row is shown whole or not at all, and only with enough people in each of its classes. What the hidden
    rows have together in each class follows from the nation's, so that has to be enough as well.

    Args:
        cells: tallies by (province code, class); every person is in exactly one.
        places: the places whose sum over all classes is shown, ``""`` being the nation.
        allowed: where the group that this is a part of is shown; everywhere when ``None``.
    """
    if NATION not in places:
        return {}
    nation = _by_class(cells)
    may = {name for name in nation if allowed is None or (NATION, name) in allowed}
    kept = shown_beside_their_sum(nation, may)
    shown = {(NATION, name): nation[name].value for name in kept}
    rows = _rows(cells, kept)
    open_rows = [
        row for row in rows if row in places and (allowed is None or all((row, name) in allowed for name in kept))
    ]
    for province in _rows_shown_whole(rows, open_rows):
        shown |= {(province, name): rows[province][name].value for name in kept}
    return shown


def runs(cells: Sequence[tuple[str, Tally]]) -> list[list[str]]:
    """Neighbours put together, from the last to the first, until each run may be shown; for classes in an order."""
    found: list[list[str]] = []
    run, sum_of_run = list[str](), Tally()
    for name, tally in reversed(cells):
        run, sum_of_run = [name, *run], sum_of_run + tally
        if sum_of_run.may_be_shown:
            found.insert(0, run)
            run, sum_of_run = [], Tally()
    if run and found:
        found[0] = [*run, *found[0]]
    return found or ([run] if run else [])


def total(tallies: Iterable[Tally]) -> Tally:
    """All together."""
    found: Tally | None = None
    for tally in tallies:
        found = tally if found is None else found + tally
    return found or Tally()


def _grouped(leaves: Mapping[str, Tally]) -> dict[str, dict[str, Tally]]:
    found: defaultdict[str, dict[str, Tally]] = defaultdict(dict)
    for code, tally in leaves.items():
        found[code[:2]][code] = tally
    return found


def _by_class(cells: Mapping[tuple[str, str], Tally]) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for (_province, name), tally in cells.items():
        found[name] = found[name] + tally if name in found else tally
    return found


def _rows(cells: Mapping[tuple[str, str], Tally], kept: Collection[str]) -> dict[str, dict[str, Tally]]:
    """Each province's classes; those that the nation's row hides are one class here, under ``""``."""
    names = {name for _province, name in cells}
    columns = {name: name if name in kept else "" for name in names}
    found: defaultdict[str, dict[str, Tally]] = defaultdict(lambda: dict.fromkeys(columns.values(), Tally()))
    for (province, name), tally in cells.items():
        found[province][columns[name]] += tally
    return found


def _rows_shown_whole(rows: Mapping[str, Mapping[str, Tally]], candidates: Iterable[str]) -> list[str]:
    nobody = {name for row in rows.values() for name in row if not any(one[name].people for one in rows.values())}
    kept = sorted(
        (row for row in candidates if all(cell.may_be_shown for name, cell in rows[row].items() if name not in nobody)),
        key=lambda row: total(rows[row].values()).people,
    )
    while kept:
        hidden = [row for name, row in rows.items() if name not in kept]
        rest = [total(row[name] for row in hidden) for name in set().union(*hidden) - nobody]
        if all(cell.may_be_shown for cell in rest) or not any(cell.people for cell in rest):
            break
        kept.pop(0)
    return kept
