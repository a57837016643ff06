"""What the shop asks of a search, and the shapes that pass between the two. Any engine that keeps to it will do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Protocol

PER_PAGE = 24


class Sort(StrEnum):
    """The orders that a visitor can choose."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    PRICE_LOW = "price_low"
    PRICE_HIGH = "price_high"
    UNIT_PRICE = "unit_price"


@dataclass(frozen=True, slots=True)
class SearchRow:
    """Everything the index knows of one published product.

    Attributes:
        size: the net amount as people write it, ``250 g``.
        category_words, place_words: names of the category and its group in both languages; of regency and province.
        regency_code, province_code: of Kemendagri, ``11.17`` and ``11``.
        grams: net grams or millilitres in the pack; ``None`` when it is sold by the piece.
        published_at: aware UTC.
    """

    product_id: int
    name: str
    name_en: str
    size: str
    category_words: str
    seller_name: str
    place_words: str
    description: str
    description_en: str
    category_id: int
    group_id: int
    seller_id: int
    province_code: str
    regency_code: str
    price_idr: int
    grams: int | None
    in_stock: bool
    has_permit: bool
    is_halal: bool
    published_at: datetime

    def stamp(self) -> int:
        """A number that changes with anything in the row: 63 bits of its BLAKE2b digest."""
        digest = blake2b(repr(astuple(self)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest) >> 1


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One question. Everything may be left out; then it is the whole shop, in stock and newest first.

    Attributes:
        text: as typed; never parsed for operators.
        category_ids: categories or groups; any of them fits. Empty: all.
        province, regency: Kemendagri codes such as ``11`` and ``11.17``.
        min_price, max_price: whole rupiah, both included.
        page: from 1.
    """

    text: str = ""
    category_ids: frozenset[int] = frozenset()
    province: str | None = None
    regency: str | None = None
    seller_id: int | None = None
    min_price: int | None = None
    max_price: int | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of answers.

    Attributes:
        product_ids: of this page, in order. The caller reads the rows and leaves out what is no longer public.
        total: how many products fit in all.
        categories: category and group id → how many would fit if no category were chosen.
        provinces: province code → how many would fit if no place were chosen.
        from_database: whether the index could not be asked.
    """

    product_ids: tuple[int, ...] = ()
    total: int = 0
    categories: Mapping[int, int] = field(default_factory=dict)
    provinces: Mapping[str, int] = field(default_factory=dict)
    from_database: bool = False


@dataclass(frozen=True, slots=True)
class Suggested:
    """What might be meant by something half typed, best first."""

    product_ids: tuple[int, ...] = ()
    category_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where the index and the database differ, as product ids."""

    missing: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    left_over: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.left_over)


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the index answers, with how many products, and what is wrong with it otherwise."""

    usable: bool
    products: int = 0
    generation: str = ""
    fault: str = ""


class SearchBackend(Protocol):
    """An index of the published products. Reading is safe from any thread; one process writes at a time.

    Every method but ``health`` may raise anything when the index is missing, damaged or of another version; the caller
    then asks the database.
    """

    def search(self, query: SearchQuery) -> SearchPage:
        """The page that answers ``query``."""

    def suggest(self, text: str, limit: int = 6) -> Suggested:
        """Products and categories whose names fit ``text``, the last word of which may be unfinished."""

    def apply(self, rows: Iterable[SearchRow], deleted_ids: Iterable[int]) -> bool:
        """List ``rows`` anew and drop ``deleted_ids``, all in one commit. Doing it twice changes nothing.

        Returns:
            Whether that lasts; not while a rebuild is under way that may not have seen these changes.
        """

    def rebuild(self, rows: Iterable[SearchRow]) -> None:
        """Build a new index of ``rows`` beside the old one and put it in its place at one stroke."""

    def ask_for_rebuild(self) -> None:
        """Leave word, for whichever process keeps the index, that it cannot be read."""

    def rebuild_is_due(self) -> bool:
        """Whether the index cannot be read here or somebody left word of it."""

    def check(self, stamps: Mapping[int, int]) -> Disagreement:
        """Compare with the database's product id → ``SearchRow.stamp()``."""

    def health(self) -> Health:
        """How the index is; never raises."""
