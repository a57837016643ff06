"""A seller who tried five times in a day, on the desk of the assistant who can help her."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Actor, Role
from products.database import db
from storefront.accounts.models import Account
from storefront.graduation.claiming import claims
from storefront.graduation.models import ClaimPause
from tests.factories import make_account, make_seller
from tests.sessions import signed_in
from tests.storefront.coaching.scenes import GAMBIR, assistant, record_of

FAR = "3171014101500777"


@pytest.fixture
def carer(app: Flask) -> Account:
    """An assistant with records in the district."""
    return assistant()


@pytest.fixture
def pause(carer: Account) -> ClaimPause:
    """Somebody's."""
    record_of(carer)
    seller = make_seller(name="Dapur Lelah")
    owner = make_account(Role.SELLER, seller_id=seller.id)
    actor = Actor(Role.SELLER, owner.id)
    for _ in range(5):
        claims.claim(actor, owner.id, seller, FAR, "Tini Lelah", GAMBIR)
        claims.withdraw(actor, seller.id)
    return db.session.query(ClaimPause).one()


@pytest.fixture
def desk(app: Flask, carer: Account) -> FlaskClient:
    """Her browser."""
    return signed_in(app, carer)


def test_she_stands_on_top_of_the_day_with_her_shop_and_nothing_she_wrote(desk: FlaskClient, pause: ClaimPause) -> None:
    for address in ("/coaching/", "/coaching/claims", f"/coaching/pauses/{pause.id}"):
        page = desk.get(address).text
        assert "Dapur Lelah" in page
        assert "Tini" not in page
        assert FAR[-4:] not in page
    assert f"/coaching/pauses/{pause.id}" in desk.get("/coaching/").text


def test_taking_it_up_clears_the_day_and_opening_clears_the_list(desk: FlaskClient, pause: ClaimPause) -> None:
    assert desk.post(f"/coaching/pauses/{pause.id}/seen").location == "/coaching/claims"
    assert "Dapur Lelah" not in desk.get("/coaching/").text
    assert "Sudah dibantu" in desk.get("/coaching/claims").text
    assert "Sudah ada yang membantu" in desk.get(f"/coaching/pauses/{pause.id}").text
    assert desk.post(f"/coaching/pauses/{pause.id}/opening").location == "/coaching/claims"
    assert desk.get(f"/coaching/pauses/{pause.id}").status_code == 404


def test_for_another_assistant_it_does_not_exist(app: Flask, pause: ClaimPause) -> None:
    other = signed_in(app, assistant())
    assert other.get(f"/coaching/pauses/{pause.id}").status_code == 404
    for deed in ("seen", "opening"):
        assert other.post(f"/coaching/pauses/{pause.id}/{deed}").status_code == 404
