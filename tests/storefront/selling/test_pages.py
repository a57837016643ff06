"""Who may enter the seller's desk, and what it costs to draw."""

from __future__ import annotations

import pytest
from flask import Flask

from products.actor import Role
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from tests.factories import make_account, make_order, make_product, make_seller
from tests.queries import queries_of
from tests.sessions import signed_in

PAGES = ["/selling/listings", "/selling/shop", "/selling/delivery", "/selling/payment", "/selling/parcels"]


@pytest.mark.parametrize("path", PAGES)
def test_a_seller_enters_a_guest_signs_in_first_and_nobody_else_gets_in(app: Flask, path: str) -> None:
    seller = make_account(Role.SELLER, seller_id=make_seller().id)
    assert signed_in(app, seller).get(path).status_code == 200
    guest = signed_in(app, None).get(path)
    assert guest.status_code == 303
    assert guest.location.startswith("/accounts/login")
    for role in (Role.BUYER, Role.ASSISTANT, Role.OFFICER):
        assert signed_in(app, make_account(role)).get(path).status_code == 403


def test_whoever_has_no_shop_is_invited_to_open_one(app: Flask) -> None:
    assert "Mulai daftar" in signed_in(app, None).get("/selling/").text
    newcomer = signed_in(app, make_account(Role.SELLER))
    assert newcomer.get("/selling/").location == "/selling/shop"
    assert "Beri nama lapak Anda" in newcomer.get("/selling/shop").text


def test_opening_a_shop_twice_opens_one(app: Flask) -> None:
    account = make_account(Role.SELLER)
    shop = signed_in(app, account)
    typed = {"name": "Dapur Bu Sari", "regency": "34.02", "state": "open", "agreed": "y"}
    assert [shop.post("/selling/shop", data=typed).status_code for _press in range(2)] == [303, 303]
    assert [one.name for one in db.session.query(Seller)] == ["Dapur Bu Sari"]
    assert db.session.get_one(Account, account.id).seller_id is not None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "D", "regency": "34.02"}, "Tulis nama lapak"),
        ({"name": "Dapur", "regency": "99.99"}, "Pilih dari daftar."),
        ({"name": "Dapur", "regency": "34.02", "whatsapp": "0812"}, "Nomor teleponnya belum lengkap"),
        ({"name": "Dapur", "regency": "34.02", "nib": "123"}, "NIB terdiri dari 13 angka"),
    ],
)
def test_a_wrong_word_about_the_shop_is_explained_and_nothing_is_lost(
    app: Flask, typed: dict[str, str], said: str
) -> None:
    seller = make_seller(name="Dapur lama")
    shop = signed_in(app, make_account(Role.SELLER, seller_id=seller.id))
    answer = shop.post("/selling/shop", data={"state": "open", "story": "Cerita panjang saya."} | typed)
    assert answer.status_code == 422
    assert "Cerita panjang saya." in answer.text
    assert db.session.get_one(Seller, seller.id).name == "Dapur lama"
    assert said in answer.text


@pytest.mark.parametrize("path", ["/selling/", "/selling/listings", "/selling/parcels"])
def test_the_desk_asks_the_database_no_more_when_there_is_more(app: Flask, path: str) -> None:
    seller = make_seller()
    account = make_account(Role.SELLER, seller_id=seller.id)
    make_order((make_product(seller), 1))
    shop = signed_in(app, account)
    few = queries_of(shop, path)
    for _more in range(6):
        make_order((make_product(seller), 1))
    assert queries_of(shop, path) == few


@pytest.mark.parametrize("name", ["   ", "\0\0\0", "\u200b\u200b\u200b", "a\r\n \r\n"])
def test_a_shop_needs_a_name_that_can_be_seen(app: Flask, name: str) -> None:
    shop = signed_in(app, make_account(Role.SELLER))
    typed = {"name": name, "regency": "34.02", "state": "open"}
    assert shop.post("/selling/shop", data=typed).status_code == 422


def test_a_new_shop_has_a_nib_that_is_one_or_none(app: Flask) -> None:
    newcomer = signed_in(app, make_account(Role.SELLER))
    typed = {"name": "Dapur Bu Sari", "regency": "34.02", "state": "open", "agreed": "y"}
    answer = newcomer.post("/selling/shop", data=typed | {"nib": "12345678901234567"})
    assert answer.status_code == 422
    assert "NIB terdiri dari 13 angka" in answer.text
    assert db.session.query(Seller).first() is None
    newcomer.post("/selling/shop", data=typed | {"nib": "1234 5678 90123"})
    assert db.session.query(Seller).one().nib == "1234567890123"


def test_what_a_phone_keeps_of_a_form_belongs_to_one_shop(app: Flask) -> None:
    seller = make_seller()
    page = signed_in(app, make_account(Role.SELLER, seller_id=seller.id)).get("/selling/shop").text
    assert f'data-autosave="shop-{seller.id}"' in page
    newcomer = make_account(Role.SELLER)
    assert f'data-autosave="new-shop-{newcomer.id}"' in signed_in(app, newcomer).get("/selling/shop").text
