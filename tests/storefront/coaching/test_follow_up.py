"""The list of whom to ask after: what happened in plain words, one kind message, and no record read by looking."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from products.database import db, transaction
from products.models import Seller, SellerState
from storefront.accounts.models import Account
from storefront.care.contacts import note_contact
from storefront.care.models import ContactWay
from storefront.graduation.models import RecordLook
from tests.conftest import StoppedClock
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.care.scenes import graduate, sold
from tests.storefront.coaching.scenes import acting, assistant, seller_of

TODAY = date(2026, 3, 2)
PAGES = ("/coaching/", "/coaching/follow-up", "/coaching/sellers")


@pytest.fixture
def carer(app: Flask, stopped_clock: StoppedClock) -> Account:
    """The assistant."""
    return assistant()


@pytest.fixture
def desk(app: Flask, carer: Account) -> FlaskClient:
    """Her browser."""
    return signed_in(app, carer)


@pytest.fixture
def silent(carer: Account) -> Seller:
    """A seller whose orders stopped on the 24th of January."""
    seller = graduate(carer, date(2026, 2, 1), name="Dapur Melati", maker="Ratna")
    sold(seller, date(2026, 1, 24))
    return seller


@pytest.fixture
def falling(carer: Account) -> Seller:
    """A seller whose income fell by more than a half."""
    seller = graduate(carer, date(2026, 2, 1), name="Sambal Bu Wati", maker="Wati")
    sold(seller, TODAY - timedelta(days=40), 900_000)
    sold(seller, TODAY - timedelta(days=4), 410_000)
    return seller


def test_what_happened_is_said_in_plain_words(desk: FlaskClient, silent: Seller, falling: Seller) -> None:
    for page in (desk.get("/coaching/follow-up").text, desk.get("/coaching/").text):
        assert "Tidak ada pesanan sejak 24 Januari." in page
        assert "Pemasukan 30 hari ini Rp410.000, sebelumnya Rp900.000." in page


def test_one_writes_kindly_and_without_a_figure(desk: FlaskClient, carer: Account, silent: Seller) -> None:
    page = desk.get("/coaching/follow-up").text
    message = unquote(page.split("https://wa.me/6281200000001?text=")[1].split('"')[0])
    assert message.startswith(f"Halo Ratna, apa kabar? Ini {carer.display_name}.")
    for word in ("PKH", "graduasi", "bantuan", "Rp", "pesanan", "turun"):
        assert word not in message
    assert f"/coaching/sellers/{silent.id}/contacts" in page


def test_a_phone_of_her_own_serves_where_the_shop_names_none(desk: FlaskClient, silent: Seller) -> None:
    owner = db.session.scalars(select(Account).where(Account.seller_id == silent.id)).one()
    with transaction():
        silent.whatsapp, owner.phone = None, "+6281299990000"
    assert "https://wa.me/6281299990000" in desk.get("/coaching/follow-up").text
    with transaction():
        owner.phone = None
    assert "wa.me" not in desk.get("/coaching/follow-up").text


def test_a_shop_that_rests_is_said_to(desk: FlaskClient, silent: Seller) -> None:
    with transaction():
        silent.state = SellerState.RESTING
    assert "Lapaknya sedang istirahat." in desk.get("/coaching/follow-up").text


def test_the_calm_ones_are_below_and_whoever_was_asked_after_is_calm(
    desk: FlaskClient, carer: Account, silent: Seller, falling: Seller
) -> None:
    note_contact(acting(carer), silent.id, ContactWay.CALL, TODAY)
    page = desk.get("/coaching/follow-up").text
    assert page.index(falling.name) < page.index("Berjalan tenang") < page.index(silent.name)
    assert "Sudah disapa. Muncul lagi 16 Maret bila belum membaik." in page


def test_where_all_is_well_it_says_so(desk: FlaskClient, carer: Account) -> None:
    assert "Semua berjalan baik" in desk.get("/coaching/follow-up").text


def test_nobody_elses_seller_is_on_it(app: Flask, silent: Seller) -> None:
    assert silent.name not in signed_in(app, assistant()).get("/coaching/follow-up").text


def test_looking_at_the_lists_reads_no_record_and_shows_nothing_of_it(desk: FlaskClient, silent: Seller) -> None:
    for address in (*PAGES, f"/coaching/sellers/{silent.id}", f"/coaching/sellers/{silent.id}/contacts"):
        page = desk.get(address).text
        assert "Graduasi" not in page
        assert "Februari 2026" not in page, "the day of her graduation"
    assert db.session.scalar(select(func.count()).select_from(RecordLook)) == 0


def test_who_needs_a_word_comes_first_in_the_list_of_sellers(desk: FlaskClient, carer: Account, silent: Seller) -> None:
    overdue = seller_of(carer, name="Aneka Kue")
    note_contact(acting(carer), overdue.id, ContactWay.VISIT, date(2026, 2, 1), next_on=date(2026, 2, 20))
    newcomer = seller_of(carer, name="Abon Baru")
    by_need = desk.get("/coaching/sellers").text
    assert by_need.index(silent.name) < by_need.index(overdue.name) < by_need.index(newcomer.name)
    assert "Pesanan berhenti" in by_need
    assert by_need.count("Waktunya menyapa") == 1
    by_name = desk.get("/coaching/sellers?sort=name").text
    assert by_name.index(newcomer.name) < by_name.index(overdue.name) < by_name.index(silent.name)


def test_a_day_agreed_upon_that_has_come_waits_on_the_desk(desk: FlaskClient, carer: Account, silent: Seller) -> None:
    seller = seller_of(carer, name="Aneka Kue")
    note_contact(acting(carer), seller.id, ContactWay.VISIT, date(2026, 2, 1), next_on=TODAY + timedelta(days=1))
    assert "Janji bertemu" not in desk.get("/coaching/").text
    note_contact(acting(carer), seller.id, ContactWay.VISIT, date(2026, 2, 2), next_on=TODAY)
    note_contact(acting(carer), silent.id, ContactWay.VISIT, date(2026, 1, 28), next_on=TODAY)
    promised = desk.get("/coaching/").text.split("Janji bertemu")[1]
    assert "Aneka Kue" in promised
    assert silent.name not in promised, "she is asked after already"


def test_the_queries_do_not_grow_with_the_sellers_and_eighty_are_a_light_page(
    desk: FlaskClient, carer: Account, silent: Seller, falling: Seller
) -> None:
    note_contact(acting(carer), silent.id, ContactWay.VISIT, date(2026, 1, 2), next_on=TODAY)
    before = [queries_of(desk, page) for page in PAGES]
    with transaction():
        for number in range(78):
            seller = graduate(carer, date(2026, 2, 1), name=f"Lapak {number}")
            sold(seller, TODAY - timedelta(days=45), 900_000)
    assert [queries_of(desk, page) for page in PAGES] == before
    page = desk.get("/coaching/sellers").text
    assert page.count('class="row"') == 80
    assert len(page) < 60_000
