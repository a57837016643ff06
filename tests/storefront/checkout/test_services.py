"""Placing an order: all of it or none of it, and once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from products import stock
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from products.models import Product, Seller, SellerState
from storefront.cart.services import packs_in
from storefront.checkout.services import Changed, place_order
from storefront.orders.models import DeliveryWay, Order, Parcel, ParcelMove, ParcelState
from storefront.outbox.models import Job
from storefront.payments.models import Payment, PaymentState, PaymentWay
from tests.factories import make_account, make_cart, make_offers, make_order, make_product, make_seller, make_submission

BUYER = Actor(Role.BUYER)


def shop_with(*stocks: int) -> list[Product]:
    """Products of one shop that offers everything."""
    seller = make_seller()
    make_offers(seller)
    return [make_product(seller, on_hand=on_hand) for on_hand in stocks]


def count(model: type[Order | Parcel | Payment | Job]) -> int:
    """How many rows there are."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_an_order_has_a_parcel_for_each_shop_with_lines_payment_move_and_mail(app: Flask) -> None:
    one, other = make_product(price_idr=10_000), make_product(price_idr=7_000)
    make_account(Role.SELLER, seller_id=one.seller_id, email="dapur@example.com")
    order = make_order((one, 2), (other, 1), delivery=DeliveryWay.COURIER, payment=PaymentWay.BANK_TRANSFER)
    assert [(part.items_idr, part.delivery_idr, part.state) for part in order.parcels] == [
        (20_000, 15_000, ParcelState.PENDING_PAYMENT),
        (7_000, 15_000, ParcelState.PENDING_PAYMENT),
    ]
    assert order.total_idr == sum(part.total_idr for part in order.parcels) == 57_000
    payments = db.session.scalars(select(Payment).order_by(Payment.parcel_id)).all()
    assert [pay.amount_idr for pay in payments] == [35_000, 22_000]
    assert all(pay.due_idr == pay.amount_idr + pay.unique_code_idr for pay in payments)
    assert all(1 <= pay.unique_code_idr <= 999 and pay.account_number == "001234567890" for pay in payments)
    assert [(move.from_state, move.role) for move in db.session.scalars(select(ParcelMove))] == [(None, Role.BUYER)] * 2
    sent = {job.payload["to"]: job.payload["text"] for job in db.session.scalars(select(Job))}
    assert set(sent) == {"rina@example.com", "dapur@example.com"}
    assert f"/orders/{order.number}?t={order.token}" in sent["rina@example.com"]


def test_cash_on_delivery_is_prepared_at_once_and_paid_later(app: Flask) -> None:
    order = make_order()
    payment = db.session.scalars(select(Payment)).one()
    assert order.parcels[0].state is ParcelState.PROCESSING
    assert (payment.state, payment.unique_code_idr) == (PaymentState.DUE, 0)


def test_what_was_bought_keeps_its_name_and_price(app: Flask) -> None:
    product = make_product(name="Teh Melati", price_idr=9_000)
    line = make_order((product, 3)).parcels[0].lines[0]
    with transaction():
        product.name, product.price_idr = "Teh Lain", 1
    assert (line.product_name, line.unit_price_idr, line.total_idr) == ("Teh Melati", 9_000, 27_000)


def test_an_order_takes_stock_and_empties_the_cart(app: Flask) -> None:
    (product,) = shop_with(5)
    token = make_cart((product, 2))
    place_order(BUYER, make_submission(token))
    assert (product.on_hand, packs_in(token)) == (3, 0)


def test_one_product_that_falls_short_undoes_everything(app: Flask) -> None:
    plenty, scarce = shop_with(9, 2)
    token = make_cart((plenty, 3), (scarce, 2))
    submission = make_submission(token)
    with transaction():
        stock.reserve(scarce.id, 1)
    jobs = count(Job)
    with pytest.raises(stock.NotEnough, match="tinggal 1"):
        place_order(BUYER, submission)
    assert (count(Order), count(Parcel), count(Payment), count(Job)) == (0, 0, 0, jobs)
    assert (plenty.on_hand, scarce.on_hand, packs_in(token)) == (9, 1, 5)


def test_the_same_submission_twice_is_one_order(app: Flask) -> None:
    (product,) = shop_with(5)
    submission = make_submission(make_cart((product, 2)))
    assert place_order(BUYER, submission).id == place_order(BUYER, submission).id
    assert (count(Order), product.on_hand) == (1, 3)


@pytest.mark.parametrize("change", [{"price_idr": 15_001}, {"ship_weight_g": 9_000}])
def test_what_is_not_what_she_was_shown_is_not_ordered(app: Flask, change: dict[str, int]) -> None:
    (product,) = shop_with(5)
    submission = make_submission(make_cart((product, 2)), DeliveryWay.COURIER, PaymentWay.BANK_TRANSFER)
    with transaction():
        for name, value in change.items():
            setattr(product, name, value)
    with pytest.raises(Changed):
        place_order(BUYER, submission)
    assert (count(Order), product.on_hand) == (0, 5)


def test_nothing_is_ordered_from_an_empty_cart_or_a_closed_shop(app: Flask) -> None:
    (product,) = shop_with(5)
    submission = make_submission(make_cart((product, 1)))
    with pytest.raises(Refusal, match="kosong"):
        place_order(BUYER, replace(submission, cart="keranjang-lain"))
    with transaction():
        db.session.get_one(Seller, product.seller_id).state = SellerState.CLOSED
    with pytest.raises(stock.NotEnough, match="tidak dijual"):
        place_order(BUYER, submission)


def test_an_order_of_an_account_is_hers(app: Flask) -> None:
    account = make_account()
    assert make_order(account=account).account_id == account.id


def test_a_buyer_without_mail_gets_none(app: Flask) -> None:
    (product,) = shop_with(5)
    submission = make_submission(make_cart((product, 1)))
    place_order(BUYER, replace(submission, contact=replace(submission.contact, email=None)))
    assert count(Job) == 0
