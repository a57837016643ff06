"""No figure points at fewer than five people, and no combination of figures does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storefront.programme.reporting import disclosure
from storefront.programme.reporting.disclosure import (
    LEAST,
    Tally,
    apart,
    protected,
    protected_classes,
    runs,
    shown_beside_their_sum,
    total,
)
from storefront.programme.reporting.numbers import Counted, Member
from storefront.programme.reporting.periods import period_at
from storefront.programme.reporting.protection import PARTS, protected_counts
from tests.storefront.programme.reporting.attacker import (
    Atom,
    Knowledge,
    Vector,
    learn_all,
    learn_parts,
    natural_groups,
)

NOW = datetime(2026, 11, 21, 19, tzinfo=UTC)
REGENCIES = ("11.01", "11.02", "11.03", "12.01", "12.02", "13.01", "13.02", "13.03")
KINDS = ("alamiah", "sejahtera_mandiri", "pena_ppse")
COHORTS = ("2025-2", "2026-1", "2026-2")
PEOPLE = ("without_shop", "sellers")
SUMS = ("listings", "takings")


def people(*counts: int) -> dict[str, Tally]:
    """So many people at each of the places a, b, c …"""
    return {name: Tally(count, count, min(count, 1)) for name, count in zip("abcdefgh", counts, strict=False)}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((), ""),
        ((5, 6), "ab"),
        ((4, 30), ""),
        ((5, 4, 30), "c"),
        ((1, 2, 30), ""),
        ((2, 3, 30), "c"),
        ((3, 9, 20), "c"),
        ((20, 9, 3, 0), "a"),
        ((20, 9, 0, 0), "abcd"),
        ((0, 5, 0, 4, 1), "b"),
    ],
)
def test_what_is_hidden_beside_a_sum_is_at_least_five_together(counts: tuple[int, ...], shown: str) -> None:
    cells = people(*counts)
    assert shown_beside_their_sum(cells, cells) == set(shown)


@given(st.lists(st.integers(0, 30), max_size=8))
def test_the_rest_of_a_sum_is_nobody_or_five(counts: list[int]) -> None:
    cells = people(*counts)
    shown = shown_beside_their_sum(cells, cells)
    rest = sum(cell.people for name, cell in cells.items() if name not in shown)
    assert rest == 0 or rest >= LEAST or not shown
    assert all(not 0 < cells[name].people < LEAST for name in shown)


def test_one_seller_who_makes_most_of_a_sum_hides_it() -> None:
    even, uneven = Tally(1_000, 6, 800), Tally(1_001, 6, 801)
    assert even.may_be_shown
    assert not uneven.may_be_shown


def test_a_sum_that_one_seller_dominates_is_not_left_over_either() -> None:
    cells = {"a": Tally(10_000, 9, 2_000), "b": Tally(10_000, 9, 9_000), "c": Tally(50_000, 9, 9_000)}
    assert shown_beside_their_sum(cells, cells) == {"c"}


def test_nearly_everybody_is_as_telling_as_hardly_anybody() -> None:
    group = {"11.01": Tally(10, 10, 1), "12.01": Tally(40, 40, 1), "13.01": Tally(30, 30, 1)}
    part = {"11.01": Tally(8, 8, 1), "12.01": Tally(20, 20, 1), "13.01": Tally(20, 20, 1)}
    assert protected(apart(part, group), protected(group)).keys() == {"", "13", "13.01"}


def test_a_part_is_shown_only_where_its_group_is() -> None:
    group = {"11.01": Tally(50, 50, 1), "12.01": Tally(50, 50, 1)}
    part = {"11.01": Tally(20, 20, 1), "12.01": Tally(20, 20, 1)}
    assert protected(apart(part, group), {"": 100}).keys() == {""}


def test_a_small_programme_shows_its_sum_alone_and_a_tiny_one_nothing() -> None:
    assert protected({"11.01": Tally(4, 4, 1), "12.01": Tally(3, 3, 1)}) == {"": 7}
    assert protected({"11.01": Tally(4, 4, 1)}) == {}
    assert protected({}) == {"": 0}


def test_a_small_regency_is_not_had_from_its_province() -> None:
    leaves = {"11.01": Tally(3, 3, 1), "11.02": Tally(9, 9, 1), "11.03": Tally(20, 20, 1), "12.01": Tally(8, 8, 1)}
    assert protected(leaves) == {"": 40, "11": 32, "12": 8, "12.01": 8, "11.03": 20}


def test_a_row_of_classes_is_shown_whole_or_not_at_all() -> None:
    cells = {("11", "x"): Tally(9, 9, 1), ("11", "y"): Tally(4, 4, 1), ("12", "x"): Tally(9, 9, 1)}
    cells |= {("12", "y"): Tally(9, 9, 1), ("13", "x"): Tally(9, 9, 1), ("13", "y"): Tally(2, 2, 1)}
    shown = protected_classes(cells, {"", "11", "12", "13"})
    assert shown == {("", "x"): 27, ("", "y"): 15, ("12", "x"): 9, ("12", "y"): 9}


def test_what_hidden_rows_have_together_is_enough_too() -> None:
    cells = {("11", "x"): Tally(9, 9, 1), ("11", "y"): Tally(2, 2, 1), ("12", "x"): Tally(9, 9, 1)}
    cells |= {("12", "y"): Tally(9, 9, 1), ("13", "x"): Tally(20, 20, 1), ("13", "y"): Tally(20, 20, 1)}
    assert {province for province, _kind in protected_classes(cells, {"", "11", "12", "13"})} == {"", "13"}


def test_neighbouring_half_years_are_joined_until_they_are_enough() -> None:
    cells = list(people(2, 9, 3, 1, 8, 2).items())
    assert runs(cells) == [["a", "b"], ["c", "d", "e"], ["f"]] or runs(cells) == [["a", "b", "c", "d"], ["e", "f"]]
    assert runs(list(people(1, 1).items())) == [["a", "b"]]
    assert runs([]) == []


class World:
    """A small programme drawn from a seed, what it publishes, and the truth."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self.counted = Counted(period_at(NOW))
        self.sums: dict[Atom, list[int]] = {}
        for number in range(chance.choice((12, 40, 90, 200, 400))):
            self._add(number, chance)
        self.first_of: dict[str, str] = {name: run[0] for run in self.shown()["cohorts_in_order"] for name in run}

    def _add(self, number: int, chance: random.Random) -> None:
        member = Member(number, _pick(REGENCIES, chance), _pick(KINDS, chance), _pick(COHORTS, chance), "11.01")
        if chance.random() < 0.4:
            self._count("without_shop", member, 1)
            return
        self._count("sellers", member, 1)
        reached = {"sellers"}
        for name, group in PARTS.items():
            is_reached = group in reached and chance.random() < 0.6
            reached |= {name} if is_reached else set()
            self._count(name if is_reached else f"not {name}", member, int(group in reached))
        for name in SUMS:
            self._count(name, member, chance.randrange(6) if chance.random() < 0.7 else 0)

    def _count(self, name: str, member: Member, value: int) -> None:
        atom = (name, member.regency, member.kind, member.cohort)
        if value:
            self.sums.setdefault(atom, []).append(value)
            if not name.startswith("not "):
                self.counted.add(name, member, value)

    def shown(self) -> dict[str, Any]:
        """What the pages and files say."""
        return protected_counts(self.counted)

    def atoms(self, *names: str) -> Iterator[Atom]:
        """Every smallest group that there could be, with the half-years joined as they are shown."""
        cohorts = sorted({self.run_of(cohort) for cohort in COHORTS})
        for name in names:
            for regency in REGENCIES:
                yield from ((name, regency, kind, cohort) for kind in KINDS for cohort in cohorts)

    def run_of(self, cohort: str) -> str:
        """The first half-year of those that a half-year is shown with."""
        return self.first_of.get(cohort, cohort)

    def behind(self, atoms: list[Atom], *, is_by_place: bool) -> Truth:
        """Who is in each atom, and what they add."""
        found: dict[Atom, list[int]] = {atom: [] for atom in atoms}
        for (name, regency, kind, cohort), values in self.sums.items():
            atom = (name, regency, "", "") if is_by_place else (name, regency, kind, self.run_of(cohort))
            if atom in found:
                found[atom] += values
        return Truth(
            np.array([len(values) for values in found.values()]),
            np.array([sum(values) for values in found.values()]),
            np.array([max(values, default=0) for values in found.values()]),
        )


