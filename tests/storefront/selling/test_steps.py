"""Her own steps and what was agreed, in words that anybody may read over her shoulder."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.care.contacts import note_contact
from storefront.care.models import ContactWay
from storefront.care.steps import tick
from storefront.graduation.models import Kind
from tests.conftest import StoppedClock
from tests.sessions import signed_in
from tests.storefront.care.scenes import graduate
from tests.storefront.care.test_plans import OVER_HER_SHOULDER
from tests.storefront.coaching.scenes import acting, assistant, seller_of


@pytest.fixture
def carer(app: Flask, stopped_clock: StoppedClock) -> Account:
    """Her assistant."""
    return assistant()


def desk_of(app: Flask, seller: Seller) -> FlaskClient:
    """Her browser."""
    return signed_in(app, db.session.scalars(select(Account).where(Account.seller_id == seller.id)).one())


def body_of(page: str) -> str:
    """The page without its frame."""
    return page.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("kind", list(Kind))
def test_her_first_page_names_the_next_step_and_neither_kind_nor_programme(
    app: Flask, carer: Account, kind: Kind
) -> None:
    desk = desk_of(app, graduate(carer, date(2026, 2, 1), kind))
    card = desk.get("/selling/").text.split("step-card")[1].split("</a>")[0]
    assert "Langkah berikutnya" in card
    for words in (card, body_of(desk.get("/selling/steps").text)):
        assert not OVER_HER_SHOULDER.search(words)


def test_what_is_done_is_checked_off_and_the_next_one_shown(app: Flask, carer: Account) -> None:
    seller = graduate(carer, date(2026, 2, 1))
    tick(acting(carer), seller.id, "two_purses")
    page = desk_of(app, seller).get("/selling/steps").text
    assert "Pilih satu barang" in page.split('class="next"')[1].split("</section>")[0]
    assert page.count("step-row-done") == 1
    assert "2 Mar 2026" in page


def test_she_reads_what_was_noted_about_her(app: Flask, carer: Account) -> None:
    seller, other = graduate(carer, date(2026, 2, 1)), seller_of(carer)
    note_contact(acting(carer), seller.id, ContactWay.VISIT, date(2026, 3, 1), "Sepakat: satu foto per barang.")
    page = desk_of(app, seller).get("/selling/steps").text
    assert "Sepakat: satu foto per barang." in page
    assert carer.display_name in page
    assert "Sepakat" not in desk_of(app, other).get("/selling/steps").text


def test_without_a_plan_there_is_no_card_and_a_friendly_empty_page(app: Flask, carer: Account) -> None:
    desk = desk_of(app, seller_of(carer))
    assert "step-card" not in desk.get("/selling/").text
    assert "Belum ada langkah di sini" in desk.get("/selling/steps").text


def test_the_page_is_hers(app: Flask, carer: Account) -> None:
    assert app.test_client().get("/selling/steps").status_code == 303
    assert signed_in(app, carer).get("/selling/steps").status_code == 403


def test_it_is_found_from_her_own_data_too(app: Flask, carer: Account) -> None:
    assert 'href="/selling/steps"' in desk_of(app, seller_of(carer)).get("/me/mine").text
