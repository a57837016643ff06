"""One record of numbers for each product, and the records of many as arrays.

The index keeps these records beside its words and the database search makes them from its rows, so both filter, count
and sort by the same code (``answering``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from products.search.backend import SearchRow

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


def _ranks(*keys: NDArray[np.int64] | NDArray[np.float64]) -> Ints:
    """Places in the order by the last key, then the one before it, as ``np.lexsort`` has it."""
    ranks = np.empty(len(keys[0]), dtype=np.int64)
    ranks[np.lexsort(keys)] = np.arange(len(ranks))
    return ranks
