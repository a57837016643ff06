"""Looking through records: what is found, how far an officer sees, and that all of it is noted."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from products.actor import Actor, Role
from products.database import db
from storefront.accounts.models import Account
from storefront.graduation import corrections, identity
from storefront.graduation.area import Area
from storefront.graduation.caring.caseload import in_care, take_into_care
from storefront.graduation.models import Kind, RecordLook, RecordState
from storefront.outbox.models import Job
from storefront.programme import records
from tests.factories import make_account, make_seller
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.graduation.records import NIK, a_nik, make_record

WHY = "Surat dari desa, dibawa penjual sendiri."


@pytest.fixture
def bambang(app: Flask) -> Account:
    """An officer of the nation."""
    return make_account(Role.OFFICER, display_name="Bambang")


@pytest.fixture
def officer(app: Flask, bambang: Account) -> FlaskClient:
    """Her desk."""
    return signed_in(app, bambang)


@pytest.fixture
def yogya(app: Flask) -> FlaskClient:
    """The desk of an officer of Yogyakarta, where Bantul lies and Gambir does not."""
    return signed_in(app, make_account(Role.OFFICER, province_code="34"))


def looks() -> list[tuple[str, str]]:
    """What was looked at and why, in order."""
    rows = db.session.execute(select(RecordLook.record_reference, RecordLook.why).order_by(RecordLook.number))
    return [(reference, why) for reference, why in rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Sari", "Tini"}),
        ("name=SARI con", {"Sari"}),
        ("name=contoh", set()),
        ("name=contoh&place=gambir", {"Sari"}),
        ("name=contoh sari&place=jakarta pusat", {"Sari"}),
        ("place=gambir", {"Sari"}),
        ("place=bantul", {"Tini"}),
        ("name=tini&place=gambir", set()),
        ("place=atlantis", set()),
        ("name=%25", set()),
        ("name=%25&place=gambir", set()),
    ],
)
def test_records_are_found_by_how_a_name_begins_or_with_a_place_by_any_of_its_words(
    officer: FlaskClient, query: str, found: set[str]
) -> None:
    make_record(name="Sari Contoh")
    make_record(name="Tini Lestari", district_code="34.02.01")
    page = officer.get(f"/programme/records?{query}").text
    assert {name for name in ("Sari", "Tini") if f">{name} " in page} == found


@pytest.mark.parametrize("database", ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def test_small_and_large_letters_are_one_on_both_databases(request: pytest.FixtureRequest, database: str) -> None:
    shop: Flask = request.getfixturevalue(database)
    actor = Actor(Role.OFFICER, make_account(Role.OFFICER).id)
    for name in ("SITI ROHMAH", "Siti-Aisyah", "Sitompul", "Siregar", "Ésiti"):
        make_record(name=name)
    with shop.test_request_context("/"):
        for asked, found in (
            ("siti", ["Siti-Aisyah", "SITI ROHMAH"]),
            ("SITI R", ["SITI ROHMAH"]),
            ("si", ["Siregar", "SITI ROHMAH", "Siti-Aisyah", "Sitompul"]),
            ("Ési", ["Ésiti"]),
        ):
            rows = records.find(actor, Area(), asked, "", 1).rows
            assert sorted(row.name.lower() for row in rows) == sorted(name.lower() for name in found), asked


def test_every_record_of_a_list_is_noted_and_its_number_shown_only_in_part(officer: FlaskClient) -> None:
    record, other = make_record(NIK), make_record(name="Tini Lestari")
    page = officer.get("/programme/records?name=sari").text
    assert "3171********0001" in page
    assert NIK not in page
    assert looks() == [(record.reference, "list")]
    officer.get("/programme/records")
    assert looks()[1:] == [(other.reference, "list"), (record.reference, "list")]


def test_a_number_is_looked_up_in_the_body_and_never_in_an_address(officer: FlaskClient) -> None:
    record = make_record(NIK)
    assert officer.post("/programme/records", data={"nik": NIK}).location == f"/programme/records/{record.reference}"
    assert looks() == [(record.reference, "search")]
    assert officer.post("/programme/records", data={"nik": a_nik()}).location == "/programme/records"
    assert officer.post("/programme/records", data={"nik": "3171"}).status_code == 422


def test_a_record_is_found_while_lookup_keys_are_replaced(app: Flask, officer: FlaskClient) -> None:
    record = make_record(NIK)
    keys = app.extensions["keyring"]
    newer = type(keys)(keys.sealing, {"lookup2": b"2" * 32} | keys.lookup, keys.log)
    app.extensions["keyring"] = newer
    assert record.nik_lookup != identity.lookup(NIK)
    assert officer.post("/programme/records", data={"nik": NIK}).location == f"/programme/records/{record.reference}"


def test_an_officer_of_a_province_meets_no_record_of_another(yogya: FlaskClient) -> None:
    inside, outside = make_record(name="Tini Lestari", district_code="34.02.01"), make_record(NIK)
    page = yogya.get("/programme/records").text
    assert "Tini Lestari" in page
    assert "Sari Contoh" not in page
    assert "Sari Contoh" not in yogya.get("/programme/records?place=gambir").text
    assert "Sari Contoh" not in yogya.get("/programme/records?name=sari").text
    sent = yogya.post("/programme/records", data={"nik": NIK})
    assert "Tidak ada catatan dengan NIK itu" in yogya.get(sent.location).text
    for tail in ("", "/state", "/number", "/correction/name"):
        assert yogya.get(f"/programme/records/{outside.reference}{tail}").status_code == 404, tail
        assert yogya.get(f"/programme/records/{inside.reference}{tail}").status_code == 200, tail
    for tail, data in (
        ("/state", {"state": "revoked", "reason": WHY}),
        ("/number", {"because": "compare_card"}),
        ("/correction/name", {"value": "Lain", "reason": WHY}),
    ):
        assert yogya.post(f"/programme/records/{outside.reference}{tail}", data=data).status_code == 404, tail
    assert {reference for reference, _why in looks()} == {inside.reference}


def test_a_province_officer_cannot_correct_a_record_out_of_her_sight(yogya: FlaskClient) -> None:
    record = make_record(district_code="34.02.01")
    path = f"/programme/records/{record.reference}/correction/district_code"
    assert "DKI Jakarta" not in yogya.get(path).text
    for query in ("", "?regency=31.71"):
        sent = yogya.post(path + query, data={"value": "31.71.01", "reason": WHY})
        assert sent.status_code == 422, query
    assert yogya.post(path + "?regency=34.04", data={"value": "34.04.01", "reason": WHY}).status_code == 303


def test_pages_of_records_follow_one_another(officer: FlaskClient) -> None:
    for number in range(31):
        make_record(name=f"Orang {number:02d}.")
    first, second = (officer.get(f"/programme/records?page={page}").text for page in (1, 2))
    assert "Orang 30." in first
    assert "Orang 00." not in first
    assert "Orang 00." in second
    assert 'rel="next"' in first
    assert 'rel="next"' not in second


def test_the_list_and_a_record_ask_as_often_for_many_as_for_few(officer: FlaskClient) -> None:
    record = make_record(assistant_id=make_account(Role.ASSISTANT).id, seller_id=make_seller().id)
    few = [queries_of(officer, path) for path in ("/programme/records", f"/programme/records/{record.reference}")]
    for _ in range(8):
        make_record(assistant_id=make_account(Role.ASSISTANT).id, seller_id=make_seller().id)
    many = [queries_of(officer, path) for path in ("/programme/records", f"/programme/records/{record.reference}")]
    assert many == few


def test_a_record_shows_all_that_is_kept_and_who_opened_it(officer: FlaskClient) -> None:
    record = make_record(
        NIK, joined_year=2015, reason="usaha", programmes="KUR, PENA", kind=Kind.ADMINISTRATIF, is_day_known=False
    )
    page = officer.get(f"/programme/records/{record.reference}").text
    for words in (
        "Keluar karena administrasi",
        "Juni 2024",
        "2015",
        "Usahanya sudah jalan",
        "KUR, PENA",
        "berkas program",
        "Gambir",
        "Bambang",
    ):
        assert words in page, words
    assert NIK not in page
    assert "elamat" not in page
    assert looks() == [(record.reference, "open")]
    assert officer.get("/programme/records/nothing").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", "Sari Lestari", "Nama diperbaiki, dulu: Sari Contoh"),
        ("kind", "alamiah", "Jenis diperbaiki, dulu: Graduasi sejahtera mandiri"),
        ("graduated_on", "2023-04", "Tanggal graduasi diperbaiki, dulu: 15 Juni 2024"),
        ("district_code", "31.71.02", "Kecamatan diperbaiki, dulu: Gambir, Jakarta Pusat"),
        ("joined_year", "2016", "Tahun masuk PKH diperbaiki, dulu: kosong"),
    ],
)
def test_a_field_is_corrected_on_a_page_of_its_own_and_the_history_tells(
    officer: FlaskClient, field: str, value: str, told: str
) -> None:
    record = make_record()
    path = f"/programme/records/{record.reference}/correction/{field}"
    assert officer.get(path).status_code == 200
    assert officer.post(path, data={"value": value, "reason": "kurang"}).status_code == 422
    assert officer.post(path, data={"value": "?", "reason": WHY}).status_code == 422
    assert not corrections.corrections_of(record.id)
    sent = officer.post(path, data={"value": value, "reason": WHY})
    assert sent.location == f"/programme/records/{record.reference}"
    page = officer.get(sent.location).text
    assert told in page
    assert WHY in page
    assert officer.get(f"/programme/records/{record.reference}/correction/nik").status_code == 404


def test_a_revoked_record_leaves_its_seller_who_is_told_why(app: Flask, officer: FlaskClient) -> None:
    shop, dewi = make_seller(), make_account(Role.ASSISTANT)
    owner = make_account(Role.SELLER, seller_id=shop.id, email="sari@example.com")
    record = make_record(seller_id=shop.id, state=RecordState.MATCHED)
    take_into_care(dewi.id, shop.id)
    path = f"/programme/records/{record.reference}/state"
    assert shop.name in officer.get(path).text
    assert officer.post(path, data={"state": "revoked", "reason": WHY}).status_code == 303
    assert (record.state, record.seller_id, record.linked_at) == (RecordState.REVOKED, None, None)
    assert not in_care(dewi.id, shop.id)
    letter = db.session.scalars(select(Job).where(Job.kind == "mail.send")).one().payload
    assert letter["to"] == "sari@example.com"
    for word in ("raduasi", "PKH", "catatan", WHY):
        assert word not in letter["subject"] + letter["text"], "a letter may be read by anybody in the house"
    assert WHY in signed_in(app, owner).get("/me/mine").text


def test_a_record_that_is_not_this_sellers_leaves_her_and_her_assistant_stays(officer: FlaskClient) -> None:
    shop, dewi = make_seller(), make_account(Role.ASSISTANT)
    record = make_record(seller_id=shop.id, state=RecordState.MATCHED)
    take_into_care(dewi.id, shop.id)
    officer.post(f"/programme/records/{record.reference}/state", data={"state": "mismatched", "reason": WHY})
    assert (record.state, record.seller_id) == (RecordState.MISMATCHED, None)
    assert in_care(dewi.id, shop.id)


@pytest.mark.parametrize(
    ("state", "to"),
    [
        (RecordState.UNVERIFIED, {"mismatched", "revoked"}),
        (RecordState.MATCHED, {"mismatched", "revoked"}),
        (RecordState.MISMATCHED, {"unverified", "revoked"}),
        (RecordState.REVOKED, {"unverified"}),
    ],
)
def test_only_what_can_follow_is_offered_and_taken(officer: FlaskClient, state: RecordState, to: set[str]) -> None:
    offered = set()
    for wanted in RecordState:
        record = make_record(state=state)
        path = f"/programme/records/{record.reference}/state"
        assert (f'value="{wanted.value}"' in officer.get(path).text) == (wanted.value in to)
        sent = officer.post(path, data={"state": wanted.value, "reason": WHY})
        db.session.refresh(record)
        if record.state is wanted and sent.status_code == 303:
            offered.add(wanted.value)
    assert offered == to


@pytest.mark.parametrize("data", [{"state": "revoked", "reason": "pendek"}, {"reason": WHY}, {"state": "revoked"}])
def test_a_state_without_a_reason_or_a_choice_changes_nothing(officer: FlaskClient, data: dict[str, Any]) -> None:
    record = make_record()
    assert officer.post(f"/programme/records/{record.reference}/state", data=data).status_code == 422
    assert record.state is RecordState.UNVERIFIED


def test_the_family_card_number_is_shown_only_in_part(officer: FlaskClient) -> None:
    kk, reference = "3171011503150007", "f" * 32
    place = identity.place_of("graduation_record", reference, "kk_sealed")
    make_record(reference=reference, nik_sealed=_sealed_at(reference), kk_sealed=identity.seal(kk, place))
    page = officer.get(f"/programme/records/{reference}").text
    assert "3171********0007" in page
    assert kk not in page


def _sealed_at(reference: str) -> str:
    return identity.seal(NIK, identity.place_of("graduation_record", reference))
