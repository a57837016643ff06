"""The seller's pages about her record."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Role
from products.database import db
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.claiming import decisions
from storefront.graduation.looking.looks import note_look
from storefront.graduation.models import Claim, ClaimState, Consent, RecordLook
from tests.conftest import StoppedClock
from tests.factories import make_account, make_seller
from tests.sessions import signed_in
from tests.storefront.graduation.records import NIK, a_nik, make_assistant, make_claim, make_claimant, make_record

TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')
FORM = {"nik": NIK, "name": "Sari Contoh", "district": "31.71.01", "link_record": "y"}


@pytest.fixture
def seller(app: Flask) -> Account:
    """A seller whose shop is in the middle of Jakarta."""
    return make_account(Role.SELLER, seller_id=make_seller(regency_code="31.71").id)


@pytest.fixture
def visitor(app: Flask, seller: Account) -> FlaskClient:
    """The seller, signed in."""
    return signed_in(app, seller)


def test_the_form_offers_the_districts_of_her_shop_or_of_another_place(visitor: FlaskClient) -> None:
    assert "Gambir" in visitor.get("/me/claim").text
    elsewhere = visitor.get("/me/claim?regency=34.02").text
    assert "Bantul" in elsewhere
    assert "Gambir" not in elsewhere


def test_the_consent_is_not_ticked_for_her_and_may_not_be_left_out(visitor: FlaskClient) -> None:
    assert " checked" not in visitor.get("/me/claim").text
    form = {name: value for name, value in FORM.items() if name != "link_record"}
    assert visitor.post("/me/claim", data=form).status_code == 422
    assert db.session.query(Consent).count() == 0


@pytest.mark.parametrize(
    ("field", "value"), [("nik", "3171"), ("name", ""), ("district", ""), ("district", "34.02.01")]
)
def test_a_wrong_form_comes_back_with_what_was_typed(visitor: FlaskClient, field: str, value: str) -> None:
    answer = visitor.post("/me/claim", data=FORM | {field: value})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert db.session.query(Claim).count() == 0


def test_the_page_is_the_same_whether_or_not_a_record_exists(app: Flask, stopped_clock: StoppedClock) -> None:
    make_record(NIK)
    pages = []
    for nik in (NIK, a_nik()):
        shop = make_seller(regency_code="31.71")
        visitor = signed_in(app, make_account(Role.SELLER, seller_id=shop.id))
        sent = visitor.post("/me/claim", data=FORM | {"nik": nik})
        assert (sent.status_code, sent.location) == (303, "/me/mine")
        pages.append(TOKEN.sub("", visitor.get("/me/mine").text))
    assert pages[0] == pages[1]
    assert [one.record_id is not None for one in db.session.query(Claim).order_by(Claim.id)] == [True, False]


def test_whoever_waits_is_shown_that_she_waits(visitor: FlaskClient) -> None:
    visitor.post("/me/claim", data=FORM)
    assert visitor.get("/me/claim").location == "/me/mine"
    assert "menunggu pendamping" in visitor.get("/me/mine").text
    assert visitor.post("/me/claim", data=FORM).status_code == 422


def test_whoever_was_declined_reads_why_and_may_try_again(visitor: FlaskClient, seller: Account) -> None:
    dewi = make_assistant()
    make_record(NIK, assistant_id=dewi.account_id)
    decisions.decline(dewi, make_claim(claimant=seller), "Nama di KTP lain.")
    assert "Nama di KTP lain." in visitor.get("/me/mine").text
    assert visitor.get("/me/claim").status_code == 200


def test_she_sees_her_masked_number_who_looked_and_what_was_done_for_her(visitor: FlaskClient, seller: Account) -> None:
    dewi = make_assistant()
    record = make_record(NIK, assistant_id=dewi.account_id)
    decisions.confirm(dewi, make_claim(claimant=seller))
    note_look(dewi, record.reference, "claim")
    page = visitor.get("/me/mine").text
    name = db.session.get_one(Account, dewi.account_id).display_name
    assert "3171********0001" in page
    assert NIK not in page
    assert f"{name}" in page
    assert "mencocokkan permintaan Anda" in page
    assert db.session.query(RecordLook).count() == 1


def test_an_assistant_who_opens_the_page_for_her_is_noted(app: Flask, seller: Account) -> None:
    dewi = db.session.get_one(Account, make_assistant().account_id)
    record = make_record(NIK, seller_id=seller.seller_id)
    take_into_care(dewi.id, seller.seller_id or 0)
    client = signed_in(app, dewi)
    with client.session_transaction() as session:
        session["acting_for"] = seller.seller_id
    assert client.get("/me/mine").status_code == 200
    (look,) = db.session.query(RecordLook).all()
    assert (look.record_reference, look.account_id, look.why) == (record.reference, dewi.id, "care")


@pytest.mark.parametrize("path", ["/me/claim", "/me/mine"])
def test_only_sellers_enter(app: Flask, visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code == 200
    assert signed_in(app, None).get(path).location == f"/accounts/login?next={path}"
    for role in (Role.BUYER, Role.ASSISTANT, Role.OFFICER):
        assert signed_in(app, make_account(role)).get(path).status_code == 403


def test_a_seller_without_a_shop_names_it_first(app: Flask) -> None:
    newcomer = signed_in(app, make_account(Role.SELLER))
    for path in ("/me/claim", "/me/mine"):
        assert newcomer.get(path).location == "/selling/"


def test_a_claim_waits_and_is_not_shown_to_the_public(app: Flask) -> None:
    claimant = make_claimant()
    make_claim(claimant=claimant)
    assert db.session.query(Claim).one().state is ClaimState.WAITING
    assert claimant.seller is not None
    page = signed_in(app, None).get(f"/sellers/{claimant.seller.slug}").text.lower()
    assert not {"pkh", "graduasi", "pendamping"} & set(page.split())
