"""Noting that they were in touch: proposed, kept, refused in plain words, and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.models import Seller
from storefront.accounts.models import Account
from storefront.care.contacts import contacts_of, note_contact
from storefront.care.models import ContactWay
from storefront.graduation.caring.caseload import take_into_care
from tests.conftest import StoppedClock
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.care.scenes import graduate
from tests.storefront.coaching.scenes import acting, assistant, seller_of

TODAY = date(2026, 3, 2)
GIVEN = {"way": "visit", "on_day": "2026-03-01", "words": "Foto dekat jendela.", "next_on": "2026-03-15"}


@pytest.fixture
def carer(app: Flask, stopped_clock: StoppedClock) -> Account:
    """The assistant."""
    return assistant()


@pytest.fixture
def seller(carer: Account) -> Seller:
    """A shop in her care."""
    return graduate(carer, date(2026, 2, 1))


@pytest.fixture
def desk(app: Flask, carer: Account) -> FlaskClient:
    """Her browser."""
    return signed_in(app, carer)


def test_today_and_the_next_day_by_rhythm_are_there_already(desk: FlaskClient, seller: Seller) -> None:
    page = desk.get(f"/coaching/sellers/{seller.id}/contacts").text
    assert 'value="2026-03-02"' in page
    assert 'value="2026-03-09"' in page
    assert page.count('class="pill-choice"') == 4


def test_what_is_noted_stands_on_her_page_with_the_next_day(desk: FlaskClient, carer: Account, seller: Seller) -> None:
    answer = desk.post(f"/coaching/sellers/{seller.id}/contacts", data=GIVEN)
    assert (answer.status_code, answer.location) == (303, f"/coaching/sellers/{seller.id}#kabar")
    page = desk.get(f"/coaching/sellers/{seller.id}").text
    assert "Foto dekat jendela." in page
    assert f"1 Mar 2026 · {carer.display_name}" in page
    assert "Berikutnya 15 Maret" in page
    (contact,) = contacts_of(seller.id)
    assert (contact.way, contact.on_day, contact.next_on) == (ContactWay.VISIT, date(2026, 3, 1), date(2026, 3, 15))


def test_the_next_day_and_the_words_may_be_left_out(desk: FlaskClient, seller: Seller) -> None:
    desk.post(f"/coaching/sellers/{seller.id}/contacts", data=GIVEN | {"words": "", "next_on": ""})
    (contact,) = contacts_of(seller.id)
    assert (contact.words, contact.next_on) == ("", None)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"on_day": "2026-03-03"}, "hari yang sudah lewat"),
        ({"on_day": "besok"}, "Pilih hari dari kalender."),
        ({"on_day": ""}, "Pilih harinya."),
        ({"next_on": "2026-03-01"}, "Pilih hari sesudah pertemuan ini"),
        ({"way": "pigeon"}, "Pilih bagaimana Anda bertemu."),
        ({"words": "a" * 301}, "paling banyak 300 huruf"),
    ],
)
def test_wrong_input_comes_back_with_words(
    desk: FlaskClient, seller: Seller, wrong: dict[str, str], words: str
) -> None:
    answer = desk.post(f"/coaching/sellers/{seller.id}/contacts", data=GIVEN | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert contacts_of(seller.id) == []


def test_what_was_noted_by_mistake_goes_and_nobody_elses(
    app: Flask, desk: FlaskClient, carer: Account, seller: Seller
) -> None:
    contact = note_contact(acting(carer), seller.id, ContactWay.CALL, TODAY)
    address = f"/coaching/sellers/{seller.id}/contacts/{contact.id}/removal"
    other = assistant()
    take_into_care(other.id, seller.id)
    others_desk = signed_in(app, other)
    others_desk.post(address)
    page = others_desk.get(f"/coaching/sellers/{seller.id}/contacts").text
    assert "Catatan ini ditulis orang lain." in page
    assert address not in page
    take_into_care(carer.id, seller.id)
    assert desk.post(address).status_code == 303
    assert contacts_of(seller.id) == []


def test_a_contact_of_another_seller_is_not_found(desk: FlaskClient, carer: Account, seller: Seller) -> None:
    contact = note_contact(acting(carer), seller.id, ContactWay.CALL, TODAY)
    other = seller_of(carer)
    assert desk.post(f"/coaching/sellers/{other.id}/contacts/{contact.id}/removal").status_code == 404
    assert len(contacts_of(seller.id)) == 1


def test_the_query_count_does_not_grow_with_the_contacts(desk: FlaskClient, carer: Account, seller: Seller) -> None:
    pages = [f"/coaching/sellers/{seller.id}{path}" for path in ("", "/contacts")]
    note_contact(acting(carer), seller.id, ContactWay.CALL, TODAY)
    before = [queries_of(desk, page) for page in pages]
    for _number in range(4):
        note_contact(acting(carer), seller.id, ContactWay.CALL, TODAY)
    assert [queries_of(desk, page) for page in pages] == before