@dataclass(frozen=True)
class Truth:
    """Atom by atom: how many people, what they add, the most that one adds."""

    people: Vector
    sums: Vector
    largest: Vector

    def is_secret(self, group: Vector) -> bool:
        """Whether somebody is in the group, but too few, or one who makes nearly all of it."""
        people = int(self.people @ group)
        most, whole = float((self.largest * group).max()), float(self.sums @ group)
        return 0 < people < LEAST or (people > 0 and most * 100 > whole * 80)


def _pick(values: tuple[str, ...], chance: random.Random) -> str:
    """The first ones far more often than the last."""
    return values[min(int(chance.expovariate(1.1) * len(values) / 2.5), len(values) - 1)]


def found_out(world: World, shown: dict[str, Any]) -> list[str]:
    """The secret groups that the attacker can put a number to."""
    found: list[str] = []
    for names in (("without_shop",), ("sellers",), *((name,) for name in SUMS)):
        knowledge = Knowledge(world.atoms(*names))
        learn_all(knowledge, shown, names)
        found += _attack(world, knowledge, names)
    parts = ("sellers", *PARTS)
    knowledge = Knowledge(
        (name, regency, "", "") for one in parts for name in (one, f"not {one}") for regency in REGENCIES
    )
    learn_all(knowledge, {**shown, "kinds": {}, "cohorts": {}}, parts)
    learn_parts(knowledge, REGENCIES)
    return found + _attack(world, knowledge, (*parts, *(f"not {name}" for name in PARTS)), is_by_place=True)


