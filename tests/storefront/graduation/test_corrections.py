"""A record is put right field by field; what stood there, who did it and why stays readable."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.graduation import corrections
from storefront.graduation.models import GraduationRecord, Kind, RecordCorrection
from tests.factories import make_account
from tests.storefront.graduation.records import NIK, make_assistant, make_record

WHY = "Surat dari desa tanggal 2026-01-15."


@pytest.fixture
def officer(app: Flask) -> Actor:
    """Who may correct."""
    return Actor(Role.OFFICER, make_account(Role.OFFICER).id)


@pytest.mark.parametrize(
    ("field", "value", "before", "columns"),
    [
        ("name", " Sari  Lestari ", "Sari Contoh", {"name": "Sari Lestari", "name_key": "sari lestari"}),
        ("kind", "administratif", "sejahtera_mandiri", {"kind": Kind.ADMINISTRATIF}),
        ("graduated_on", "2023-04-05", "2024-06-15", {"graduated_on": date(2023, 4, 5), "is_day_known": True}),
        ("graduated_on", "2023-04", "2024-06-15", {"graduated_on": date(2023, 4, 1), "is_day_known": False}),
        ("district_code", "34.02.01", "31.71.01", {"district_code": "34.02.01"}),
        ("joined_year", "2016", "", {"joined_year": 2016}),
    ],
)
def test_a_field_is_put_right_and_what_stood_there_is_kept(
    officer: Actor, field: str, value: str, before: str, columns: dict[str, object]
) -> None:
    record = make_record()
    corrections.apply(officer, record, field, value, WHY)
    db.session.rollback()
    assert {name: getattr(record, name) for name in columns} == columns
    (kept,) = corrections.corrections_of(record.id)
    assert (kept.field, kept.before, kept.account_id, kept.reason) == (field, before, officer.account_id, WHY)
    assert kept.at == record.changed_at


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "Sari " + "x" * 100),
        ("name", f"Sari {NIK}"),
        ("name", "3171 0157 0845 0001 Sari"),
        ("kind", "mandiri"),
        ("graduated_on", "15-06-2024"),
        ("graduated_on", "2024-13-01"),
        ("graduated_on", "2012-06-15"),
        ("graduated_on", "2124-06-15"),
        ("district_code", "31.71.99"),
        ("joined_year", "1999"),
        ("joined_year", "2025"),
        ("joined_year", "9" * 5000),
        ("nik_sealed", "x"),
        ("seller_id", "1"),
        ("state", "matched"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(officer: Actor, field: str, value: str) -> None:
    record = make_record(joined_year=2013)
    before = {column: getattr(record, column) for column in GraduationRecord.__mapper__.columns.keys()}  # noqa: SIM118
    with pytest.raises(Refusal) as refused:
        corrections.apply(officer, record, field, value, WHY)
    assert NIK not in str(refused.value)
    db.session.rollback()
    assert {column: getattr(record, column) for column in before} == before
    assert db.session.query(RecordCorrection).count() == 0


@pytest.mark.parametrize("reason", ["", "  ", f"NIK-nya {NIK}", "NIK-nya 3171 0157 0845 0001"])
def test_a_reason_is_needed_and_holds_no_number(officer: Actor, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        corrections.apply(officer, make_record(), "name", "Sari Lestari", reason)
    assert refused.value.field == "reason"


def test_only_officers_correct(officer: Actor) -> None:
    record = make_record()
    for other in (make_assistant(), Actor(Role.SELLER, 1), Actor(Role.BUYER)):
        with pytest.raises(Refusal):
            corrections.apply(other, record, "name", "Sari Lestari", WHY)


def test_the_same_value_leaves_no_trace(officer: Actor) -> None:
    record = make_record()
    corrections.apply(officer, record, "name", " Sari Contoh ", WHY)
    assert not corrections.corrections_of(record.id)
