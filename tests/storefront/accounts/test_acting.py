"""Whose shop a request works on, and in whose name."""

from __future__ import annotations

import pytest
from flask import Flask, session
from werkzeug.exceptions import NotFound

from products.actor import Actor, Role
from products.database import db
from storefront.accounts import acting
from storefront.accounts.deeds import record_deed
from storefront.accounts.models import Account, Deed
from storefront.graduation.caring.caseload import release_from_care, take_into_care
from tests.factories import make_account, make_seller
from tests.sessions import signed_in


def test_an_assistant_acts_for_a_seller_in_her_care_until_she_leaves_it(app: Flask) -> None:
    shop, dewi = make_seller(), make_account(Role.ASSISTANT)
    take_into_care(dewi.id, shop.id)
    client = signed_in(app, dewi)
    with client.session_transaction() as session:
        session["acting_for"] = shop.id
    page = client.get("/selling/shop")
    assert page.status_code == 200
    assert f"Bekerja atas nama {shop.name}" in page.text
    release_from_care(shop.id)
    assert client.get("/selling/shop").status_code == 404


def test_a_number_planted_in_the_session_opens_no_shop(app: Flask) -> None:
    shop = make_seller()
    take_into_care(make_account(Role.ASSISTANT).id, shop.id)
    for role, answer in ((Role.ASSISTANT, 404), (Role.BUYER, 403), (Role.OFFICER, 403)):
        client = signed_in(app, make_account(role))
        with client.session_transaction() as session:
            session["acting_for"] = shop.id
        assert client.get("/selling/shop").status_code == answer


def test_a_seller_acts_for_her_own_shop_whatever_the_session_says(app: Flask) -> None:
    mine, other = make_seller(), make_seller()
    client = signed_in(app, make_account(Role.SELLER, seller_id=mine.id))
    with client.session_transaction() as session:
        session["acting_for"] = other.id
    page = client.get("/selling/shop").text
    assert mine.name in page
    assert other.name not in page


def test_to_stop_acting_is_one_press(app: Flask) -> None:
    shop, dewi = make_seller(), make_account(Role.ASSISTANT)
    take_into_care(dewi.id, shop.id)
    client = signed_in(app, dewi)
    with client.session_transaction() as session:
        session["acting_for"] = shop.id
    assert client.post("/accounts/acting/stop").location == "/coaching/"
    assert client.get("/selling/shop").status_code == 403


def test_the_actor_of_a_guest_has_no_account(app: Flask) -> None:
    with app.test_request_context():
        assert acting.current_actor() == Actor(Role.BUYER)
        with pytest.raises(NotFound):
            acting.current_shop()


def test_the_actor_says_for_whom_an_assistant_acts(app: Flask) -> None:
    shop, dewi = make_seller(), make_account(Role.ASSISTANT)
    take_into_care(dewi.id, shop.id)
    with app.test_request_context():
        _enter(dewi)
        assert acting.current_actor() == Actor(Role.ASSISTANT, dewi.id)
        acting.start_acting(shop.id)
        assert acting.current_actor() == Actor(Role.ASSISTANT, dewi.id, shop.id)
        assert acting.current_shop().id == shop.id
        acting.stop_acting()
        assert acting.current_actor() == Actor(Role.ASSISTANT, dewi.id)


def test_nobody_starts_acting_for_a_seller_outside_her_care(app: Flask) -> None:
    shop, dewi = make_seller(), make_account(Role.ASSISTANT)
    with app.test_request_context():
        _enter(dewi)
        with pytest.raises(NotFound):
            acting.start_acting(shop.id)


def test_deeds_are_kept_only_for_those_who_act_for_somebody_else(app: Flask) -> None:
    shop, dewi = make_seller(), make_account(Role.ASSISTANT)
    record_deed(Actor(Role.SELLER, dewi.id), "listing.saved")
    record_deed(Actor(Role.ASSISTANT, dewi.id, shop.id), "listing.saved", "Keripik")
    (deed,) = db.session.query(Deed).all()
    assert (deed.account_id, deed.seller_id, deed.subject) == (dewi.id, shop.id, "Keripik")


def _enter(account: Account) -> None:
    session.update({"_user_id": account.session_key, "_fresh": True, "signed_in_at": 1e12})
