from __future__ import annotations

import pytest
from sqlalchemy import func, select

from products import search
from products.database import db, transaction
from products.models import Category, ListingState, Seller, SellerState
from products.search import Disagreement, SearchQuery, search_changed, upkeep
from products.search.changes import SearchChange
from products.search.place import index
from tests.products.search.shelves import change, make_product


@pytest.fixture(autouse=True)
def built_index(shop: dict[str, int]) -> None:
    """Start with an index of the shop."""


def found(text: str) -> set[int]:
    return set(search.search(SearchQuery(text=text)).product_ids)


def waiting() -> int:
    return db.session.scalar(select(func.count()).select_from(SearchChange)) or 0


def test_a_published_product_is_found_and_a_withdrawn_one_is_gone(aceh: Seller, coffee: Category) -> None:
    product = make_product(aceh, coffee, "Kopi Luwak")
    search_changed(product.id)
    assert found("luwak") == set()
    assert search.drain() == 1
    assert found("luwak") == {product.id}

    change(product, state=ListingState.WITHDRAWN)
    search_changed(product.id)
    assert search.drain() == 1
    assert found("luwak") == set()
    assert search.drain() == 0


def test_what_is_not_public_is_never_listed(aceh: Seller, coffee: Category) -> None:
    states = [state for state in ListingState if state is not ListingState.PUBLISHED]
    search_changed(*(make_product(aceh, coffee, "Kopi Luwak", state=state).id for state in states))
    search.drain()
    assert found("luwak") == set()


def test_a_closed_shop_takes_its_products_along_and_a_resting_one_keeps_them(
    shop: dict[str, int], aceh: Seller
) -> None:
    change(aceh, state=SellerState.RESTING)
    search_changed(shop["Kopi Gayo"])
    search.drain()
    assert found("gayo") == {shop["Kopi Gayo"]}

    change(aceh, state=SellerState.CLOSED)
    search_changed(shop["Kopi Gayo"])
    search.drain()
    assert found("gayo") == set()


def test_a_product_that_is_deleted_altogether_is_gone(shop: dict[str, int]) -> None:
    search_changed(999_999)
    assert search.drain() == 1
    assert search.check_all() == Disagreement()


def test_a_change_belongs_to_the_transaction_of_its_cause(shop: dict[str, int]) -> None:
    def fail() -> None:
        with transaction():
            search_changed(shop["Kopi Gayo"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert waiting() == 0


def test_changes_come_in_batches_oldest_first(aceh: Seller, coffee: Category) -> None:
    ids = [make_product(aceh, coffee, f"Kopi Luwak {number}").id for number in range(5)]
    search_changed(*ids, ids[0])
    assert search.drain(limit=2) == 2
    assert found("luwak") == set(ids[:2])
    assert [search.drain(limit=2) for _ in range(3)] == [2, 2, 0]
    assert found("luwak") == set(ids)


def test_a_change_killed_before_it_was_forgotten_is_done_again(
    aceh: Seller, coffee: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = make_product(aceh, coffee, "Kopi Luwak")
    search_changed(product.id)
    with monkeypatch.context() as patch:
        patch.setattr(upkeep, "delete", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            search.drain()
    assert waiting() == 1
    assert search.drain() == 1
    assert found("luwak") == {product.id}
    assert search.check_all() == Disagreement()


def test_a_change_during_a_rebuild_waits_for_the_new_index(aceh: Seller, coffee: Category) -> None:
    product = make_product(aceh, coffee, "Kopi Luwak")
    search_changed(product.id)
    with index().generations.rebuilding():  # type: ignore[attr-defined]
        assert search.drain() == 0
        assert found("luwak") == {product.id}
        assert waiting() == 1
    assert search.drain() == 1
    assert waiting() == 0


def test_check_names_what_disagrees_but_not_what_still_waits(
    shop: dict[str, int], aceh: Seller, coffee: Category
) -> None:
    unknown = make_product(aceh, coffee, "Kopi Luwak")
    change(db.session.get_one(type(unknown), shop["Kopi Gayo"]), price_idr=1)
    change(db.session.get_one(type(unknown), shop["Kopi Robusta"]), state=ListingState.WITHDRAWN)
    assert search.check_all() == Disagreement(
        missing=(unknown.id,), stale=(shop["Kopi Gayo"],), left_over=(shop["Kopi Robusta"],)
    )
    search_changed(unknown.id, shop["Kopi Gayo"], shop["Kopi Robusta"])
    assert not search.check_all()
    search.drain()
    assert not search.check_all()


def test_a_rebuild_knows_everything_public(shop: dict[str, int], aceh: Seller, coffee: Category) -> None:
    make_product(aceh, coffee, "Kopi Luwak")
    make_product(aceh, coffee, "Kopi Draf", state=ListingState.DRAFT)
    assert search.rebuild_all() == len(shop) + 1
    assert search.check_all() == Disagreement()


def test_the_worker_does_it_all_by_itself(work: object, aceh: Seller, coffee: Category) -> None:
    product = make_product(aceh, coffee, "Kopi Luwak")
    search_changed(product.id)
    assert callable(work)
    work()
    assert found("luwak") == {product.id}
