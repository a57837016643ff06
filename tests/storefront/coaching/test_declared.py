"""The page on which an assistant enters a record for a seller in her care."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Actor, Role
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation.claiming import verifying
from storefront.graduation.models import Claim, GraduationRecord, RecordLook, RecordState
from tests.factories import make_account, make_seller
from tests.sessions import signed_in
from tests.storefront.coaching.scenes import NIK, assistant, record_of, seller_of

FORM = {
    "nik": NIK,
    "name": "Siti Rohmah",
    "district": "31.71.01",
    "kind": "alamiah",
    "month": "6",
    "year": "2025",
    "joined_year": "",
    "reason": "",
    "way": "read_aloud",
}


@pytest.fixture
def carer(app: Flask) -> Account:
    """An assistant."""
    return assistant()


@pytest.fixture
def shop(carer: Account) -> Seller:
    """A shop in her care."""
    return seller_of(carer, regency_code="31.71")


@pytest.fixture
def desk(app: Flask, carer: Account) -> FlaskClient:
    """Her browser."""
    return signed_in(app, carer)


def test_it_is_entered_and_waits(desk: FlaskClient, shop: Seller) -> None:
    address = f"/coaching/sellers/{shop.id}/record"
    assert address in desk.get(f"/coaching/sellers/{shop.id}").text
    assert " checked" not in desk.get(address).text
    sent = desk.post(address, data=FORM)
    assert (sent.status_code, sent.location) == (303, f"/coaching/sellers/{shop.id}")
    record = db.session.query(GraduationRecord).one()
    assert (record.seller_id, record.kind, record.graduated_on.isoformat()) == (shop.id, "alamiah", "2025-06-01")
    assert "menunggu petugas" in desk.get(address).text
    assert [look.why for look in db.session.query(RecordLook)] == ["care"]


def test_the_answer_to_the_form_is_the_same_whether_or_not_the_number_is_known_and_the_next_page_is_not(
    app: Flask, desk: FlaskClient, carer: Account
) -> None:
    answers, plans = [], {}
    for known in ("no", "free", "taken"):
        shop = seller_of(carer, regency_code="31.71", name="Dapur", slug=f"dapur-{known}")
        holder = {"seller_id": make_seller().id, "state": RecordState.MATCHED} if known == "taken" else {}
        nik = {"no": NIK, "free": "3171014101500777", "taken": "3171014202600888"}[known]
        if known != "no":
            record_of(assistant(), nik=nik, **holder)
        sent = desk.post(f"/coaching/sellers/{shop.id}/record", data=FORM | {"nik": nik})
        answers.append((sent.status_code, sent.text.replace(f"/sellers/{shop.id}", "/sellers/#")))
        plans[known] = desk.get(f"/coaching/sellers/{shop.id}/plan").status_code
    assert answers == [answers[0]] * 3
    assert len(set(plans.values())) == 2, "docs/identity.md says that this much can be inferred"
    assert db.session.query(Claim).count() == 2


@pytest.mark.parametrize(
    "wrong", [{"nik": "3171"}, {"kind": ""}, {"month": ""}, {"year": ""}, {"district": ""}, {"way": ""}, {"name": ""}]
)
def test_a_wrong_form_comes_back_without_the_number(desk: FlaskClient, shop: Seller, wrong: dict[str, str]) -> None:
    answer = desk.post(f"/coaching/sellers/{shop.id}/record", data=FORM | wrong)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text or "form-errors" in answer.text
    assert NIK not in answer.text
    assert db.session.query(GraduationRecord).count() == 0


def test_what_an_officer_said_stands_above_the_form(desk: FlaskClient, shop: Seller) -> None:
    address = f"/coaching/sellers/{shop.id}/record"
    desk.post(address, data=FORM)
    officer = Actor(Role.OFFICER, make_account(Role.OFFICER).id)
    verifying.say_mismatched(officer, db.session.query(GraduationRecord).one(), "Tahunnya lain di berkas.")
    assert address in desk.get("/coaching/").text
    page = desk.get(address).text
    assert "Tahunnya lain di berkas." in page
    assert "sudah menyetujui" in page
    assert desk.post(address, data=FORM | {"year": "2024", "way": ""}).status_code == 303
    assert db.session.query(GraduationRecord).one().graduated_on.year == 2024


def test_where_a_record_is_verified_there_is_nothing_to_enter(desk: FlaskClient, shop: Seller, carer: Account) -> None:
    record_of(carer, seller_id=shop.id, state=RecordState.MATCHED)
    assert desk.get(f"/coaching/sellers/{shop.id}/record").location == f"/coaching/sellers/{shop.id}/plan"
    assert desk.post(f"/coaching/sellers/{shop.id}/record", data=FORM).status_code == 422


def test_for_another_assistant_the_seller_does_not_exist(app: Flask, shop: Seller) -> None:
    other = signed_in(app, assistant())
    assert other.get(f"/coaching/sellers/{shop.id}/record").status_code == 404
    assert other.post(f"/coaching/sellers/{shop.id}/record", data=FORM).status_code == 404
