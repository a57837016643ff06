"""A record's history in the download: what became of it since it is hers, and nothing of whoever had it before."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from products import clock
from products.actor import SYSTEM, Actor, Role
from products.database import db, transaction
from storefront.accounts.models import Account
from storefront.graduation.claiming import cases
from storefront.graduation.corrections import apply
from storefront.graduation.links import link
from storefront.graduation.models import Claim, ImportBatch, RecordChange
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.sessions import signed_in
from tests.storefront.graduation.records import NIK, make_claim, make_claimant, make_record

ABOUT_THE_FIRST = "Lapak pertama memakai KTP kakaknya."
SEALED, PRINT = "k1.c2VhbGVk", "f" * 64


@pytest.fixture
def officer(app: Flask) -> Actor:
    """An officer of the nation."""
    return Actor(Role.OFFICER, make_account(Role.OFFICER).id)


@pytest.fixture
def second(officer: Actor, stopped_clock: StoppedClock) -> Account:
    """The seller who has got a record that another had before her."""
    first, second, record = make_claimant(), make_claimant(), make_record(NIK)
    assert first.seller_id
    link(SYSTEM, record, first.seller_id)
    stopped_clock.move(days=1)
    apply(officer, record, "name", "Sari Yang Pertama", "Menurut lapak pertama.")
    an_import(record.id, {"name": "Sari Dari Lapak Pertama"})
    case = make_claim(claimant=second)
    stopped_clock.move(days=1)
    cases.move_link(officer, case, ABOUT_THE_FIRST)
    stopped_clock.move(days=1)
    return second


def an_import(record_id: int, before: dict[str, object]) -> None:
    """A file that changed the record now."""
    with transaction() as session:
        batch = ImportBatch(file_name="a.csv", file_sha256="0" * 64, created_at=clock.now())
        session.add(batch)
        session.flush()
        session.add(RecordChange(batch_id=batch.id, record_id=record_id, before=before))


def test_the_second_seller_reads_nothing_of_the_first_nor_what_the_officer_wrote(app: Flask, second: Account) -> None:
    page = downloaded(app, second)
    for private in (ABOUT_THE_FIRST, "Menurut lapak pertama", "Sari Dari Lapak Pertama"):
        assert private not in page
    told = history(page)
    assert {row["reason"] for row in told} == {""}
    assert {row["column"] for row in told} == {"Keadaan"}, "the correction and the file were before her time"


def test_what_has_become_of_it_since_is_hers_to_read(
    app: Flask, second: Account, officer: Actor, stopped_clock: StoppedClock
) -> None:
    record = db.session.query(Claim).one().record
    assert record
    apply(officer, record, "name", "Sari Kedua", "Menurut KTP Anda.")
    an_import(record.id, {"name": "Sari Lama", "kind": "alamiah", "district_code": "31.71.01", "joined_year": None})
    told = [(row["before"], row["reason"]) for row in history(downloaded(app, second))]
    assert ("Sari Contoh", "Menurut KTP Anda.") not in told
    assert ("Sari Yang Pertama", "Menurut KTP Anda.") in told, "what stood in her record when she got it"
    (before,) = [words for words, _reason in told if "Sari Lama" in words]
    assert before.startswith("nama: Sari Lama; jenis: Graduasi alamiah; kecamatan: Gambir")


def test_a_changed_family_card_gives_neither_seal_nor_fingerprint(app: Flask, second: Account) -> None:
    record = db.session.query(Claim).one().record
    assert record
    an_import(record.id, {"kk_sealed": SEALED, "kk_lookup": PRINT, "assistant_id": 7, "source": "declared"})
    page = downloaded(app, second)
    for private in (SEALED, PRINT, "kk_", "assistant_id"):
        assert private not in page
    assert "nomor KK" in [row["before"] for row in history(page)]


def downloaded(app: Flask, account: Account) -> str:
    """Her file."""
    return signed_in(app, account).get("/privacy/data.json", buffered=True).text


def history(page: str) -> list[dict[str, str]]:
    """The part of the file that tells of the record's changes."""
    rows: list[dict[str, str]] = json.loads(page)["record_history"]
    return rows
