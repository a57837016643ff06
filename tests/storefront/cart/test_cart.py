"""The cart's pages: filled, changed, warned about, and never in the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from products import clock
from products.database import db, transaction
from products.errors import Refusal
from products.models import ListingState, Product
from storefront.cart import services
from storefront.cart.models import Cart, CartItem
from tests.factories import make_cart, make_product, make_seller
from tests.queries import queries_of


def packs() -> list[tuple[int, int]]:
    """Product id and number of packs of every item."""
    rows = db.session.execute(select(CartItem.product_id, CartItem.quantity))
    return [(product_id, quantity) for product_id, quantity in rows]


def change(product: Product, **values: object) -> None:
    """Change a product behind the cart's back."""
    with transaction():
        for name, value in values.items():
            setattr(product, name, value)


def test_what_is_added_lies_in_the_cart_by_shop_with_its_sum(client: FlaskClient) -> None:
    one, other = make_product(price_idr=12_000), make_product(price_idr=8_500)
    assert client.post("/cart/items", data={"product": one.slug, "quantity": "2"}).headers["Location"] == "/cart"
    client.post("/cart/items", data={"product": other.slug})
    page = client.get("/cart").text
    assert one.seller.name in page
    assert other.seller.name in page
    assert "Rp32.500" in page
    assert 'class="tool-count" aria-hidden="true">3<' in page


def test_adding_again_adds_up_to_the_most_one_may_buy(client: FlaskClient) -> None:
    product = make_product(on_hand=500)
    for _again in range(3):
        client.post("/cart/items", data={"product": product.slug, "quantity": "40"})
    assert packs() == [(product.id, services.MOST_PACKS)]


def test_a_number_that_makes_no_sense_changes_nothing(client: FlaskClient) -> None:
    product = make_product()
    for quantity in ("0", "-1", "100", "tiga", "1e3", "", "٣"):
        client.post("/cart/items", data={"product": product.slug, "quantity": quantity})
        assert "Pilih jumlah" in client.get("/cart").text, quantity
    assert packs() == []


def test_what_cannot_be_bought_is_said_and_stays_out(client: FlaskClient) -> None:
    withdrawn, sold_out = make_product(state=ListingState.WITHDRAWN), make_product(on_hand=0)
    for slug, words in ((withdrawn.slug, "tidak dijual"), (sold_out.slug, "habis"), ("tidak-ada", "tidak dijual")):
        client.post("/cart/items", data={"product": slug})
        assert words in client.get("/cart").text
    assert packs() == []


def test_a_quantity_is_changed_and_nought_takes_the_product_out(client: FlaskClient) -> None:
    product = make_product()
    client.post("/cart/items", data={"product": product.slug})
    client.post(f"/cart/items/{product.slug}", data={"quantity": "4"})
    assert packs() == [(product.id, 4)]
    client.post(f"/cart/items/{product.slug}", data={"quantity": "0"})
    assert "Keranjang masih kosong" in client.get("/cart").text


def test_a_cart_belongs_to_one_visitor(app: Flask, client: FlaskClient) -> None:
    product = make_product()
    client.post("/cart/items", data={"product": product.slug})
    stranger = app.test_client()
    stranger.post(f"/cart/items/{product.slug}", data={"quantity": "9"})
    assert "Keranjang masih kosong" in stranger.get("/cart").text
    assert packs() == [(product.id, 1)]


def test_a_changed_price_is_told_and_the_new_one_counts(client: FlaskClient) -> None:
    product = make_product(price_idr=10_000)
    client.post("/cart/items", data={"product": product.slug, "quantity": "2"})
    change(product, price_idr=11_500)
    page = client.get("/cart").text
    assert "berubah dari Rp10.000 menjadi Rp11.500" in page
    assert "Rp23.000" in page


def test_what_sold_out_meanwhile_is_told(client: FlaskClient) -> None:
    gone, scarce = make_product(), make_product()
    for product in (gone, scarce):
        client.post("/cart/items", data={"product": product.slug, "quantity": "3"})
    change(gone, on_hand=0)
    change(scarce, on_hand=2)
    page = client.get("/cart").text
    assert "Sedang habis" in page
    assert "Tinggal 2 kemasan" in page


def test_a_full_cart_takes_no_further_product(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_LINES", 2)
    token = make_cart((make_product(), 1), (make_product(), 1))
    with pytest.raises(Refusal, match="penuh"):
        services.put_in(token, make_product().slug, 1)


def test_the_query_count_does_not_grow_with_the_cart(client: FlaskClient) -> None:
    client.post("/cart/items", data={"product": make_product().slug})
    few = queries_of(client, "/cart")
    for product in [make_product(make_seller()) for _more in range(8)]:
        client.post("/cart/items", data={"product": product.slug})
    assert queries_of(client, "/cart") == few


def test_a_cart_that_nobody_comes_back_to_is_forgotten(app: Flask) -> None:
    make_cart((make_product(), 1))
    assert services.forget_old_carts() is False
    with clock.freeze(clock.now() + services.FORGOTTEN_AFTER + timedelta(hours=1)):
        assert services.forget_old_carts() is True
        assert services.forget_old_carts() is False
    assert db.session.scalar(select(func.count()).select_from(Cart)) == 0


def test_a_form_from_elsewhere_puts_nothing_in(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/cart/items", data={"product": make_product().slug}).status_code == 422
    assert packs() == []
