"""Packs on hand, counted right by whoever changes them."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from products import stock
from products.database import db, transaction
from products.errors import Refusal
from products.models import ListingState, Product, SellerState
from products.search.changes import SearchChange
from tests.factories import make_product, make_seller


def on_hand(product: Product) -> int | None:
    """What the database says."""
    return db.session.scalar(select(Product.on_hand).where(Product.id == product.id))


def search_changes() -> int:
    """How often the search was told to look again."""
    return db.session.scalar(select(func.count()).select_from(SearchChange)) or 0


def test_reserved_packs_leave_the_shelf_and_released_ones_come_back(app: Flask) -> None:
    product = make_product(on_hand=5)
    with transaction():
        stock.reserve(product.id, 3)
        assert product.on_hand == 2
    with transaction():
        stock.release(product.id, 2)
    assert on_hand(product) == 4


def test_more_than_there_is_cannot_be_reserved_and_the_refusal_says_what_is_left(app: Flask) -> None:
    product = make_product(on_hand=2, name="Keripik Pisang")
    with pytest.raises(stock.NotEnough, match="Keripik Pisang tinggal 2") as refused, transaction():
        stock.reserve(product.id, 3)
    assert (refused.value.left, refused.value.product_id) == (2, product.id)
    assert on_hand(product) == 2


def test_what_is_sold_out_is_said_to_be_so(app: Flask) -> None:
    product = make_product(on_hand=0)
    with pytest.raises(stock.NotEnough, match="habis"), transaction():
        stock.reserve(product.id, 1)


def test_only_published_products_of_open_shops_can_be_reserved(app: Flask) -> None:
    hidden = [make_product(state=state) for state in ListingState if state is not ListingState.PUBLISHED]
    closed = [make_product(make_seller(state=state)) for state in (SellerState.RESTING, SellerState.CLOSED)]
    for product in [*hidden, *closed]:
        with pytest.raises(stock.NotEnough, match="sedang tidak dijual"), transaction():
            stock.reserve(product.id, 1)


def test_a_product_that_is_gone_is_refused_rather_than_a_fault(app: Flask) -> None:
    with pytest.raises(stock.NotEnough), transaction():
        stock.reserve(987, 1)


def test_several_products_are_reserved_together_or_not_at_all(app: Flask) -> None:
    first, second = make_product(on_hand=5), make_product(on_hand=1)
    with pytest.raises(stock.NotEnough), transaction():
        stock.reserve_all({second.id: 2, first.id: 1})
    assert (on_hand(first), on_hand(second)) == (5, 1)


def test_the_search_hears_when_a_product_sells_out_and_when_it_is_back_but_not_in_between(app: Flask) -> None:
    product = make_product(on_hand=3)
    with transaction():
        stock.reserve(product.id, 1)
    assert search_changes() == 0
    with transaction():
        stock.reserve(product.id, 2)
    assert search_changes() == 1
    stock.restock(product.id, 4)
    assert search_changes() == 2


def test_a_count_keeps_what_was_sold_while_the_form_was_open(app: Flask) -> None:
    product = make_product(on_hand=10)
    with transaction():
        stock.reserve(product.id, 4)
    assert stock.set_on_hand(product.id, 25, seen=10) == 21
    assert on_hand(product) == 21


def test_a_count_below_what_was_sold_meanwhile_is_asked_for_again(app: Flask) -> None:
    product = make_product(on_hand=10)
    with transaction():
        stock.reserve(product.id, 8)
    with pytest.raises(Refusal, match="sekarang tercatat 2"):
        stock.set_on_hand(product.id, 3, seen=10)
    assert on_hand(product) == 2


def test_a_count_that_makes_no_sense_is_refused(app: Flask) -> None:
    product = make_product()
    for counted in (-1, stock.MOST_ON_HAND + 1):
        with pytest.raises(Refusal):
            stock.set_on_hand(product.id, counted, seen=10)


def test_no_packs_can_be_made_by_reserving_fewer_than_one(app: Flask) -> None:
    product = make_product()
    for quantity in (0, -3):
        with pytest.raises(ValueError, match="at least one"), transaction():
            stock.reserve(product.id, quantity)
