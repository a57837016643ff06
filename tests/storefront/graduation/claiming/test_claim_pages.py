"""The page on which a seller claims her record tells her nothing about what it met, and never writes a number back."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Actor, Role
from products.database import db
from storefront.accounts.models import Account
from storefront.graduation.claiming import cases, decisions, pauses
from storefront.graduation.models import Claim, ClaimMatch, ClaimState, RecordState
from tests.conftest import StoppedClock
from tests.factories import make_account, make_seller
from tests.queries import counted_queries
from tests.sessions import signed_in
from tests.storefront.graduation.records import NIK, a_nik, make_assistant, make_claim, make_claimant, make_record

CHANGING = re.compile(r'name="csrf_token" value="[^"]+"|/assets/[0-9a-f]+/|[0-9a-f]{16}')
FORM = {"nik": NIK, "name": "Sari Contoh", "district": "31.71.01", "link_record": "y"}
OFFICER = Actor(Role.OFFICER)
MEETINGS = {
    ClaimMatch.NONE: {"nik": "3171015708459999"},
    ClaimMatch.EXACT: {},
    ClaimMatch.NEAR: {"nik": "3171015708450002"},
    ClaimMatch.TAKEN: {"nik": "3171015708454321"},
}


@dataclass(frozen=True)
class Seen:
    """Everything a seller gets to see of a claim, and how often the database was asked for it."""

    status: int
    headers: dict[str, str]
    body: str
    afterwards: list[str]
    queries: int


@pytest.fixture
def seller(app: Flask) -> Account:
    """A seller whose shop is in the middle of Jakarta."""
    return make_account(Role.SELLER, seller_id=make_seller(regency_code="31.71").id)


@pytest.fixture
def visitor(app: Flask, seller: Account) -> FlaskClient:
    """The seller, signed in."""
    return signed_in(app, seller)


def newcomer(app: Flask) -> FlaskClient:
    """Another seller like her."""
    shop = make_seller(name="Dapur", slug=f"dapur-{a_nik()}", regency_code="31.71")
    return signed_in(app, make_account(Role.SELLER, seller_id=shop.id, display_name="Sari"))


def claiming(visitor: FlaskClient, form: dict[str, str]) -> Seen:
    """Send a claim, and look at every page about it."""
    with counted_queries() as statements:
        sent = visitor.post("/me/claim", data=FORM | form)
        pages = [visitor.get(path) for path in ("/me/mine", "/me/claim", "/selling/")]
    again = visitor.post("/me/claim", data=FORM | form)
    headers = {name: value for name, value in sent.headers.items() if name not in ("Set-Cookie", "X-Request-ID")}
    texts = [f"{page.status} {page.location} {CHANGING.sub('', page.text)}" for page in (*pages, again)]
    return Seen(sent.status_code, headers, CHANGING.sub("", sent.text), texts, len(statements))


def test_all_a_seller_sees_is_the_same_whatever_her_claim_met(app: Flask, stopped_clock: StoppedClock) -> None:
    dewi = make_assistant()
    make_record(NIK, assistant_id=dewi.account_id)
    holder = make_claimant().seller_id
    make_record("3171015708454321", assistant_id=dewi.account_id, seller_id=holder, state=RecordState.MATCHED)
    claiming(newcomer(app), {"nik": a_nik()})
    seen = {meeting: claiming(newcomer(app), form) for meeting, form in MEETINGS.items()}
    met = [one.match for one in db.session.query(Claim).order_by(Claim.id)]
    assert met[1:] == list(MEETINGS)
    one = seen[ClaimMatch.NONE]
    assert (one.status, one.headers["Location"]) == (303, "/me/mine")
    for other in seen.values():
        assert other == one


def test_the_fifth_claim_and_what_follows_are_the_same_whether_or_not_the_record_exists(
    app: Flask, stopped_clock: StoppedClock
) -> None:
    make_record(NIK)
    pages = []
    for nik in (NIK, "3171014101500777"):
        visitor = newcomer(app)
        for _ in range(5):
            assert visitor.post("/me/claim", data=FORM | {"nik": nik}).status_code == 303
            visitor.post("/me/claim/withdrawal")
        pages.append([visitor.get(path).text for path in ("/me/mine", "/me/claim")])
        assert visitor.post("/me/claim", data=FORM | {"nik": nik}).status_code == 422
    exists, does_not = ([CHANGING.sub("", page) for page in some] for some in pages)
    assert exists == does_not
    assert "Istirahat dulu, ya" in exists[1]


@pytest.mark.parametrize("nik", [NIK, "3171", "3171 0157 0845 0001"])
def test_a_number_is_never_written_back_and_kept_by_no_browser(visitor: FlaskClient, nik: str) -> None:
    answer = visitor.post("/me/claim", data=FORM | {"nik": nik, "district": ""})
    assert answer.status_code == 422
    assert nik not in answer.text.replace(" maxlength", "")
    assert 'value="Sari Contoh"' in answer.text
    assert "Demi keamanan, NIK tidak kami tampilkan lagi" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    field = re.search(r'<input[^>]*name="nik"[^>]*>', answer.text)
    assert field
    assert 'autocomplete="off"' in field[0]
    assert 'value=""' in field[0]


def test_a_waiting_claim_is_withdrawn_and_the_form_is_open_again(visitor: FlaskClient) -> None:
    visitor.post("/me/claim", data=FORM)
    assert "Tarik dan perbaiki" in visitor.get("/me/mine").text
    assert visitor.post("/me/claim/withdrawal").location == "/me/claim"
    assert db.session.query(Claim).one().state is ClaimState.WITHDRAWN
    assert visitor.get("/me/claim").status_code == 200
    assert visitor.post("/me/claim/withdrawal").location == "/me/mine"


def test_a_way_that_an_assistant_opened_is_open(visitor: FlaskClient, stopped_clock: StoppedClock) -> None:
    dewi = make_assistant()
    make_record(assistant_id=dewi.account_id)
    for _ in range(5):
        visitor.post("/me/claim", data=FORM)
        visitor.post("/me/claim/withdrawal")
    assert "Istirahat dulu, ya" in visitor.get("/me/claim").text
    (paused,) = pauses.pauses_for(dewi)
    pauses.open_again(dewi, paused)
    assert 'name="nik"' in visitor.get("/me/claim").text


def test_she_reads_that_an_officer_parted_her_from_the_record(visitor: FlaskClient, seller: Account) -> None:
    dewi = make_assistant()
    make_record(NIK, assistant_id=dewi.account_id)
    decisions.confirm(dewi, make_claim(claimant=seller))
    officer = Actor(Role.OFFICER, make_account(Role.OFFICER).id)
    cases.move_link(officer, make_claim(), "Yang pertama salah orang.")
    page = visitor.get("/me/mine").text
    assert "Petugas program melepas data graduasi dari lapak ini" in page
    assert "salah orang" not in page


def test_she_whose_case_was_lost_reads_kind_words_and_nothing_of_the_other(
    visitor: FlaskClient, seller: Account
) -> None:
    make_record(NIK, seller_id=make_claimant().seller_id, state=RecordState.MATCHED)
    officer = Actor(Role.OFFICER, make_account(Role.OFFICER).id)
    cases.keep_first(officer, make_claim(claimant=seller), "Sudah dipakai lapak lain.")
    page = visitor.get("/me/mine").text
    assert "Bawa KTP saat bertemu pendamping" in page
    assert "lapak lain" not in page
