"""Cards show what is true now, although their HTML is kept; related goods are those that can be bought."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products import clock
from products.database import transaction
from products.models import ListingState, Product, SellerState
from products.search import keep_fresh, rebuild_all
from storefront.browse.cards import cards, newest_like
from tests.conftest import StoppedClock
from tests.factories import make_category, make_product, make_seller


@pytest.fixture
def product(app: Flask) -> Product:
    """A product in a list that has been drawn once."""
    made = make_product(name="Keripik Lama", category_id=make_category().id, on_hand=3, price_idr=15_000)
    rebuild_all()
    assert "Keripik Lama" in app.test_client().get("/products").text
    return made


@pytest.mark.parametrize(
    ("change", "shown"),
    [({"price_idr": 17_500}, "Rp17.500"), ({"name": "Keripik Baru"}, "Keripik Baru"), ({"on_hand": 0}, "Habis")],
)
def test_a_card_that_was_drawn_before_shows_what_has_changed(
    client: FlaskClient, product: Product, change: dict[str, object], shown: str
) -> None:
    assert shown not in client.get("/products").text
    with transaction():
        for name, value in change.items():
            setattr(product, name, value)
    keep_fresh()
    assert shown in client.get("/products").text


def test_a_card_is_drawn_for_each_language(client: FlaskClient, product: Product) -> None:
    with transaction():
        product.on_hand = 0
    assert "Habis" in client.get("/products", headers={"Accept-Language": "id"}).text
    assert "Habis" not in client.get("/products", headers={"Accept-Language": "en"}).text


def test_related_goods_are_the_newest_of_the_kind_that_can_be_bought(app: Flask, stopped_clock: StoppedClock) -> None:
    kind, other_kind = make_category().id, make_category().id
    shown = make_product(category_id=kind)
    old = make_product(category_id=kind)
    stopped_clock.move(days=1)
    new = make_product(category_id=kind, published_at=clock.now())
    make_product(category_id=kind, on_hand=0)
    make_product(category_id=kind, state=ListingState.WITHDRAWN)
    make_product(make_seller(state=SellerState.RESTING), category_id=kind)
    make_product(category_id=other_kind)
    with app.test_request_context():
        found = [card.url for card in newest_like(kind, shown.id, 4)]
    assert found == [f"/products/{new.slug}", f"/products/{old.slug}"]


def test_cards_keep_the_order_asked_for_and_leave_out_what_is_gone(app: Flask) -> None:
    one, gone, two = make_product(), make_product(state=ListingState.WITHDRAWN), make_product()
    with app.test_request_context():
        found = [card.url for card in cards([two.id, gone.id, 999_999, one.id])]
    assert found == [f"/products/{two.slug}", f"/products/{one.slug}"]
