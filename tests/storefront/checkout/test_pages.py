"""From the cart to the placed order, as a visitor without JavaScript goes there."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from products.database import db, transaction
from products.models import Product
from storefront.orders.models import Order
from tests.factories import make_account, make_offers, make_order, make_product
from tests.sessions import signed_in

TYPED = {
    "name": "Rina Contoh",
    "phone": "0812 3456 7890",
    "email": "rina@example.com",
    "regency": "sleman",
    "address": "Jalan Melati 5, Desa Caturharjo",
    "landmark": "rumah hijau",
}


@pytest.fixture
def product(client: FlaskClient) -> Product:
    """Two packs of it lie in the visitor's cart."""
    product = make_product(price_idr=20_000)
    make_offers(product.seller)
    client.post("/cart/items", data={"product": product.slug, "quantity": "2"})
    return product


def typed(product: Product, delivery: str = "courier", payment: str = "bank_transfer", **more: str) -> dict[str, str]:
    """The filled form."""
    picks = {f"delivery_{product.seller_id}": delivery, f"payment_{product.seller_id}": payment}
    return TYPED | picks | more


def button(page: TestResponse) -> dict[str, str]:
    """What the button of the second page sends."""
    return dict(re.findall(r'name="(submission|agreed)" value="([^"]+)"', page.text))


def orders() -> int:
    """How many were placed."""
    return db.session.scalar(select(func.count()).select_from(Order)) or 0


def test_a_guest_orders_in_two_pages_and_sees_every_fee_before_the_button(
    client: FlaskClient, product: Product
) -> None:
    assert client.post("/checkout", data=typed(product)).headers["Location"] == "/checkout/review"
    page = client.get("/checkout/review")
    for words in ("Rp40.000", "Rp15.000", "Rp55.000", "Kab. Sleman", "0812-3456-7890", "rumah hijau"):
        assert words in page.text
    placed = client.post("/checkout/review", data=button(page))
    order = db.session.scalars(select(Order)).one()
    assert placed.headers["Location"] == f"/orders/{order.number}"
    assert (order.contact_phone, order.regency_code, order.total_idr) == ("+6281234567890", "34.04", 55_000)
    assert client.get(placed.headers["Location"]).status_code == 200
    assert "Keranjang masih kosong" in client.get("/cart").text


def test_pressing_twice_makes_one_order_and_leads_to_the_same_page(client: FlaskClient, product: Product) -> None:
    client.post("/checkout", data=typed(product))
    sent = button(client.get("/checkout/review"))
    first, second = (client.post("/checkout/review", data=sent).headers["Location"] for _press in range(2))
    assert first == second
    assert orders() == 1


WRONG = [
    ({"name": ""}, "Tulis nama penerima."),
    ({"phone": "123"}, "Tulis nomor HP seperti"),
    ({"phone": "rina@example.com"}, "Tulis nomor HP seperti"),
    ({"email": "rina@"}, "Alamat e-mail ini belum lengkap"),
    ({"regency": ""}, "Pilih kabupaten atau kota tujuan."),
    ({"regency": "bandung"}, "Pilih salah satu dari daftar"),
    ({"address": "sini"}, "Tulis alamat lengkap"),
    ({"postal_code": "12"}, "Kode pos berisi 5 angka."),
    ({"delivery": ""}, "Pilih cara barangnya sampai."),
    ({"payment": "stripe"}, "Pilih cara membayar."),
    ({"payment": "cash_on_delivery"}, "Bayar di tempat hanya untuk"),
]


def test_wrong_input_is_said_beside_its_field_and_everything_is_kept(client: FlaskClient, product: Product) -> None:
    for wrong, words in WRONG:
        answer = client.post("/checkout", data=typed(product, **wrong))
        assert answer.status_code == 422, wrong
        assert words in answer.text
        assert 'value="rumah hijau"' in answer.text
        assert 'value="rumah hijau"' in client.get("/checkout").text
        assert client.get("/checkout/review").status_code == 303
    assert orders() == 0


def test_a_pick_up_needs_no_address(client: FlaskClient, product: Product) -> None:
    data = typed(product, "pick_up", "cash_on_delivery", regency="", address="", landmark="")
    assert client.post("/checkout", data=data).status_code == 303
    assert "Rp40.000" in client.get("/checkout/review").text


def test_a_price_that_changed_is_shown_again_and_nothing_is_lost(client: FlaskClient, product: Product) -> None:
    client.post("/checkout", data=typed(product))
    sent = button(client.get("/checkout/review"))
    with transaction():
        product.price_idr = 21_000
    again = client.post("/checkout/review", data=sent)
    assert again.status_code == 422
    assert "berubah sejak halaman ini dibuka" in again.text
    assert "berubah dari Rp20.000 menjadi Rp21.000" in again.text
    assert "Rp57.000" in again.text
    assert orders() == 0
    assert client.post("/checkout/review", data=button(again)).headers["Location"].startswith("/orders/LK-")


def test_what_sold_out_in_between_leads_back_to_the_cart(client: FlaskClient, product: Product) -> None:
    client.post("/checkout", data=typed(product))
    sent = button(client.get("/checkout/review"))
    with transaction():
        product.on_hand = 1
    assert client.post("/checkout/review", data=sent).headers["Location"] == "/cart"
    assert "tinggal 1 kemasan" in client.get("/cart").text
    assert client.get("/checkout").headers["Location"] == "/cart"
    assert orders() == 0


def test_there_is_no_checkout_without_a_cart_and_no_review_without_a_form(client: FlaskClient) -> None:
    assert client.get("/checkout").headers["Location"] == "/cart"
    assert client.get("/checkout/review").headers["Location"] == "/cart"
    assert client.post("/checkout/review", data={"submission": "x" * 43, "agreed": "y"}).status_code == 303
    assert client.post("/checkout/review").status_code == 303


def test_a_shop_that_offers_no_way_is_named(client: FlaskClient) -> None:
    silent = make_product()
    client.post("/cart/items", data={"product": silent.slug})
    assert client.get("/checkout").headers["Location"] == "/cart"
    assert f"{silent.seller.name} belum mengatur" in client.get("/cart").text


def test_an_account_finds_what_it_typed_last_time(app: Flask) -> None:
    account = make_account()
    product = make_product()
    make_order((product, 1), account=account)
    client = signed_in(app, account)
    client.post("/cart/items", data={"product": product.slug})
    page = client.get("/checkout").text
    assert 'value="Rina Contoh"' in page
    assert 'value="Kab. Sleman, DI Yogyakarta"' in page


def test_the_draft_leaves_the_session_with_the_order(client: FlaskClient, product: Product) -> None:
    client.post("/checkout", data=typed(product))
    client.post("/checkout/review", data=button(client.get("/checkout/review")))
    with client.session_transaction() as session:
        assert "checkout" not in session
