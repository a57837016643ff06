"""Many buyers at once: what cannot be sold twice, ordered twice, or waited for in a circle.

Each race has its control: the same crowd with the guard taken away, which must go wrong. A control that passes would
mean that the test proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from products import stock
from products.actor import Actor, Role
from products.database import db, transaction
from products.models import Product
from storefront.checkout.services import place_order
from storefront.orders import services as orders
from storefront.orders.models import Order, Parcel, ParcelMove, ParcelState
from storefront.payments import services as payments
from storefront.payments.models import Payment, PaymentWay
from tests.concurrency.crowd import at_once
from tests.factories import make_account, make_cart, make_offers, make_order, make_product, make_seller, make_submission

pytestmark = pytest.mark.concurrency

BUYER = Actor(Role.BUYER)
SQLITE_AND_POSTGRES = ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]


@pytest.fixture(params=SQLITE_AND_POSTGRES)
def shop(request: pytest.FixtureRequest) -> Flask:
    """A shop on each of the databases."""
    app: Flask = request.getfixturevalue(request.param)
    return app


def buying(*packs: tuple[Product, int], payment: PaymentWay = PaymentWay.CASH_ON_DELIVERY) -> Callable[[], Order]:
    """A buyer with a cart of her own, ready to press the button."""
    submission = make_submission(make_cart(*packs), payment=payment)
    return lambda: place_order(BUYER, submission)


def on_sale(on_hand: int) -> Product:
    """A product in a shop that offers everything."""
    seller = make_seller()
    make_offers(seller)
    return make_product(seller, on_hand=on_hand)


def count(model: type[Order | Payment | ParcelMove]) -> int:
    """How many rows there are."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_two_buyers_and_one_last_pack_make_exactly_one_order(shop: Flask) -> None:
    product = on_sale(1)
    ended = at_once(shop, [buying((product, 1)) for _buyer in range(2)])
    assert sorted(type(one).__name__ for one in ended) == ["NotEnough", "Order"]
    assert (count(Order), product.on_hand) == (1, 0)


def test_a_crowd_buys_what_there_is_and_not_one_pack_more(shop: Flask) -> None:
    product = on_sale(5)
    ended = at_once(shop, [buying((product, 1)) for _buyer in range(12)])
    assert sum(isinstance(one, stock.NotEnough) for one in ended) == 7
    assert (count(Order), product.on_hand) == (5, 0)


def test_control_reading_first_and_writing_then_sells_the_last_pack_twice(shop: Flask) -> None:
    product_id = on_sale(1).id
    both_have_read = Barrier(2, timeout=30)

    def read_then_write() -> bool:
        left = db.session.scalar(select(Product.on_hand).where(Product.id == product_id)) or 0
        both_have_read.wait()
        with transaction() as session:
            session.execute(update(Product).where(Product.id == product_id).values(on_hand=left - 1))
        return left >= 1

    assert at_once(shop, [read_then_write] * 2) == [True, True]
    assert db.session.scalar(select(Product.on_hand)) == 0


@pytest.mark.postgres
def test_control_orders_without_the_guard_oversell(postgres_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    product = on_sale(1)
    both_have_read = Barrier(2, timeout=30)

    def careless(quantities: Mapping[int, int]) -> None:
        for product_id, quantity in quantities.items():
            left = db.session.scalar(select(Product.on_hand).where(Product.id == product_id)) or 0
            both_have_read.wait()
            assert left >= quantity
            db.session.execute(update(Product).where(Product.id == product_id).values(on_hand=left - quantity))

    monkeypatch.setattr(stock, "reserve_all", careless)
    at_once(postgres_app, [buying((product, 1)) for _buyer in range(2)])
    assert (count(Order), product.on_hand) == (2, 0)


def test_opposite_carts_do_not_wait_for_each_other_in_a_circle(shop: Flask) -> None:
    one, other = on_sale(99), on_sale(99)
    there = [buying((one, 1), (other, 1)) for _buyer in range(6)]
    back = [buying((other, 1), (one, 1)) for _buyer in range(6)]
    ended = at_once(shop, [*there, *back])
    assert [one for one in ended if isinstance(one, Exception)] == []
    assert (one.on_hand, other.on_hand) == (87, 87)


@pytest.mark.postgres
def test_control_carts_taken_in_their_own_order_deadlock(postgres_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = on_sale(9), on_sale(9)
    both_hold_one = Barrier(2, timeout=30)

    def unsorted(quantities: Mapping[int, int]) -> None:
        for at, (product_id, quantity) in enumerate(quantities.items()):
            if at == 1:
                both_hold_one.wait()
            stock.reserve(product_id, quantity)

    monkeypatch.setattr(stock, "reserve_all", unsorted)
    ended = at_once(postgres_app, [buying((one, 1), (other, 1)), buying((other, 1), (one, 1))])
    fallen = [one for one in ended if isinstance(one, OperationalError)]
    assert len(fallen) == 1
    assert "deadlock detected" in str(fallen[0])


def test_the_same_submission_from_two_hands_is_one_order(shop: Flask) -> None:
    product = on_sale(9)
    press = buying((product, 2), payment=PaymentWay.BANK_TRANSFER)
    ended = at_once(shop, [lambda: press().id] * 6)
    assert set(ended) == {db.session.scalar(select(Order.id))}
    assert (count(Order), count(Payment), product.on_hand) == (1, 1, 7)


def test_transfers_ordered_at_once_have_codes_of_their_own(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storefront.payments.codes.CODES", range(1, 7))
    product = on_sale(99)
    at_once(shop, [buying((product, 1), payment=PaymentWay.BANK_TRANSFER) for _buyer in range(6)])
    assert set(db.session.scalars(select(Payment.unique_code_idr))) == set(range(1, 7))


def test_packing_and_cancelling_at_once_have_one_winner(shop: Flask) -> None:
    product = on_sale(9)
    parcel_id = make_order((product, 2)).parcels[0].id
    seller = Actor(Role.SELLER, make_account(Role.SELLER, seller_id=product.seller_id).id)
    ended = at_once(
        shop,
        [
            lambda: orders.pack(seller, db.session.get_one(Parcel, parcel_id)),
            lambda: payments.cancel(BUYER, db.session.get_one(Parcel, parcel_id)),
        ],
    )
    cancelled = db.session.scalar(select(Parcel.state)) is ParcelState.CANCELLED
    assert sum(isinstance(one, Exception) for one in ended) == 1
    assert (product.on_hand, count(ParcelMove)) == (9 if cancelled else 7, 2)


def test_a_seller_who_counts_while_packs_are_sold_loses_none_of_the_sales(shop: Flask) -> None:
    product_id = on_sale(10).id
    product = db.session.get_one(Product, product_id)
    buyers = [buying((product, 1)) for _buyer in range(4)]
    at_once(shop, [lambda: stock.set_on_hand(product_id, 30, seen=10), *buyers])
    assert product.on_hand == 26
