from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from products.search.answering import answer
from products.search.backend import SearchPage, SearchQuery, Sort
from products.search.columns import Columns, record
from tests.products.search.shelves import make_row

ROWS = [
    make_row(1, category_id=10, group_id=1, regency_code="11.17", price_idr=20_000, grams=100),
    make_row(2, category_id=11, group_id=1, regency_code="11.06", price_idr=30_000, grams=500),
    make_row(3, category_id=20, group_id=2, regency_code="11.17", price_idr=10_000, grams=None, seller_id=2),
    make_row(4, category_id=10, group_id=1, regency_code="31.71", price_idr=40_000, grams=250, in_stock=False),
]
COLUMNS = Columns(np.concatenate([record(row) for row in ROWS]))


def ask(**query: Any) -> SearchPage:
    return answer(COLUMNS, np.arange(len(ROWS)), None, SearchQuery(**query))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({}, (3, 2, 1, 4)),
        ({"sort": Sort.NEWEST}, (4, 3, 2, 1)),
        ({"sort": Sort.PRICE_LOW}, (3, 1, 2, 4)),
        ({"sort": Sort.PRICE_HIGH}, (4, 2, 1, 3)),
        ({"sort": Sort.UNIT_PRICE}, (2, 4, 1, 3)),
        ({"category_ids": frozenset({10})}, (1, 4)),
        ({"category_ids": frozenset({1})}, (2, 1, 4)),
        ({"category_ids": frozenset({20, 11})}, (3, 2)),
        ({"province": "11"}, (3, 2, 1)),
        ({"regency": "11.17"}, (3, 1)),
        ({"seller_id": 2}, (3,)),
        ({"min_price": 20_000, "max_price": 30_000}, (2, 1)),
        ({"province": "31", "category_ids": frozenset({20})}, ()),
    ],
)
def test_filters_and_orders(query: dict[str, Any], ids: tuple[int, ...]) -> None:
    page = ask(**query)
    assert page.product_ids == ids
    assert page.total == len(ids)


def test_a_facet_counts_what_another_choice_would_give() -> None:
    page = ask(category_ids=frozenset({20}), province="11", max_price=30_000)
    assert page.product_ids == (3,)
    assert page.categories == {1: 2, 10: 1, 11: 1, 2: 1, 20: 1}
    assert page.provinces == {"11": 1}
    assert ask(province="31").provinces == {"11": 3, "31": 1}


def test_pages_follow_one_another_without_gap_or_repeat() -> None:
    pages = [ask(per_page=3, page=number).product_ids for number in (1, 2, 3, 10**30)]
    assert pages == [(3, 2, 1), (4,), (), ()]
    assert ask(page=-5) == ask()


def test_better_scores_come_first_but_what_can_be_bought_before_all() -> None:
    scores = np.array([1.0, 2.0, 2.0, 9.0], dtype=np.float32)
    assert answer(COLUMNS, np.arange(4), scores, SearchQuery()).product_ids == (3, 2, 1, 4)


@pytest.mark.parametrize(
    "query",
    [
        {"province": "x"},
        {"province": "99999"},
        {"regency": "11.17.01.2001"},
        {"seller_id": 10**30},
        {"min_price": 10**30},
        {"max_price": -(10**30)},
        {"category_ids": frozenset({-1, 0, 10**30})},
        {"category_ids": frozenset(range(100, 5_000))},
    ],
)
def test_a_senseless_filter_fits_nothing(query: dict[str, Any]) -> None:
    assert ask(**query).product_ids == ()


def test_an_empty_shop_answers_too() -> None:
    nothing = Columns(COLUMNS.records[:0])
    for sort in Sort:
        assert answer(nothing, np.arange(0), None, SearchQuery(sort=sort)) == SearchPage()