def _attack(world: World, knowledge: Knowledge, names: tuple[str, ...], *, is_by_place: bool = False) -> list[str]:
    if not knowledge._rows:
        return []
    truth = world.behind(knowledge.atoms, is_by_place=is_by_place)
    groups = (
        (said, knowledge.vector(holds)) for name in names for said, holds in natural_groups(name, knowledge.atoms)
    )
    secrets = [(said, vector) for said, vector in groups if truth.is_secret(vector)]
    if not secrets:
        return []
    vectors = [vector for _said, vector in secrets]
    worked_out, bounds = knowledge.follows(vectors), knowledge.bounds(vectors)
    return [
        said
        for (said, _vector), is_known, (least, most) in zip(secrets, worked_out, bounds, strict=True)
        if is_known or most - least < 0.5
    ]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_no_secret_follows_from_everything_that_is_shown(seed: int) -> None:
    world = World(seed)
    assert found_out(world, world.shown()) == []


def test_the_attacker_finds_what_only_the_small_cells_are_taken_from(monkeypatch: pytest.MonkeyPatch) -> None:
    def small_cells_alone(cells: dict[Any, Tally], allowed: Any) -> set[Any]:
        return {key for key, tally in cells.items() if key in allowed and (tally.may_be_shown or not tally.people)}

    monkeypatch.setattr(disclosure, "shown_beside_their_sum", small_cells_alone)
    worlds = [World(seed) for seed in range(5)]
    assert sum(bool(found_out(world, world.shown())) for world in worlds) >= 4


def test_worlds_have_something_to_show_and_something_to_hide() -> None:
    worlds = [World(seed).shown() for seed in range(20)]
    assert sum(len(shown["regions"]["sellers"]) > 3 for shown in worlds) > 6
    assert sum(len(shown["kinds"]["sellers"]) > 1 for shown in worlds) > 3
    assert any(len(shown["regions"]["sellers"]) < len(REGENCIES) for shown in worlds)


def test_a_total_is_the_sum_of_its_parts() -> None:
    assert total(people(1, 2, 3).values()) == Tally(6, 6, 1)
    assert total([]) == Tally()
