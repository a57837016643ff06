from __future__ import annotations

from typing import Any

import pytest

from products.search.backend import SearchQuery, Sort
from products.search.database_search import search_database, suggest_from_database
from products.search.place import index
from tests.products.search.test_hostile import QUESTIONS

SAME = [
    {},
    {"text": "kopi"},
    {"text": "Coffee"},
    {"text": "kopi gayo"},
    {"text": "keripik singkong"},
    {"text": "cassava chips"},
    {"text": "teh"},
    {"text": "aceh"},
    {"text": "kopi jakarta"},
    {"text": "kebun"},
    {"text": "warung"},
    {"text": "500 gram"},
    {"text": "Rp12.000"},
    {"text": "tidak ada"},
    {"text": "☕"},
    {"sort": Sort.PRICE_LOW},
    {"sort": Sort.UNIT_PRICE},
    {"province": "11"},
    {"regency": "31.71", "text": "kopi"},
    {"min_price": 12_000, "max_price": 60_000},
    {"category_ids": frozenset({2})},
    {"page": 2, "per_page": 2},
]


@pytest.mark.parametrize("query", SAME, ids=str)
def test_the_database_answers_as_the_index_does(shop: dict[str, int], query: dict[str, Any]) -> None:
    asked = SearchQuery(**query)
    by_index, by_database = index().search(asked), search_database(asked)
    assert by_database.from_database
    assert not by_index.from_database
    assert set(by_database.product_ids) == set(by_index.product_ids)
    assert by_database.total == by_index.total
    assert by_database.categories == by_index.categories
    assert by_database.provinces == by_index.provinces


def test_a_name_counts_more_than_a_mention(shop: dict[str, int]) -> None:
    assert search_database(SearchQuery(text="kerupuk")).product_ids == (shop["Kerupuk Tehran"],)
    assert search_database(SearchQuery(text="kopi gayo")).product_ids[0] == shop["Kopi Gayo"]


def test_letters_inside_another_word_do_not_fit(shop: dict[str, int]) -> None:
    assert search_database(SearchQuery(text="tehra")).total == 0
    assert search_database(SearchQuery(text="opi")).total == 0


def test_the_signs_of_like_are_only_signs(shop: dict[str, int]) -> None:
    assert search_database(SearchQuery(text="k%pi")).total == 0
    assert search_database(SearchQuery(text="k_pi")).total == 0


def test_suggestions_go_by_letters(shop: dict[str, int]) -> None:
    assert suggest_from_database("kop", 6).product_ids == (shop["Kopi Robusta"], shop["Kopi Gayo"])
    assert suggest_from_database("", 6).product_ids == ()
    assert suggest_from_database("%", 6).product_ids == ()


def test_every_hostile_question_is_answered(shop: dict[str, int]) -> None:
    for text in QUESTIONS:
        assert search_database(SearchQuery(text=text)).total <= len(shop)
        assert len(suggest_from_database(text, 6).product_ids) <= len(shop)
