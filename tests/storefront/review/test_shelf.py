"""A shop's shelf as its seller and her assistant see it: all of it, what needs a hand first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from products.models import ListingState
from storefront.review.shelf import shelf
from tests.conftest import StoppedClock
from tests.factories import make_product, make_seller


@pytest.fixture(autouse=True)
def in_a_request(app: Flask) -> Iterator[None]:
    """Addresses are made for the page that is read."""
    with app.test_request_context():
        yield


def test_every_state_is_on_the_shelf_what_was_given_back_first_then_the_newest(stopped_clock: StoppedClock) -> None:
    seller = make_seller()
    states = [ListingState.RETURNED, ListingState.DRAFT, ListingState.PUBLISHED]
    for state in states:
        make_product(seller, state=state)
        stopped_clock.move(hours=1)
    assert [one.state for one in shelf(seller.id, "selling.listing")] == [states[0], states[2], states[1]]


def test_another_shops_goods_are_not_on_it(app: Flask) -> None:
    make_product()
    assert shelf(make_seller().id, "selling.listing") == []


def test_each_leads_where_its_reader_works(app: Flask) -> None:
    product = make_product(name="")
    [mine] = shelf(product.seller_id, "selling.listing")
    [hers] = shelf(product.seller_id, "coaching.review", most=1)
    assert (mine.url, hers.url) == (f"/selling/listings/{product.id}", f"/coaching/reviews/{product.id}")
    assert (mine.name, mine.label, mine.tone) == ("Barang tanpa nama", "Tampil di toko", "good")


def test_a_long_shelf_is_cut_where_it_was_asked(app: Flask) -> None:
    seller = make_seller()
    for _number in range(3):
        make_product(seller)
    assert len(shelf(seller.id, "coaching.review", most=2)) == 2
    assert len(shelf(seller.id, "selling.listing")) == 3
