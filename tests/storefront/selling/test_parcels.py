"""The seller works on her orders, step by step."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from products import clock
from products.actor import Role
from products.database import db
from products.models import Product, Seller
from storefront.orders.models import DeliveryWay, Parcel, ParcelState
from storefront.payments import overdue
from storefront.payments.models import Payment, PaymentState, PaymentWay
from tests.factories import make_account, make_order, make_product, make_seller
from tests.sessions import signed_in

STEPS = ["payment", "payment/rejection", "packing", "handover", "delivery", "completion", "refusal", "answer"]


@pytest.fixture
def seller(app: Flask) -> Seller:
    """Whose desk it is."""
    return make_seller()


@pytest.fixture
def shop(app: Flask, seller: Seller) -> FlaskClient:
    """Her, signed in."""
    return signed_in(app, make_account(Role.SELLER, seller_id=seller.id))


def state() -> ParcelState:
    """Where the one parcel stands."""
    return db.session.scalars(select(Parcel.state)).one()


def test_a_transfer_is_confirmed_packed_handed_over_and_delivered(shop: FlaskClient, seller: Seller) -> None:
    order = make_order((make_product(seller), 2), delivery=DeliveryWay.COURIER, payment=PaymentWay.BANK_TRANSFER)
    address = f"/selling/parcels/{order.parcels[0].id}"
    assert "Cocokkan transfer" in shop.get(address).text
    for step, typed, then in (
        ("payment", {}, ParcelState.PROCESSING),
        ("packing", {}, ParcelState.PACKED),
        ("handover", {"courier": "JNE", "tracking_number": "cgk 1234 5678"}, ParcelState.SHIPPED),
        ("delivery", {}, ParcelState.DELIVERED),
    ):
        assert shop.post(f"{address}/{step}", data=typed).status_code == 303
        assert state() is then
    assert db.session.scalar(select(Parcel.tracking_number)) == "CGK12345678"
    assert db.session.scalar(select(Payment.state)) is PaymentState.PAID
    assert "CGK12345678" in shop.get(address).text


def test_a_missing_tracking_number_is_asked_for_and_nothing_moves(shop: FlaskClient, seller: Seller) -> None:
    order = make_order((make_product(seller), 1), delivery=DeliveryWay.COURIER, payment=PaymentWay.BANK_TRANSFER)
    address = f"/selling/parcels/{order.parcels[0].id}"
    shop.post(f"{address}/payment")
    shop.post(f"{address}/packing")
    answer = shop.post(f"{address}/handover", data={"courier": "Kurir Desa", "tracking_number": "12"})
    assert answer.status_code == 422
    assert "Nomor resi berisi" in answer.text
    assert 'value="Kurir Desa"' in answer.text
    assert state() is ParcelState.PACKED


def test_a_refused_order_puts_the_stock_back_and_needs_a_reason(shop: FlaskClient, seller: Seller) -> None:
    order = make_order((make_product(seller, on_hand=10), 3))
    address = f"/selling/parcels/{order.parcels[0].id}/refusal"
    assert shop.post(address, data={"reason": ""}).status_code == 422
    assert db.session.scalar(select(Product.on_hand)) == 7
    assert shop.post(address, data={"reason": "Stok rusak kena hujan."}).status_code == 303
    assert state() is ParcelState.CANCELLED
    assert db.session.scalar(select(Product.on_hand)) == 10


@pytest.mark.parametrize("step", STEPS)
def test_another_shops_parcel_does_not_exist(shop: FlaskClient, step: str) -> None:
    order = make_order()
    answer = shop.post(f"/selling/parcels/{order.parcels[0].id}/{step}", data={"reason": "Bukan milik saya."})
    assert answer.status_code == 404
    assert state() is ParcelState.PROCESSING


def test_an_order_appears_under_what_is_to_be_done(shop: FlaskClient, seller: Seller) -> None:
    order = make_order((make_product(seller), 1))
    assert order.number in shop.get("/selling/parcels").text
    assert order.number not in shop.get("/selling/parcels?tab=waiting").text
    assert shop.get("/selling/parcels?tab=nonsense").status_code == 200


def test_what_the_clock_did_is_told_in_the_readers_language(shop: FlaskClient, seller: Seller) -> None:
    order = make_order((make_product(seller), 1), payment=PaymentWay.BANK_TRANSFER)
    with clock.freeze(clock.now() + overdue.PATIENCE * 2):
        assert overdue.cancel_one_unpaid() is True
    address = f"/selling/parcels/{order.parcels[0].id}"
    assert overdue.TOO_LATE in shop.get(address, headers={"Accept-Language": "id"}).text
    in_english = shop.get(address, headers={"Accept-Language": "en"}).text
    assert "Not paid within 24 hours." in in_english
    assert overdue.TOO_LATE not in in_english
