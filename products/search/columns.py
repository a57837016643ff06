"""Filters, facets and order as array arithmetic over one record for each product.

The index keeps these records beside its words and the database search makes them from its rows, so both filter, count
and sort by the same code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from products.search.backend import SearchPage, SearchQuery, SearchRow, Sort

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Scores = NDArray[np.float32]

RECORD = np.dtype(
    [
        ("product_id", "<i8"),
        ("stamp", "<i8"),
        ("published_us", "<i8"),
        ("price_idr", "<i8"),
        ("category_id", "<i4"),
        ("group_id", "<i4"),
        ("seller_id", "<i4"),
        ("grams", "<i4"),
        ("regency", "<i2"),
        ("title_length", "<u2"),
        ("shelf_length", "<u2"),
        ("body_length", "<u2"),
        ("in_stock", "?"),
        ("has_permit", "?"),
        ("is_halal", "?"),
    ]
)
_SCORE_STEPS = 10_000


def record(row: SearchRow, lengths: tuple[int, int, int] = (0, 0, 0)) -> NDArray[np.void]:
    """One ``RECORD`` of ``row``; ``lengths`` are the words in its title, shelf and body."""
    title, shelf, body = (min(length, 65_535) for length in lengths)
    values = (
        row.product_id,
        row.stamp(),
        int(row.published_at.timestamp() * 1_000_000),
        row.price_idr,
        row.category_id,
        row.group_id,
        row.seller_id,
        row.grams or 0,
        regency_number(row.regency_code),
        title,
        shelf,
        body,
        row.in_stock,
        row.has_permit,
        row.is_halal,
    )
    return np.array([values], dtype=RECORD)


def regency_number(code: str) -> int:
    """``11.17`` as 1117, ``11`` as 1100, anything else as 0."""
    digits = code.replace(".", "")
    return int(digits.ljust(4, "0")) if digits.isdecimal() and len(digits) in (2, 4) else 0


@dataclass(frozen=True)
class Columns:
    """The records of N products as arrays of length N."""

    records: NDArray[np.void]

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def product_id(self) -> Ints:
        """Product ids."""
        return self._column("product_id")

    @cached_property
    def category_id(self) -> Ints:
        """Category ids, 0 for none."""
        return self._column("category_id")

    @cached_property
    def group_id(self) -> Ints:
        """Ids of the categories' groups, 0 for none."""
        return self._column("group_id")

    @cached_property
    def seller_id(self) -> Ints:
        """Seller ids."""
        return self._column("seller_id")

    @cached_property
    def regency(self) -> Ints:
        """Regencies as ``regency_number``."""
        return self._column("regency")

    @cached_property
    def province(self) -> Ints:
        """Province codes as numbers, 0 for unknown."""
        return self.regency // 100

    @cached_property
    def price_idr(self) -> Ints:
        """Prices in whole rupiah."""
        return self._column("price_idr")

    @cached_property
    def in_stock(self) -> Ints:
        """1 where something can be bought, else 0."""
        return self._column("in_stock")

    @cached_property
    def newest_rank(self) -> Ints:
        """Each product's place in the order newest first, 0 being the newest. No two are equal, and so below."""
        return _ranks(-self.product_id, -self._column("published_us"))

    @cached_property
    def price_rank(self) -> Ints:
        """Places in the order cheapest first."""
        return _ranks(self.newest_rank, self.price_idr)

    @cached_property
    def price_high_rank(self) -> Ints:
        """Places in the order dearest first."""
        return _ranks(self.newest_rank, -self.price_idr)

    @cached_property
    def unit_price_rank(self) -> Ints:
        """Places in the order cheapest per 100 g or ml first, what has no net weight last."""
        grams = self._column("grams")
        per_gram = np.where(grams > 0, self.price_idr / np.maximum(grams, 1), np.inf)
        return _ranks(self.newest_rank, per_gram)

    def _column(self, name: str) -> Ints:
        return self.records[name].astype(np.int64)


