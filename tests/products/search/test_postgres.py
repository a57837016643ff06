from __future__ import annotations

import pytest
from flask import Flask

from products import search
from products.search import Disagreement, SearchQuery, search_changed
from products.search.database_search import search_database
from tests.products.search.shelves import make_category, make_product, make_seller
from tests.products.search.test_hostile import QUESTIONS

pytestmark = pytest.mark.postgres


def test_feed_rebuild_check_and_stand_in_work_on_postgresql(postgres_app: Flask) -> None:
    seller = make_seller("Dapur Bu Siti", "11.17")
    category = make_category("Kopi bubuk", "Ground coffee", parent=make_category("Kopi", "Coffee"))
    first = make_product(seller, category, "Kopi Gayo")
    search.rebuild_all()
    second = make_product(seller, category, "Kupi Aceh 250gr")
    search_changed(second.id)
    assert search.drain() == 1
    assert search.check_all() == Disagreement()

    for text in ("coffee", "kopi aceh", "gayo", "250 gram", ""):
        by_index, by_database = search.search(SearchQuery(text=text)), search_database(SearchQuery(text=text))
        assert not by_index.from_database
        assert set(by_database.product_ids) == set(by_index.product_ids) <= {first.id, second.id}
        assert by_index.total


def test_every_hostile_question_is_answered_by_postgresql(postgres_app: Flask) -> None:
    make_product(make_seller(), make_category("Kopi"), "Kopi Gayo")
    for text in QUESTIONS:
        assert search_database(SearchQuery(text=text)).total <= 1
        assert len(search.suggest(text)) <= 1
