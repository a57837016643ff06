"""Somebody who has every page and every file of the figures, and time: what can be worked out about what is hidden?

She writes each published number as an equation over the smallest groups there are, and looks for hidden groups that
follow from them: by elimination, and by drawing in the bounds of what cannot be negative until nothing moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storefront.programme.reporting.protection import PARTS

Atom = tuple[str, str, str, str]
"""A smallest group: measure, regency, kind, run of half-years."""
Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
TOO_FINE = 1e-7
MOST_ROUNDS = 40
MOST_TOGETHER = 4


class Knowledge:
    """Equations over the atoms of some measures, and what follows from them."""

    def __init__(self, atoms: Iterable[Atom]) -> None:
        self.atoms = list(dict.fromkeys(atoms))
        self._rows: list[Vector] = []
        self._values: list[float] = []

    def vector(self, holds: Callable[[Atom], bool]) -> Vector:
        """The group of all atoms for which something holds."""
        return np.array([float(holds(atom)) for atom in self.atoms])

    def learn(self, vector: Vector, value: float) -> None:
        """Note that this combination of atoms has this value."""
        self._rows.append(vector)
        self._values.append(value)

    def follows(self, targets: list[Vector]) -> list[bool]:
        """For each target whether its value is a combination of what is known."""
        _u, sizes, directions = np.linalg.svd(np.array(self._rows), full_matrices=False)
        basis = directions[sizes > TOO_FINE]
        wanted = np.array(targets)
        left = wanted - wanted @ basis.T @ basis
        return [bool(np.linalg.norm(one) < TOO_FINE) for one in left]

    def bounds(self, targets: list[Vector]) -> list[tuple[float, float]]:
        """The least and the most that each target can be, as far as propagation tells: nothing is below nought."""
        count, most_of_all = len(self.atoms), max(map(abs, self._values)) + 1
        known = np.hstack([np.array(self._rows), np.zeros((len(self._rows), len(targets)))])
        rows = np.vstack([known, np.hstack([np.array(targets), -np.eye(len(targets))])])
        values = np.array([*self._values, *np.zeros(len(targets))])[:, None]
        least, most = np.zeros(rows.shape[1]), np.full(rows.shape[1], most_of_all)
        for _round in range(MOST_ROUNDS):
            low, high = _drawn_in(rows, values, least, most)
            if np.allclose(low, least) and np.allclose(high, most):
                break
            least, most = low, high
        return list(zip(least[count:].tolist(), most[count:].tolist(), strict=True))


def learn_all(knowledge: Knowledge, shown: Mapping[str, Any], measures: Iterable[str]) -> None:
    """Everything that pages and files say about these measures."""
    run_of = {run[0]: run[0] for run in shown["cohorts_in_order"]}
    for name in measures:
        for place, value in shown["regions"].get(name, {}).items():
            knowledge.learn(knowledge.vector(_in(name, place)), value)
        for sort, at in (("kinds", 2), ("cohorts", 3)):
            for place, row in shown[sort].get(name, {}).items():
                for code, value in row.items():
                    assert sort == "kinds" or code in run_of
                    knowledge.learn(knowledge.vector(_in(name, place, at, code)), value)


def learn_parts(knowledge: Knowledge, regencies: Iterable[str]) -> None:
    """That a part of a group and its rest are the group, in every regency."""
    for regency in regencies:
        for name, group in PARTS.items():
            vector = knowledge.vector(_in(name, regency)) + knowledge.vector(_in(f"not {name}", regency))
            knowledge.learn(vector - knowledge.vector(_in(group, regency)), 0)


def natural_groups(name: str, atoms: Iterable[Atom]) -> Iterator[tuple[str, Callable[[Atom], bool]]]:
    """The groups that somebody would ask about: places, classes, both, and a few of them together."""
    mine = [atom for atom in atoms if atom[0] == name]
    provinces = sorted({atom[1][:2] for atom in mine})
    for chosen in _some(provinces):
        yield f"{name} {chosen}", _in_any(name, "", 1, chosen)
    for province in ("", *provinces):
        for at in (1, 2, 3):
            values = sorted({atom[at] for atom in mine if atom[1].startswith(province)})
            for picked in _some(values) if len(values) <= MOST_TOGETHER else combinations(values, 1):
                yield f"{name} {province} {picked}", _in_any(name, province, at, picked)


def _some(values: list[str]) -> Iterable[tuple[str, ...]]:
    return (chosen for size in range(1, len(values) + 1) for chosen in combinations(values, size))


def _in(name: str, place: str, at: int = 0, code: str = "") -> Callable[[Atom], bool]:
    return lambda atom: atom[0] == name and atom[1].startswith(place) and (not at or atom[at] == code)


def _in_any(name: str, place: str, at: int, chosen: tuple[str, ...]) -> Callable[[Atom], bool]:
    return lambda atom: atom[0] == name and atom[1].startswith(place) and atom[at].startswith(chosen)


def _drawn_in(rows: Matrix, values: Matrix, least: Vector, most: Vector) -> tuple[Vector, Vector]:
    """The bounds of everything, tightened by each equation that it is in, with factors of one and minus one."""
    plus, minus = rows > 0, rows < 0
    low = (plus @ least - minus @ most)[:, None]
    high = (plus @ most - minus @ least)[:, None]
    uppers = np.where(plus, values - low + least, np.where(minus, high + least - values, np.inf))
    lowers = np.where(plus, values - high + most, np.where(minus, low + most - values, -np.inf))
    return np.maximum(least, lowers.max(axis=0)), np.minimum(most, uppers.min(axis=0))
