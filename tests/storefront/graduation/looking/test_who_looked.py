"""Who looked, gathered by day and person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from products.actor import Actor, Role
from products.database import db
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.looking.looks import note_look
from storefront.graduation.models import GraduationRecord, RecordLook
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.graduation.records import make_assistant, make_claimant, make_record

EVENING = datetime(2026, 3, 2, 16, 59, tzinfo=UTC)
"""One minute to midnight in Jakarta."""


@pytest.fixture
def sari(app: Flask) -> Account:
    """A seller with a shop."""
    return make_claimant()


@pytest.fixture
def record(sari: Account) -> GraduationRecord:
    """Her record."""
    return make_record(seller_id=sari.seller_id)


@pytest.fixture
def dewi(app: Flask) -> Actor:
    """An assistant."""
    return Actor(Role.ASSISTANT, make_account(Role.ASSISTANT, display_name="Dewi Contoh").id)


def test_a_day_of_many_looks_is_one_line_for_each_person(
    app: Flask, sari: Account, record: GraduationRecord, dewi: Actor, stopped_clock: StoppedClock
) -> None:
    for why in ("list", "list", "care"):
        note_look(dewi, record.reference, why)
        stopped_clock.move(minutes=5)
    page = signed_in(app, sari).get("/me/looks").text
    assert page.count("Dewi Contoh") == 1
    assert "3 kali, terakhir pukul 10.10" in page
    assert "mendampingi lapak Anda, membuka daftar catatan" in page
    assert "Senin, 2 Maret 2026" in page


def test_midnight_in_jakarta_parts_the_days(
    app: Flask, sari: Account, record: GraduationRecord, dewi: Actor, stopped_clock: StoppedClock
) -> None:
    for moment in (EVENING, EVENING + timedelta(minutes=1)):
        stopped_clock.set(moment)
        note_look(dewi, record.reference, "care")
    page = signed_in(app, sari).get("/me/looks").text
    assert page.index("Selasa, 3 Maret 2026") < page.index("Senin, 2 Maret 2026")


def test_a_number_seen_whole_stands_out_with_its_reason(
    app: Flask, sari: Account, record: GraduationRecord, dewi: Actor
) -> None:
    note_look(dewi, record.reference, "open", whole_because="compare_card: Bu Sari membawa KTP")
    page = signed_in(app, sari).get("/me/looks").text
    assert "Melihat NIK utuh, pukul " in page
    assert "Mencocokkan dengan KTP atau KK: Bu Sari membawa KTP" in page


def test_months_without_a_look_are_passed_over(
    app: Flask, sari: Account, record: GraduationRecord, dewi: Actor, stopped_clock: StoppedClock
) -> None:
    note_look(dewi, record.reference, "care")
    stopped_clock.move(days=100)
    note_look(dewi, record.reference, "care")
    visitor = signed_in(app, sari)
    newest = visitor.get("/me/looks").text
    assert "Juni 2026" in newest
    assert "?month=2026-03" in newest
    oldest = visitor.get("/me/looks?month=2026-03").text
    assert "Senin, 2 Maret 2026" in oldest
    assert "?month=2026-06" in oldest
    assert "Tidak ada yang melihat" in visitor.get("/me/looks?month=2026-04").text


@pytest.mark.parametrize("month", ["", "2026-13", "1' OR 1=1", "٢٠٢٦-٠٣", "2026-3"])
def test_whatever_is_no_month_shows_the_newest(
    app: Flask, sari: Account, record: GraduationRecord, dewi: Actor, month: str, stopped_clock: StoppedClock
) -> None:
    note_look(dewi, record.reference, "care")
    assert "Maret 2026" in signed_in(app, sari).get("/me/looks", query_string={"month": month}).text


def test_a_record_of_somebody_else_is_not_told(
    app: Flask, sari: Account, record: GraduationRecord, dewi: Actor
) -> None:
    note_look(dewi, make_record(seller_id=make_claimant().seller_id).reference, "care")
    assert "Dewi Contoh" not in signed_in(app, sari).get("/me/looks").text


def test_more_looks_do_not_mean_more_questions(
    app: Flask, sari: Account, record: GraduationRecord, dewi: Actor, stopped_clock: StoppedClock
) -> None:
    visitor = signed_in(app, sari)
    note_look(dewi, record.reference, "care")
    few = {path: queries_of(visitor, path) for path in ("/me/looks", "/me/mine")}
    for _more in range(8):
        stopped_clock.move(days=1)
        note_look(make_assistant(), record.reference, "care")
    assert {path: queries_of(visitor, path) for path in few} == few


def test_an_assistant_who_reads_the_list_for_her_stands_in_it(
    app: Flask, sari: Account, record: GraduationRecord
) -> None:
    helper = make_account(Role.ASSISTANT, display_name="Rahmat Contoh")
    take_into_care(helper.id, sari.seller_id or 0)
    client = signed_in(app, helper)
    with client.session_transaction() as session:
        session["acting_for"] = sari.seller_id
    assert "Rahmat Contoh" in client.get("/me/looks").text
    assert [look.why for look in db.session.query(RecordLook)] == ["care"]
