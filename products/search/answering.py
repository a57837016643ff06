"""Filters, facets and order as array arithmetic: from the products that fit the words to one page of them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from products.search.backend import SearchPage, SearchQuery, Sort
from products.search.columns import Columns, Ints, Mask, Scores, regency_number

_SCORE_STEPS = 10_000


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
