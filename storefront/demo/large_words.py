"""The words of the large shop, read from ``large_words.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from products.table import record_from

_FILE = Path(__file__).with_name("large_words.toml")


@dataclass(frozen=True, slots=True)
class Goods:
    """What is sold in one category.

    Attributes:
        english: what all of it is called in English.
        goods, kinds: make a name, the commonest first.
        price: the least and the most a pack costs, in whole rupiah.
        sizes: net amounts in the category's unit.
        pack: which picture fits.
    """

    slug: str
    english: str
    goods: tuple[str, ...]
    kinds: tuple[str, ...]
    price: tuple[int, int]
    sizes: tuple[int, ...]
    pack: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A picture that many products share."""

    vessel: str
    contents: str
    label: str


@dataclass(frozen=True, slots=True)
class Words:
    """Everything names and descriptions are put together from, the commonest first."""

    shops: tuple[str, ...]
    makers: tuple[str, ...]
    surnames: tuple[str, ...]
    tails: tuple[str, ...]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    english: tuple[str, ...]
    categories: tuple[Goods, ...]
    packs: dict[str, Pack]


@cache
def words() -> Words:
    """The words; read once."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return record_from(Words, table, _FILE.name, categories=_categories, packs=_packs)


def _categories(tables: list[dict[str, Any]]) -> tuple[Goods, ...]:
    return tuple(record_from(Goods, table, table["slug"]) for table in tables)


def _packs(tables: dict[str, dict[str, Any]]) -> dict[str, Pack]:
    return {name: record_from(Pack, table, name) for name, table in tables.items()}
