from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
from flask import Flask

from products import search
from products.models import Category, ListingState, Seller, SellerState
from products.search import SearchQuery, SuggestionKind
from products.search.place import index
from tests.products.search.shelves import change, make_product


@pytest.fixture
def broken(app: Flask, shop: dict[str, int]) -> None:
    """The files of the index are gone."""
    folder = Path(app.config["SETTINGS"].data) / "search"
    shutil.rmtree(folder)
    search.open_at(folder)


def test_the_index_answers(shop: dict[str, int]) -> None:
    page = search.search(SearchQuery(text="kopi gayo"))
    assert page.product_ids == (shop["Kopi Gayo"],)
    assert not page.from_database
    assert search.health() == "ok"


@pytest.mark.usefixtures("broken")
def test_without_the_index_the_database_answers(shop: dict[str, int]) -> None:
    page = search.search(SearchQuery(text="kopi gayo"))
    assert page.product_ids == (shop["Kopi Gayo"],)
    assert page.from_database
    assert "no search index yet" in search.health()


@pytest.mark.usefixtures("broken")
def test_a_broken_index_is_told_once_and_rebuilt_by_the_worker(
    shop: dict[str, int], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            search.search(SearchQuery(text="kopi"))
            search.suggest("kop")
    assert len([record for record in caplog.records if "database answers" in record.message]) == 1
    assert index().rebuild_is_due()

    assert search.keep_fresh()
    assert not search.search(SearchQuery(text="kopi")).from_database
    assert not search.keep_fresh()


def test_a_question_that_breaks_a_sound_index_has_it_rebuilt_once_only(
    shop: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("products.search.whoosh_index.question", fail)
    assert search.search(SearchQuery(text="kopi")).from_database
    assert search.keep_fresh()
    assert search.search(SearchQuery(text="kopi")).from_database
    assert not search.keep_fresh()


def test_suggestions_have_names_and_addresses(shop: dict[str, int], snacks: Category) -> None:
    category, product = search.suggest("cassava ch")
    assert (category.kind, category.slug, category.name_en) == (SuggestionKind.CATEGORY, snacks.slug, "Chips")
    assert (product.kind, product.name, product.name_en) == (
        SuggestionKind.PRODUCT,
        "Kripik Singkong",
        "Cassava chips",
    )


def test_a_suggestion_is_public_even_if_the_index_is_behind(aceh: Seller, coffee: Category) -> None:
    withdrawn = make_product(aceh, coffee, "Kopi Rahasia")
    search.rebuild_all()
    change(withdrawn, state=ListingState.WITHDRAWN)
    assert [one.name for one in search.suggest("rahas")] == ["Kopi bubuk"]
    change(withdrawn, state=ListingState.PUBLISHED)
    change(aceh, state=SellerState.CLOSED)
    assert [one.name for one in search.suggest("rahas")] == ["Kopi bubuk"]


@pytest.mark.usefixtures("broken")
def test_suggestions_come_from_the_database_too() -> None:
    assert [one.name for one in search.suggest("singk")] == ["Kripik Singkong"]