def answer(columns: Columns, found: Ints, scores: Scores | None, query: SearchQuery) -> SearchPage:
    """The page of ``query`` out of ``found``, indices into ``columns`` that fit its words, with a score for each.

    A facet's counts leave its own filter aside, so that a visitor sees what another choice would give.
    """
    base = _mask(columns, found, query)
    in_category = _category_mask(columns, found, query)
    in_place = _place_mask(columns, found, query)
    fits = base & in_category & in_place
    chosen = found[fits]
    order = _order(columns, chosen, scores[fits] if scores is not None else None, query.sort)
    return SearchPage(
        product_ids=tuple(columns.product_id[_page(chosen, order, query)].tolist()),
        total=len(chosen),
        categories=_counts(columns.group_id, found[base & in_place])
        | _counts(columns.category_id, found[base & in_place]),
        provinces={
            f"{code:02d}": count for code, count in _counts(columns.province, found[base & in_category]).items()
        },
    )


def most_common(values: Ints, limit: int) -> list[int]:
    """The commonest values above zero, most frequent first."""
    counts = _counts(values, slice(None))
    return sorted(counts, key=lambda value: (-counts[value], value))[:limit]


def _mask(columns: Columns, found: Ints, query: SearchQuery) -> Mask:
    fits = np.ones(len(found), dtype=np.bool_)
    if query.seller_id is not None:
        fits &= columns.seller_id[found] == query.seller_id
    if query.min_price is not None:
        fits &= columns.price_idr[found] >= query.min_price
    if query.max_price is not None:
        fits &= columns.price_idr[found] <= query.max_price
    return fits


def _category_mask(columns: Columns, found: Ints, query: SearchQuery) -> Mask:
    if not query.category_ids:
        return np.ones(len(found), dtype=np.bool_)
    own, group = columns.category_id[found], columns.group_id[found]
    return _among(own, query.category_ids) | _among(group, query.category_ids)


def _place_mask(columns: Columns, found: Ints, query: SearchQuery) -> Mask:
    fits = np.ones(len(found), dtype=np.bool_)
    if query.province:
        fits &= columns.province[found] == _asked(query.province) // 100
    if query.regency:
        fits &= columns.regency[found] == _asked(query.regency)
    return fits


def _asked(code: str) -> int:
    """As ``regency_number``, but a code that makes no sense fits nothing."""
    return regency_number(code) or -100


def _among(values: Ints, wanted: Iterable[int]) -> Mask:
    return np.isin(values, [one for one in wanted if 0 < one < 1 << 31])


def _counts(values: Ints, at: Ints | slice) -> dict[int, int]:
    counts = np.bincount(values[at])
    return {int(value): int(counts[value]) for value in np.flatnonzero(counts) if value}


def _order(columns: Columns, chosen: Ints, scores: Scores | None, sort: Sort) -> Ints:
    """A key for each of ``chosen``; the smallest comes first and no two are equal."""
    match sort:
        case Sort.NEWEST:
            return columns.newest_rank[chosen]
        case Sort.PRICE_LOW:
            return columns.price_rank[chosen]
        case Sort.PRICE_HIGH:
            return columns.price_high_rank[chosen]
        case Sort.UNIT_PRICE:
            return columns.unit_price_rank[chosen]
        case Sort.RELEVANCE:
            return _relevance(columns, chosen, scores)


def _relevance(columns: Columns, chosen: Ints, scores: Scores | None) -> Ints:
    """What can be bought comes first, then the better score, then the newer."""
    score = np.zeros(len(chosen), dtype=np.int64) if scores is None else (scores * _SCORE_STEPS).astype(np.int64)
    worse = (1 - columns.in_stock[chosen]) * (1 << 60) - (score << 28)
    return worse + columns.newest_rank[chosen]


def _page(chosen: Ints, keys: Ints, query: SearchQuery) -> Ints:
    start = (max(query.page, 1) - 1) * query.per_page
    end = min(start + query.per_page, len(chosen))
    if start >= end:
        return chosen[:0]
    first = np.argpartition(keys, end - 1)[:end]
    return chosen[first[np.argsort(keys[first])][start:]]


def _ranks(*keys: NDArray[np.int64] | NDArray[np.float64]) -> Ints:
    """Places in the order by the last key, then the one before it, as ``np.lexsort`` has it."""
    ranks = np.empty(len(keys[0]), dtype=np.int64)
    ranks[np.lexsort(keys)] = np.arange(len(ranks))
    return ranks
