"""The rest of the officer's desk: records, claims, caseloads, take-downs and stuck jobs."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from products import clock
from products.actor import Role
from products.database import db, transaction
from products.models import ListingMove, ListingState, Product
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.models import Claim
from storefront.outbox.models import Job, JobState
from tests.factories import make_account, make_product, make_seller
from tests.sessions import signed_in
from tests.storefront.graduation.records import a_nik, make_claim, make_record


@pytest.fixture
def bambang(app: Flask) -> Account:
    """An officer."""
    return make_account(Role.OFFICER)


@pytest.fixture
def officer(app: Flask, bambang: Account) -> FlaskClient:
    """The officer, signed in."""
    return signed_in(app, bambang)


def test_a_list_asks_the_database_as_often_for_fourteen_records_as_for_two(officer: FlaskClient) -> None:
    def queries() -> int:
        statements: list[str] = []
        listener = lambda *words: statements.append(words[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listener)
        try:
            for path in ("/programme/records", "/programme/caseloads", "/programme/claims", "/programme/imports"):
                assert officer.get(path).status_code == 200
        finally:
            event.remove(db.engine, "before_cursor_execute", listener)
        return len(statements)

    def fill(count: int) -> None:
        for _ in range(count):
            carer = make_account(Role.ASSISTANT)
            shop = make_seller()
            make_record(assistant_id=carer.id, seller_id=shop.id)
            take_into_care(carer.id, shop.id)
            make_claim(a_nik())

    fill(2)
    queries()  # the very first look makes the row that the log hangs on
    few = queries()
    fill(12)
    assert queries() == few


def test_a_claim_without_an_assistant_is_given_to_one(officer: FlaskClient) -> None:
    dewi = make_account(Role.ASSISTANT)
    claim = make_claim()
    assert "1 penjual menunggu pendamping" in officer.get("/programme/").text
    assert officer.post(f"/programme/claims/{claim.reference}", data={"assistant": "999"}).status_code == 422
    sent = officer.post(f"/programme/claims/{claim.reference}", data={"assistant": dewi.id})
    assert sent.location == "/programme/claims"
    assert db.session.get_one(Claim, claim.id).assistant_id == dewi.id
    assert "Tidak ada yang menunggu" in officer.get("/programme/claims").text


def test_a_listing_is_taken_down_with_a_reason(officer: FlaskClient, bambang: Account) -> None:
    product = make_product(name="Obat kuat ajaib")
    assert "Obat kuat" in officer.get("/programme/listings?q=obat").text
    assert "Obat kuat" not in officer.get("/programme/listings?q=teh").text
    path = f"/programme/listings/{product.slug}"
    assert officer.post(path, data={"reason": "tidak"}).status_code == 422
    assert officer.post(path, data={"reason": "Janji khasiat tidak boleh ditulis."}).status_code == 303
    assert db.session.get_one(Product, product.id).state is ListingState.WITHDRAWN
    (move,) = db.session.query(ListingMove).all()
    assert (move.account_id, move.reason) == (bambang.id, "Janji khasiat tidak boleh ditulis.")
    assert officer.get(path).status_code == 404


def test_a_stuck_job_is_seen_and_tried_again(officer: FlaskClient) -> None:
    with transaction() as session:
        job = Job(
            kind="mail.send",
            key="letter",
            payload={},
            state=JobState.DEAD,
            attempts=8,
            run_at=clock.now(),
            created_at=clock.now(),
            last_error="ConnectionRefusedError",
        )
        session.add(job)
    assert "1 pekerjaan macet" in officer.get("/programme/").text
    assert "ConnectionRefusedError" in officer.get("/programme/jobs").text
    assert officer.post(f"/programme/jobs/{job.id}/requeue").location == "/programme/jobs"
    assert db.session.get_one(Job, job.id).state is JobState.QUEUED
    assert officer.post(f"/programme/jobs/{job.id}/requeue").status_code == 404


def test_an_empty_desk_says_where_to_begin(officer: FlaskClient) -> None:
    assert "Belum ada catatan graduasi" in officer.get("/programme/").text
