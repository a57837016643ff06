"""Opening a shop asks for one consent, and sellers who opened before are asked once."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Actor, Role
from products.database import db, transaction
from products.models import Seller, SellerState
from storefront.accounts.models import Account
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.consenting.consent_words import text_of
from storefront.graduation.models import Consent
from tests.factories import make_account, make_seller
from tests.sessions import signed_in

SHOP = {"name": "Dapur Bu Sari", "regency": "34.02", "state": "open"}
ASKED = "Baca sekali: data Anda di lapak ini"


@pytest.fixture
def newcomer(app: Flask) -> Account:
    """A seller without a shop."""
    return make_account(Role.SELLER)


@pytest.fixture
def visitor(app: Flask, newcomer: Account) -> FlaskClient:
    """The newcomer, signed in."""
    return signed_in(app, newcomer)


def test_all_that_is_agreed_to_is_read_on_the_page_and_nothing_is_ticked(visitor: FlaskClient) -> None:
    page = visitor.get("/selling/shop").text
    assert " checked" not in page.split('name="agreed"')[1].split(">")[0]
    visitor.post("/selling/shop", data=SHOP | {"agreed": "y"})
    kept = db.session.query(Consent).one()
    lines = (text_of(kept.text_sha256) or "").splitlines()
    assert (kept.purpose, kept.way, len(lines)) == ("shop_data", "tick", 10)
    assert [words for line in lines for words in line.split(": ", 1) if words not in page] == []


def test_without_the_tick_no_shop_opens_and_nothing_typed_is_lost(visitor: FlaskClient) -> None:
    answer = visitor.post("/selling/shop", data=SHOP)
    assert answer.status_code == 422
    assert "Tanpa itu lapak belum bisa dibuka." in answer.text
    assert 'value="Dapur Bu Sari"' in answer.text
    assert (db.session.query(Seller).count(), db.session.query(Consent).count()) == (0, 0)


def test_the_phone_never_ticks_it_again_by_itself(visitor: FlaskClient) -> None:
    field = visitor.get("/selling/shop").text.split('name="agreed"')[0].rsplit("<input", 1)[1]
    rest = visitor.get("/selling/shop").text.split('name="agreed"')[1].split(">")[0]
    assert "data-no-keep" in field + rest


def test_an_open_shop_is_changed_without_being_asked_again(app: Flask, visitor: FlaskClient) -> None:
    visitor.post("/selling/shop", data=SHOP | {"agreed": "y"})
    assert 'name="agreed"' not in visitor.get("/selling/shop").text
    assert visitor.post("/selling/shop", data=SHOP | {"name": "Dapur Sari"}).status_code == 303
    assert db.session.query(Consent).count() == 1


def test_whoever_opened_before_is_asked_once_and_kept_from_nothing(app: Flask) -> None:
    seller = make_account(Role.SELLER, seller_id=make_seller().id)
    visitor = signed_in(app, seller)
    assert ASKED in visitor.get("/selling/").text
    assert visitor.post("/selling/shop", data=SHOP).status_code == 303
    visitor.post("/me/choices/shop_data/given")
    assert consent.has(seller.id, Purpose.SHOP)
    assert ASKED not in visitor.get("/selling/").text


def test_whoever_agreed_to_earlier_words_is_asked_too(app: Flask, visitor: FlaskClient) -> None:
    visitor.post("/selling/shop", data=SHOP | {"agreed": "y"})
    assert ASKED not in visitor.get("/selling/").text
    with transaction():
        db.session.query(Consent).one().version = "2026-11"
    assert ASKED in visitor.get("/selling/").text


def test_a_shop_whose_consent_was_taken_back_opens_again_only_after_a_new_one(
    visitor: FlaskClient, newcomer: Account
) -> None:
    visitor.post("/selling/shop", data=SHOP | {"agreed": "y"})
    herself = Actor(Role.SELLER, newcomer.id)
    shop = db.session.query(Seller).one()
    with transaction():
        consent.withdraw(herself, newcomer.id, Purpose.SHOP)
        shop.state = SellerState.RESTING
    answer = visitor.post("/selling/shop", data=SHOP)
    assert (answer.status_code, db.session.query(Seller).one().state) == (422, SellerState.RESTING)
    assert "Pilihan saya" in answer.text
    consent.give(herself, newcomer.id, [Purpose.SHOP])
    assert visitor.post("/selling/shop", data=SHOP).status_code == 303
    assert db.session.query(Seller).one().state is SellerState.OPEN
