"""Thirty days after a parcel is done its shop no longer sees who bought; the buyer still sees her own order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from products.actor import Actor, Role
from products.database import transaction
from storefront.accounts.models import Account
from storefront.orders.models import Order, ParcelState
from storefront.payments.services import confirm_payment, refuse
from storefront.privacy.retention import rule
from tests.conftest import StoppedClock
from tests.factories import CONTACT, make_account, make_product, make_seller
from tests.sessions import signed_in
from tests.storefront.privacy.people import by_transfer, with_receipt

PRIVATE = (CONTACT.name, CONTACT.phone, "0812 3456 7890", "0812-3456-7890", "6281234567890", CONTACT.address)


@pytest.fixture
def seller(app: Flask) -> Account:
    """Whose shop it is."""
    return make_account(Role.SELLER, seller_id=make_seller().id)


@pytest.fixture
def order(seller: Account, stopped_clock: StoppedClock) -> Order:
    """An order with its receipt, paid and then called off."""
    assert seller.seller
    placed = by_transfer(make_product(seller.seller))
    with_receipt(placed)
    actor = Actor(Role.SELLER, seller.id)
    confirm_payment(actor, placed.parcels[0])
    refuse(actor, placed.parcels[0], "Bahannya habis.")
    return placed


def pages(app: Flask, seller: Account, order: Order) -> str:
    """What the shop sees of it: the list and the parcel."""
    client = signed_in(app, seller)
    parcel = client.get(f"/selling/parcels/{order.parcels[0].id}")
    return parcel.text + client.get("/selling/parcels?tab=closed").text


def test_for_thirty_days_the_shop_sees_who_bought(
    app: Flask, seller: Account, order: Order, stopped_clock: StoppedClock
) -> None:
    stopped_clock.move(days=30)
    page = pages(app, seller, order)
    assert CONTACT.name in page
    assert CONTACT.address in page
    assert rule("buyer-hidden").over() == 0


def test_after_that_it_sees_what_was_bought_and_from_which_regency(
    app: Flask, seller: Account, order: Order, stopped_clock: StoppedClock
) -> None:
    stopped_clock.move(days=30, seconds=1)
    page = pages(app, seller, order)
    assert [private for private in PRIVATE if private in page] == []
    assert "R***" in page
    assert "Sleman" in page
    assert "wa.me" not in page
    assert rule("buyer-hidden").over() == 1


def test_the_receipt_is_hidden_with_the_name(
    app: Flask, seller: Account, order: Order, stopped_clock: StoppedClock
) -> None:
    address = f"/orders/{order.number}/parcels/{order.parcels[0].id}/receipt"
    client = signed_in(app, seller)
    assert client.get(address).status_code == 200
    stopped_clock.move(days=31)
    assert client.get(address).status_code == 404


def test_a_parcel_under_way_is_never_hidden(
    app: Flask, seller: Account, order: Order, stopped_clock: StoppedClock
) -> None:
    with transaction():
        order.parcels[0].state = ParcelState.SHIPPED
        order.parcels[0].changed_at -= timedelta(days=90)
    assert CONTACT.address in signed_in(app, seller).get(f"/selling/parcels/{order.parcels[0].id}").text
