"""The coaching plan for each kind of graduation, in both languages, from ``plans.toml``.

The kinds ask for different help: who left because no component was left may earn no more than before, who left through
a business has one to grow. ``administratif`` is no graduation; its plan greets nobody and presumes nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from products.table import record_from
from storefront.graduation.models import Kind

_FILE = Path(__file__).with_name("plans.toml")


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan in one language, in sentences ready to show.

    Attributes:
        start: where such a family usually stands.
        first_month: what to do first, in order.
        papers: which papers in which order.
        money: the goal for her cash book.
        rhythm: how often to be in touch.
        other_help: where else help may be found.
        watch: the risk to keep an eye on.
        success: how one sees that it worked.
    """

    start: str
    first_month: tuple[str, ...]
    papers: str
    money: str
    rhythm: str
    other_help: str
    watch: str
    success: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan for one kind of graduation in both languages."""

    id: PlanText
    en: PlanText

    def in_language(self, language: str) -> PlanText:
        """The text in English for ``"en"``, in Indonesian for everything else."""
        return self.en if language == "en" else self.id


@cache
def plans() -> Mapping[Kind, Plan]:
    """The plan of every kind.

    Raises:
        ValueError: when the file misses a kind or a sentence, or has one too many.
    """
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    if tables.keys() != set(Kind):
        raise ValueError(f"{_FILE.name}: needs exactly the kinds {', '.join(Kind)}")
    return {kind: _plan(kind, tables[kind]) for kind in Kind}


def _plan(kind: Kind, table: Mapping[str, object]) -> Plan:
    def read(text: Mapping[str, object]) -> PlanText:
        return record_from(PlanText, text, f"{_FILE.name} [{kind}]")

    return record_from(Plan, table, f"{_FILE.name} [{kind}]", id=read, en=read)
