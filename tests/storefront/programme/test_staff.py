"""Assistants and officers come and go: invited, ended with all they held, brought back, helped with a lost phone."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.accounts import reset, second_step
from storefront.accounts.models import Account, StaffDeed
from storefront.graduation.caring import offers
from storefront.graduation.caring.caseload import assistant_of, take_into_care
from storefront.graduation.models import CareOffer, Claim, OfferState
from storefront.orders.models import DeliveryWay
from storefront.payments.models import PaymentWay
from storefront.programme import staff
from tests.conftest import StoppedClock
from tests.factories import BANTUL, make_account, make_order, make_product, make_seller
from tests.sessions import signed_in
from tests.storefront.accounts.people import PASSWORD, SECRET
from tests.storefront.coaching.scenes import in_review
from tests.storefront.graduation.records import NIK, make_claim, make_record

NEW = "payung biru di beranda"


@pytest.fixture
def bambang(app: Flask) -> Account:
    """An officer of the nation."""
    return make_account(Role.OFFICER)


@pytest.fixture
def officer(app: Flask, bambang: Account) -> FlaskClient:
    """Signed in."""
    return signed_in(app, bambang)


@pytest.fixture
def dewi(app: Flask) -> Account:
    """An assistant of Yogyakarta."""
    return make_account(Role.ASSISTANT, display_name="Dewi", email="dewi@example.com", province_code="34")


def test_an_invited_assistant_sets_her_own_password_with_the_code_read_to_her(
    app: Flask, officer: FlaskClient, bambang: Account
) -> None:
    sent = officer.post("/programme/staff", data=somebody(province="34"))
    assert (sent.status_code, sent.headers["Cache-Control"]) == (200, "no-store")
    made = db.session.query(Account).filter_by(email="tini@example.com").one()
    assert (made.role, made.province_code, made.is_enabled) == (Role.ASSISTANT, "34", True)
    reset.redeem("tini@example.com", code_in(sent.text), NEW, None)
    login = app.test_client().post("/accounts/login", data={"identifier": "tini@example.com", "password": NEW})
    assert login.location == "/coaching/"
    assert history(made) == [("invited", bambang.id)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"display_name": ""},
        {"identifier": "0812 3456 7890"},
        {"identifier": "tini"},
        {"province": ""},
        {"province": "99"},
    ],
)
def test_a_form_that_is_not_complete_comes_back_with_words(officer: FlaskClient, wrong: dict[str, str]) -> None:
    assert officer.post("/programme/staff", data=somebody(**wrong)).status_code == 422
    assert db.session.query(StaffDeed).count() == 0


def test_an_address_that_has_an_account_is_not_invited_twice(officer: FlaskClient, dewi: Account) -> None:
    assert officer.post("/programme/staff", data=somebody(identifier="dewi@example.com")).status_code == 422


def test_an_officer_of_a_province_invites_assistants_of_her_province_alone(app: Flask) -> None:
    officer = signed_in(app, make_account(Role.OFFICER, province_code="34"))
    assert officer.post("/programme/staff", data=somebody(province="31")).status_code == 422
    assert officer.post("/programme/staff", data=somebody(province="34", role="officer")).status_code == 422
    assert officer.post("/programme/staff", data=somebody(province="34")).status_code == 200


def test_the_list_shows_assistants_of_the_area_and_officers_to_the_nation(
    app: Flask, officer: FlaskClient, dewi: Account, bambang: Account
) -> None:
    other = make_account(Role.ASSISTANT, display_name="Umbu", province_code="53")
    page = officer.get("/programme/staff").text
    assert all(one.display_name in page for one in (dewi, other, bambang))
    page = signed_in(app, make_account(Role.OFFICER, province_code="34")).get("/programme/staff").text
    assert dewi.display_name in page
    assert not any(f">{one.display_name}" in page for one in (other, bambang))


def test_from_the_very_next_request_every_kind_of_page_sends_whoever_left_to_sign_in(
    app: Flask, officer: FlaskClient, dewi: Account
) -> None:
    shop = make_seller(regency_code=BANTUL)
    make_account(Role.SELLER, seller_id=shop.id)
    take_into_care(dewi.id, shop.id)
    make_record(NIK, assistant_id=dewi.id)
    order = make_order((make_product(shop), 1), delivery=DeliveryWay.PICK_UP, payment=PaymentWay.BANK_TRANSFER)
    pages = (
        "/coaching/",
        "/coaching/sellers",
        f"/coaching/sellers/{shop.id}",
        f"/coaching/sellers/{shop.id}/offer",
        f"/coaching/reviews/{in_review(shop).id}",
        f"/coaching/claims/{make_claim(NIK).reference}",
        "/coaching/offers",
        "/selling/shop",
        "/selling/listings",
        f"/selling/parcels/{order.parcels[0].id}",
        "/me/mine",
        "/accounts/",
    )
    visitor = signed_in(app, dewi)
    with visitor.session_transaction() as session:
        session["acting_for"] = shop.id
    assert {page: visitor.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert officer.post(f"/programme/staff/{dewi.id}/ending").location == "/programme/caseloads"
    answers = {page: visitor.get(page) for page in pages}
    assert {page: (one.status_code, one.location.split("?")[0]) for page, one in answers.items()} == dict.fromkeys(
        pages, (303, "/accounts/login")
    )


def test_leaving_frees_sellers_claims_and_offers(app: Flask, officer: FlaskClient, dewi: Account) -> None:
    shop = make_seller(name="Dapur Sendiri", regency_code=BANTUL)
    take_into_care(dewi.id, shop.id)
    make_record(NIK, assistant_id=dewi.id)
    claim = make_claim(NIK)
    assert claim.assistant_id == dewi.id
    rahmat = make_account(Role.ASSISTANT, province_code="34")
    made = offers.offer(Actor(Role.ASSISTANT, dewi.id), shop.id, rahmat.id, "")
    page = officer.get(f"/programme/staff/{dewi.id}/ending").text
    assert "1 lapak menjadi tanpa pendamping" in page
    assert "1 permintaan kembali menunggu" in page
    officer.post(f"/programme/staff/{dewi.id}/ending")
    assert assistant_of(shop.id) is None
    assert db.session.get_one(Claim, claim.id).assistant_id is None
    assert db.session.get_one(CareOffer, made.id).state is OfferState.WITHDRAWN
    assert "Dapur Sendiri" in officer.get("/programme/caseloads").text
    assert officer.get(f"/programme/sellers/{shop.slug}/offer").status_code == 200


def test_neither_password_nor_an_open_code_lets_whoever_left_in_again(
    app: Flask, officer: FlaskClient, bambang: Account
) -> None:
    code = code_in(officer.post("/programme/staff", data=somebody()).text)
    tini = db.session.query(Account).filter_by(email="tini@example.com").one()
    reset.redeem("tini@example.com", code, PASSWORD, None)
    code = code_in(officer.post(f"/programme/staff/{tini.id}/code").text)
    officer.post(f"/programme/staff/{tini.id}/ending")
    signing_in = {"identifier": "tini@example.com", "password": PASSWORD}
    assert app.test_client().post("/accounts/login", data=signing_in).status_code == 422
    with pytest.raises(Refusal):
        reset.redeem("tini@example.com", code, NEW, None)


def test_whoever_returns_has_nobody_in_her_care_and_needs_a_new_password(
    app: Flask, officer: FlaskClient, dewi: Account, bambang: Account
) -> None:
    shop, old = make_seller(), signed_in(app, dewi)
    take_into_care(dewi.id, shop.id)
    officer.post(f"/programme/staff/{dewi.id}/ending")
    back = officer.post(f"/programme/staff/{dewi.id}/return")
    assert (back.status_code, back.headers["Cache-Control"]) == (200, "no-store")
    assert assistant_of(shop.id) is None
    assert old.get("/coaching/").status_code == 303
    reset.redeem("dewi@example.com", code_in(back.text), NEW, None)
    assert signed_in(app, db.session.get_one(Account, dewi.id)).get("/coaching/").status_code == 200
    assert history(dewi) == [("returned", bambang.id), ("left", bambang.id)]


def test_a_lost_app_is_set_up_anew_and_ends_every_session(app: Flask, officer: FlaskClient, dewi: Account) -> None:
    second_step.set_up(dewi, SECRET)
    old = signed_in(app, dewi)
    assert officer.post(f"/programme/staff/{dewi.id}/app").location == f"/programme/staff/{dewi.id}"
    assert db.session.get_one(Account, dewi.id).totp_secret is None
    assert old.get("/coaching/").status_code == 303


def test_nobody_ends_her_own_service_or_helps_herself(officer: FlaskClient, bambang: Account) -> None:
    make_account(Role.OFFICER)
    for deed in ("ending", "code", "app"):
        assert officer.post(f"/programme/staff/{bambang.id}/{deed}").status_code == 422
    assert db.session.get_one(Account, bambang.id).is_enabled


def test_the_last_officer_of_the_nation_stays(app: Flask, bambang: Account) -> None:
    staff._refuse_last(make_account(Role.OFFICER, province_code="34"))
    with pytest.raises(Refusal, match="terakhir"):
        staff._refuse_last(bambang)


def test_an_officer_of_a_province_sees_to_no_officer_and_to_no_other_province(app: Flask, bambang: Account) -> None:
    officer = signed_in(app, make_account(Role.OFFICER, province_code="34"))
    colleague = make_account(Role.OFFICER, province_code="34")
    away = make_account(Role.ASSISTANT, province_code="31")
    nowhere = make_account(Role.ASSISTANT)
    for one in (bambang, colleague, away, nowhere):
        assert officer.get(f"/programme/staff/{one.id}").status_code == 404
        assert officer.post(f"/programme/staff/{one.id}/ending").status_code == 404


def test_an_officer_who_has_left_ends_nobody(app: Flask, bambang: Account, dewi: Account) -> None:
    gone = make_account(Role.OFFICER)
    staff.end(Actor(Role.OFFICER, bambang.id), gone)
    with pytest.raises(Refusal):
        staff.end(Actor(Role.OFFICER, gone.id), dewi)


def test_ending_and_returning_twice_change_nothing_more(officer: FlaskClient, dewi: Account) -> None:
    assert officer.post(f"/programme/staff/{dewi.id}/return").status_code == 422
    assert officer.post(f"/programme/staff/{dewi.id}/ending").status_code == 303
    assert officer.post(f"/programme/staff/{dewi.id}/ending").status_code == 422
    assert officer.get(f"/programme/staff/{dewi.id}/ending").location == f"/programme/staff/{dewi.id}"
    assert len(history(dewi)) == 1


def test_every_step_is_dated_and_read_on_the_persons_page(
    officer: FlaskClient, dewi: Account, bambang: Account, stopped_clock: StoppedClock
) -> None:
    officer.post(f"/programme/staff/{dewi.id}/ending")
    page = officer.get(f"/programme/staff/{dewi.id}").text
    assert "Tugas berakhir" in page
    assert bambang.display_name in page
    assert db.session.query(StaffDeed).one().at == stopped_clock.moment


def test_coming_back_to_the_address_of_a_code_shows_none(officer: FlaskClient, dewi: Account) -> None:
    for deed in ("code", "return"):
        assert officer.get(f"/programme/staff/{dewi.id}/{deed}").location == f"/programme/staff/{dewi.id}"


def somebody(**values: str) -> dict[str, str]:
    """What is typed to invite Tini."""
    return {"display_name": "Tini", "identifier": "tini@example.com", "role": "assistant", "province": "34"} | values


def code_in(page: str) -> str:
    """The eight digits on the page."""
    found = re.search(r"<span>(\d{4})</span> <span>(\d{4})</span>", page)
    assert found
    return "".join(found.groups())


def history(account: Account) -> list[tuple[str, int | None]]:
    """What was done to an account and by whom, the newest first."""
    rows = db.session.query(StaffDeed).filter_by(account_id=account.id).order_by(StaffDeed.id.desc())
    return [(one.what, one.by_id) for one in rows]
