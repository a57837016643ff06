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
from storefront.graduation.caseload import take_into_care
from storefront.graduation.models import Claim, RecordLook
from storefront.outbox.models import Job, JobState
from tests.factories import make_account, make_product, make_seller
from tests.sessions import signed_in
from tests.storefront.graduation.records import NIK, a_nik, make_claim, make_record


@pytest.fixture
def bambang(app: Flask) -> Account:
    """An officer."""
    return make_account(Role.OFFICER)


@pytest.fixture
def officer(app: Flask, bambang: Account) -> FlaskClient:
    """The officer, signed in."""
    return signed_in(app, bambang)


def test_records_are_found_by_words_of_the_name_and_by_place(officer: FlaskClient) -> None:
    make_record(name="Sari Contoh")
    make_record(name="Tini Lestari", district_code="34.02.01")
    for query, found in {
        "": {"Sari", "Tini"},
        "name=contoh sari": {"Sari"},
        "place=gambir": {"Sari"},
        "place=bantul": {"Tini"},
        "name=tini&place=gambir": set(),
        "place=atlantis": set(),
        "name=%25": set(),
    }.items():
        page = officer.get(f"/programme/records?{query}").text
        assert {name for name in ("Sari", "Tini") if f">{name} " in page} == found, query


def test_lists_show_numbers_only_in_part(officer: FlaskClient) -> None:
    make_record(NIK)
    page = officer.get("/programme/records").text
    assert "3171********0001" in page
    assert NIK not in page


def test_a_number_is_looked_up_in_the_body_and_never_in_an_address(officer: FlaskClient) -> None:
    record = make_record(NIK)
    assert officer.post("/programme/records", data={"nik": NIK}).location == f"/programme/records/{record.reference}"
    assert officer.post("/programme/records", data={"nik": a_nik()}).location == "/programme/records"
    assert officer.post("/programme/records", data={"nik": "3171"}).status_code == 422


def test_whoever_opens_a_record_is_noted(officer: FlaskClient, bambang: Account) -> None:
    record = make_record(NIK)
    page = officer.get(f"/programme/records/{record.reference}").text
    assert NIK not in page
    assert bambang.display_name in page
    (look,) = db.session.query(RecordLook).all()
    assert (look.account_id, look.record_reference, look.why) == (bambang.id, record.reference, "search")
    assert officer.get("/programme/records/nothing").status_code == 404


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
    few = queries()
    fill(12)
    assert queries() == few


def test_pages_of_records_follow_one_another(officer: FlaskClient) -> None:
    for number in range(31):
        make_record(name=f"Orang {number:02d}.")
    first, second = (officer.get(f"/programme/records?page={page}").text for page in (1, 2))
    assert "Orang 30." in first
    assert "Orang 00." not in first
    assert "Orang 00." in second
    assert 'rel="next"' in first
    assert 'rel="next"' not in second


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
