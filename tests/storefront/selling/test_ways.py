"""How goods travel and how they are paid, as a seller sets it on her desk."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from products.actor import Role
from products.database import db
from products.models import Seller
from products.regions import Zone
from storefront.accounts.models import Deed
from storefront.graduation.caring.caseload import take_into_care
from storefront.orders.models import DeliveryOffer, DeliveryWay, PostageRate
from storefront.payments.models import PaymentOffer, PaymentWay
from tests.factories import make_account, make_offers, make_seller
from tests.sessions import signed_in

BANK = {"bank": "BRI", "account_number": "0012 3456 7890", "account_holder": "Sari Contoh"}


@pytest.fixture
def seller(app: Flask) -> Seller:
    """Whose desk it is."""
    return make_seller()


@pytest.fixture
def shop(app: Flask, seller: Seller) -> FlaskClient:
    """Her, signed in."""
    return signed_in(app, make_account(Role.SELLER, seller_id=seller.id))


def deliveries() -> dict[DeliveryWay, int]:
    """What is kept, as way and fee."""
    return dict(db.session.execute(select(DeliveryOffer.way, DeliveryOffer.fee_idr)).all())


def test_what_is_ticked_is_offered_and_nothing_else(shop: FlaskClient, seller: Seller) -> None:
    make_offers(seller)
    typed = {"ways": ["seller_brings", "courier"], "seller_brings_fee": "7.500", "same_province": "12rb"}
    assert shop.post("/selling/delivery", data=typed).status_code == 303
    assert deliveries() == {DeliveryWay.SELLER_BRINGS: 7_500, DeliveryWay.COURIER: 0}
    rates = db.session.execute(select(PostageRate.zone, PostageRate.per_kg_idr)).all()
    assert [tuple(rate) for rate in rates] == [(Zone.SAME_PROVINCE, 12_000)]
    page = shop.get("/selling/delivery").text
    assert 'value="7.500"' in page
    assert 'value="12.000"' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ways": ["courier"]}, "Tulis ongkos kurir paling sedikit untuk satu daerah."),
        ({"ways": ["courier"], "other": "2jt"}, "Tulis ongkos antara Rp0 dan Rp1.000.000."),
        ({"ways": ["burung"]}, "Pilih dari daftar."),
    ],
)
def test_a_way_that_cannot_work_is_explained_and_nothing_changes(
    shop: FlaskClient, seller: Seller, typed: dict[str, object], said: str
) -> None:
    make_offers(seller, (DeliveryWay.PICK_UP,))
    answer = shop.post("/selling/delivery", data=typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert deliveries() == {DeliveryWay.PICK_UP: 0}


def test_a_first_way_to_deliver_leads_on_to_the_ways_to_be_paid(shop: FlaskClient) -> None:
    answer = shop.post("/selling/delivery", data={"ways": ["pick_up"]})
    assert answer.location == "/selling/payment"
    shop.post("/selling/payment", data={"ways": ["cash_on_delivery"]})
    assert shop.post("/selling/delivery", data={"ways": ["pick_up"]}).location == "/selling/delivery"


def test_an_account_is_kept_with_its_number_in_digits_alone(shop: FlaskClient) -> None:
    assert shop.post("/selling/payment", data=BANK | {"ways": ["bank_transfer"]}).status_code == 303
    offer = db.session.scalars(select(PaymentOffer)).one()
    assert (offer.way, offer.account_number) == (PaymentWay.BANK_TRANSFER, "001234567890")


def test_a_transfer_without_its_account_is_asked_for_and_nothing_of_the_page_is_kept(shop: FlaskClient) -> None:
    typed = BANK | {"ways": ["cash_on_delivery", "bank_transfer"], "account_number": "12"}
    answer = shop.post("/selling/payment", data=typed)
    assert answer.status_code == 422
    assert "Nomor rekening berisi angka saja" in answer.text
    assert db.session.scalar(select(PaymentOffer)) is None


def test_what_an_assistant_sets_is_noted_once_and_what_was_never_offered_not_at_all(app: Flask, seller: Seller) -> None:
    assistant = make_account(Role.ASSISTANT)
    take_into_care(assistant.id, seller.id)
    desk = signed_in(app, assistant)
    desk.post(f"/coaching/sellers/{seller.id}/acting")
    desk.post("/selling/payment", data={"ways": ["cash_on_delivery"]})
    deeds = db.session.execute(select(Deed.what, Deed.subject)).all()
    assert [tuple(deed) for deed in deeds] == [("shop.payment_changed", "cash_on_delivery")]
