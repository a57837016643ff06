"""The shop's shelves as data: groups for the navigation, and in each the kinds of goods with their rules.

``categories.toml`` holds them in both languages. The ``category`` table of the database has the same slugs.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from products.permits import PermitRule
from products.table import record_from

_FILE = Path(__file__).with_name("categories.toml")


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """One kind of goods.

    Attributes:
        slug: in ``/categories/<slug>``.
        guide: the key of its packaging guide.
        permit: which permit it asks for.
        food_kinds: the two-digit P-IRT food kinds that fit, the usual one first; empty where P-IRT does not apply.
        unit: what a net amount is counted in: ``"g"``, ``"ml"`` or ``"pcs"``.
        is_food: whether it is eaten or drunk.
    """

    slug: str
    name_id: str
    name_en: str
    blurb_id: str
    blurb_en: str
    guide: str
    permit: PermitRule
    food_kinds: tuple[str, ...]
    unit: str
    is_food: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """A shelf of the navigation, with its categories in order."""

    slug: str
    name_id: str
    name_en: str
    blurb_id: str
    blurb_en: str
    categories: tuple[CategoryFacts, ...]


@cache
def groups() -> tuple[Group, ...]:
    """All groups in the order of the navigation: coffee and tea first."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))["groups"]
    return tuple(record_from(Group, table, table["slug"], categories=_categories) for table in tables)


def all_categories() -> tuple[CategoryFacts, ...]:
    """Every category, group after group."""
    return tuple(_by_slug().values())


def category_facts(slug: str) -> CategoryFacts | None:
    """What is known of a category; ``None`` for one that somebody made beside the shop's own."""
    return _by_slug().get(slug)


@cache
def _by_slug() -> dict[str, CategoryFacts]:
    return {category.slug: category for group in groups() for category in group.categories}


def _categories(tables: list[dict[str, Any]]) -> tuple[CategoryFacts, ...]:
    return tuple(record_from(CategoryFacts, table, table["slug"], permit=PermitRule) for table in tables)
