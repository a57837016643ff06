"""The sellers in her care: the list, one of them, her plan, working in her name, and her reset code."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from products.database import db
from products.models import Seller
from storefront.accounts.models import Account, Deed
from storefront.accounts.reset import redeem
from tests.factories import make_product
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.coaching.scenes import assistant, in_review, parcel_of, seller_of


@pytest.fixture
def carer(app: Flask) -> Account:
    """The assistant."""
    return assistant()


@pytest.fixture
def seller(carer: Account) -> Seller:
    """A shop in her care."""
    return seller_of(carer, name="Dapur Melati", maker="Ratna")


@pytest.fixture
def desk(app: Flask, carer: Account) -> FlaskClient:
    """Her browser."""
    return signed_in(app, carer)


def test_a_seller_is_found_by_part_of_her_or_her_shops_name(desk: FlaskClient, seller: Seller) -> None:
    for asked in ("", "melati", "RATNA", "dapur m"):
        assert seller.name in desk.get("/coaching/sellers", query_string={"q": asked}).text, asked


def test_a_search_that_finds_nobody_leads_back_to_all(desk: FlaskClient, seller: Seller) -> None:
    for asked in ("tidak ada", "%", "_"):
        page = desk.get("/coaching/sellers", query_string={"q": asked}).text
        assert seller.name not in page, asked
        assert "Lihat semua" in page


def test_the_list_tells_when_something_last_happened(desk: FlaskClient, seller: Seller) -> None:
    parcel_of(seller, days_ago=4)
    page = desk.get("/coaching/sellers").text
    assert "1 barang tampil · 1 pesanan berjalan" in page
    assert "Terakhir bergerak" in page


def test_the_page_of_a_seller_shows_shelf_and_open_orders_without_the_buyer(desk: FlaskClient, seller: Seller) -> None:
    parcel, sent = parcel_of(seller), in_review(seller, name="Kopi Robusta Halus")
    page = desk.get(f"/coaching/sellers/{seller.id}").text
    assert parcel.order.number in page
    assert sent.name in page
    assert "Sedang ditinjau" in page
    assert parcel.order.contact_name not in page
    assert parcel.order.contact_phone.lstrip("+") not in page


def test_working_in_her_name_opens_her_desk_and_leaves_deeds_to_read(
    desk: FlaskClient, carer: Account, seller: Seller
) -> None:
    answer = desk.post(f"/coaching/sellers/{seller.id}/acting")
    assert (answer.status_code, answer.location) == (303, "/selling/")
    assert "Bekerja atas nama Dapur Melati" in desk.get("/selling/").text
    desk.post("/selling/listings")
    deed = db.session.scalars(select(Deed)).one()
    assert (deed.account_id, deed.seller_id, deed.what) == (carer.id, seller.id, "listing.begun")
    assert "Menambah barang" in desk.get(f"/coaching/sellers/{seller.id}").text


def test_working_in_her_name_leads_to_her_desk_and_nowhere_else(desk: FlaskClient, seller: Seller) -> None:
    leads_to = {
        "/selling/parcels/7": "/selling/parcels/7",
        "https://example.org/selling/": "/selling/",
        "//example.org/selling/": "/selling/",
        "/programme/": "/selling/",
    }
    address = f"/coaching/sellers/{seller.id}/acting"
    assert {wanted: desk.post(address, data={"next": wanted}).location for wanted in leads_to} == leads_to


def test_the_reset_code_is_shown_once_kept_nowhere_and_opens_her_account(
    desk: FlaskClient, carer: Account, seller: Seller
) -> None:
    answer = desk.post(f"/coaching/sellers/{seller.id}/reset-code")
    shown = re.search(r"<span>(\d{4})</span> <span>(\d{4})</span>", answer.text)
    assert shown
    code = "".join(shown.groups())
    assert answer.headers["Cache-Control"] == "no-store"
    again = desk.get(f"/coaching/sellers/{seller.id}/reset-code")
    assert (again.status_code, again.location) == (302, f"/coaching/sellers/{seller.id}")
    owner = db.session.scalars(select(Account).where(Account.seller_id == seller.id)).one()
    assert redeem(str(owner.email), code, "kebun-teh-pagi-hari", "127.0.0.1").id == owner.id
    assert db.session.scalars(select(Deed.what)).one() == "reset_code.given"


def test_the_query_counts_do_not_grow_with_sellers_goods_and_orders(
    desk: FlaskClient, carer: Account, seller: Seller
) -> None:
    parcel_of(seller)
    before = [queries_of(desk, address) for address in ("/coaching/sellers", f"/coaching/sellers/{seller.id}")]
    for _number in range(3):
        parcel_of(seller)
        make_product(seller)
        parcel_of(seller_of(carer))
    assert [queries_of(desk, one) for one in ("/coaching/sellers", f"/coaching/sellers/{seller.id}")] == before
