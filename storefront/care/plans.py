"""The coaching plan for each kind of graduation, in both languages, from ``plans.toml`` and ``steps.toml``.

The kinds ask for different help: who left because no component was left may earn no more than before, who left through
a business has one to grow. ``administratif`` is no graduation; its plan greets nobody and presumes nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from products.table import record_from
from storefront.graduation.models import Kind
from storefront.language import in_language

_PLANS = Path(__file__).with_name("plans.toml")
_STEPS = Path(__file__).with_name("steps.toml")


class Fact(StrEnum):
    """What the shop sees by itself about a seller; a step known by it is never ticked by hand."""

    PHOTO = "photo"
    PACK = "pack"
    PRICE = "price"
    LISTING = "listing"
    ORDER = "order"
    NIB = "nib"
    PIRT = "pirt"
    HALAL = "halal"


class Goods(StrEnum):
    """Goods that a step is for: what is eaten or drunk, or what asks for the P-IRT permit."""

    FOOD = "food"
    PIRT = "pirt"


class Measure(StrEnum):
    """What the shop can show beside a success mark: yesterday's takings, or those of the last four whole months."""

    YESTERDAY = "yesterday"
    FOUR_MONTHS = "four_months"


@dataclass(frozen=True, slots=True)
class StepText:
    """A step in one language: ``words`` to the assistant, ``hers`` to the seller; empty where it is not hers to do."""

    words: str
    hers: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, under a code that never changes its meaning."""

    code: str
    id: StepText
    en: StepText
    known_by: Fact | None = None
    only_for: Goods | None = None

    @property
    def words(self) -> str:
        """To the assistant, in her language."""
        return in_language(self.id.words, self.en.words)

    @property
    def hers(self) -> str:
        """To the seller, in her language; empty for a step of the assistant's own."""
        return in_language(self.id.hers, self.en.hers)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days from one contact to the next."""

    first_month: int
    later: int


@dataclass(frozen=True, slots=True)
class PlanText:
    """What a plan says in one language, in sentences ready to show.

    Attributes:
        start: where such a family usually stands.
        rhythm: how often to be in touch.
        watch: the risk to keep an eye on.
        elsewhere: where else help may be found.
    """

    start: str
    rhythm: str
    watch: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan for one kind of graduation: its steps in order, how one sees that it worked, and how often to meet."""

    first_month: tuple[Step, ...]
    papers: tuple[Step, ...]
    later: tuple[Step, ...]
    success: Step
    measure: Measure | None
    rhythm: Rhythm
    id: PlanText
    en: PlanText

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step in the order of doing, without the success mark."""
        return self.first_month + self.papers + self.later

    def in_language(self, language: str) -> PlanText:
        """The text in English for ``"en"``, in Indonesian for everything else."""
        return self.en if language == "en" else self.id


@cache
def plans() -> Mapping[Kind, Plan]:
    """The plan of every kind.

    Raises:
        ValueError: when a file misses a kind, a step or a sentence, or has one too many.
    """
    tables = _read(_PLANS)
    if tables.keys() != set(Kind):
        raise ValueError(f"{_PLANS.name}: needs exactly the kinds {', '.join(Kind)}")
    known = _steps()
    found = {kind: _plan(kind, tables[kind], known) for kind in Kind}
    if unused := known.keys() - {step.code for plan in found.values() for step in (*plan.steps, plan.success)}:
        raise ValueError(f"{_STEPS.name}: in no plan: {', '.join(sorted(unused))}")
    return found


def _plan(kind: Kind, table: Mapping[str, Any], known: Mapping[str, Step]) -> Plan:
    where = f"{_PLANS.name} [{kind}]"
    codes = [*table["first_month"], *table["papers"], *table["later"], table["success"]]
    if len(set(codes)) < len(codes) or not known.keys() >= set(codes):
        raise ValueError(f"{where}: a step is named twice or unknown")

    def named(step_codes: Iterable[str]) -> tuple[Step, ...]:
        return tuple(known[code] for code in step_codes)

    def text(words: Mapping[str, Any]) -> PlanText:
        return record_from(PlanText, words, where)

    return record_from(
        Plan,
        table,
        where,
        first_month=named,
        papers=named,
        later=named,
        success=known.__getitem__,
        measure=lambda word: Measure(word) if word else None,
        rhythm=lambda days: record_from(Rhythm, days, where),
        id=text,
        en=text,
    )


def _steps() -> dict[str, Step]:
    return {code: _step(code, table) for code, table in _read(_STEPS).items()}


def _step(code: str, table: Mapping[str, Any]) -> Step:
    where = f"{_STEPS.name} [{code}]"

    def text(words: Mapping[str, Any]) -> StepText:
        return record_from(StepText, words, where)

    step = record_from(Step, {"code": code, **table}, where, id=text, en=text, known_by=Fact, only_for=Goods)
    if bool(step.id.hers) != bool(step.en.hers):
        raise ValueError(f"{where}: the seller's words are there in one language only")
    return step


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
