"""A packaging guide for every kind of goods, in both languages, read from ``guides/<key>.toml``.

The numbers are estimates from small studies and from the trade, never law: a page shows them as such, together with
the test that lets a seller find her own. ``sources`` says for each part where it comes from and how sure it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from products.categories import category_facts
from products.packaging.materials import Barrier, Material
from products.table import record_from

_FOLDER = Path(__file__).with_name("guides")


class Certainty(StrEnum):
    """How well a statement stands."""

    MEASURED = "measured"
    REPORTED = "reported"
    EVERYDAY = "everyday"


class Keeping(StrEnum):
    """Where the goods have to be kept."""

    ROOM = "room"
    COOL = "cool"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Source:
    """Where one part of a guide comes from; ``about`` is the name of a field of ``GuideText``."""

    about: str
    where: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Cost:
    """What the two steps ask for, from 1 (cheapest) to 4; an order, never an amount."""

    first: int
    next: int


@dataclass(frozen=True, slots=True)
class ShelfLife:
    """An estimate of how long the goods keep, in days, packed as the guide says."""

    min_days: int
    max_days: int


@dataclass(frozen=True, slots=True)
class GuideText:
    """A guide in one language, in sentences ready to show.

    Attributes:
        why: two sentences on why these goods spoil.
        first_step: the cheap step that helps most; ``next_step`` the one after it.
        storage: a sentence for the listing and the label, ready to use.
        shelf_life: what the estimate is worth and when it does not hold.
        test: how the seller finds her own number.
        label: what the label needs beyond the usual.
    """

    title: str
    why: tuple[str, ...]
    pack: str
    closure: str
    first_step: str
    next_step: str
    mistakes: tuple[str, ...]
    shipping: str
    storage: str
    shelf_life: str
    test: str
    label: tuple[str, ...]
    permit: str


@dataclass(frozen=True, slots=True)
class Guide:
    """What is known about packing one kind of goods.

    Attributes:
        needs: how much has to be kept out, for ``advice``.
        shelf_life: ``None`` where nothing expires or nothing is known.
        never: materials that harm these goods.
        by_post: whether they may travel for days.
        liquid: leaks when it is not sealed.
        breathes: rots in an airtight pack.
        valve: gives off gas after it is packed.
        untested_days: the longest life to promise without a laboratory test.
    """

    key: str
    needs: Barrier
    cost: Cost
    id: GuideText
    en: GuideText
    sources: tuple[Source, ...]
    shelf_life: ShelfLife | None = None
    never: frozenset[Material] = frozenset()
    kept: Keeping = Keeping.ROOM
    by_post: bool = True
    liquid: bool = False
    breathes: bool = False
    valve: bool = False
    untested_days: int | None = None

    def in_language(self, language: str) -> GuideText:
        """The text in English for ``"en"``, in Indonesian for everything else."""
        return self.en if language == "en" else self.id


def guide_for(category_slug: str) -> Guide | None:
    """The guide of a category; ``None`` for a category that the shop does not know."""
    facts = category_facts(category_slug)
    return guides()[facts.guide] if facts else None


@cache
def guides() -> Mapping[str, Guide]:
    """All guides by key.

    Raises:
        ValueError: when a file misses a key, has one too many, or names an unknown material or word.
    """
    return {path.stem: read_guide(path) for path in sorted(_FOLDER.glob("*.toml"))}


def read_guide(path: Path) -> Guide:
    """One guide from its file. Raises ``ValueError`` as ``guides`` does."""
    where = path.name
    table = {"key": path.stem, **tomllib.loads(path.read_text(encoding="utf-8"))}
    return record_from(
        Guide,
        table,
        where,
        needs=lambda needs: record_from(Barrier, needs, where),
        cost=lambda cost: record_from(Cost, cost, where),
        shelf_life=lambda days: record_from(ShelfLife, days, where),
        id=lambda text: record_from(GuideText, text, f"{where} [id]"),
        en=lambda text: record_from(GuideText, text, f"{where} [en]"),
        sources=lambda sources: _sources(sources, where),
        never=lambda words: frozenset(Material(word) for word in words),
        kept=Keeping,
    )


def _sources(tables: list[dict[str, Any]], where: str) -> tuple[Source, ...]:
    return tuple(record_from(Source, table, f"{where} sources", certainty=Certainty) for table in tables)
