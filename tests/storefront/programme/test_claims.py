"""What waits for an officer: claims without an assistant, cases, records to verify, and sellers who need help."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Actor, Role
from products.database import db
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.claiming import claims, decisions
from storefront.graduation.links import cut
from storefront.graduation.models import (
    Claim,
    ClaimPause,
    ClaimState,
    GraduationRecord,
    RecordLook,
    RecordMove,
    RecordSource,
    RecordState,
)
from tests.factories import make_account, make_seller
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.graduation.records import NIK, a_nik, make_assistant, make_claim, make_claimant, make_record

REASON = "KTP keduanya sudah dilihat."


@pytest.fixture
def bambang(app: Flask) -> Account:
    """An officer of Jakarta."""
    return make_account(Role.OFFICER, province_code="31")


@pytest.fixture
def officer(app: Flask, bambang: Account) -> FlaskClient:
    """His browser."""
    return signed_in(app, bambang)


@pytest.fixture
def case(bambang: Account) -> Claim:
    """Two shops and one record."""
    dewi = make_assistant()
    make_record(NIK, assistant_id=dewi.account_id, name="Sari Contoh")
    first = make_account(Role.SELLER, seller_id=make_seller(name="Dapur Pertama").id)
    decisions.confirm(dewi, make_claim(claimant=first))
    second = make_account(Role.SELLER, seller_id=make_seller(name="Dapur Kedua").id)
    return make_claim(claimant=second, name="Sari Contoh Dewi")


@pytest.fixture
def entered(bambang: Account) -> GraduationRecord:
    """A record that an assistant has entered."""
    dewi, shop = make_account(Role.ASSISTANT, display_name="Dewi Pendamping"), make_seller(name="Dapur Baru")
    take_into_care(dewi.id, shop.id)
    return make_record(NIK, seller_id=shop.id, assistant_id=dewi.id, source=RecordSource.DECLARED)


def tries_in_vain(seller: Account) -> None:
    """Five claims in a day that lead nowhere."""
    for _ in range(5):
        make_claim(a_nik(), seller)
        claims.withdraw(Actor(Role.SELLER, seller.id), seller.seller_id or 0)


def test_the_three_lists_say_how_many_wait_in_each(officer: FlaskClient, case: Claim) -> None:
    make_record(seller_id=make_claimant().seller_id, source=RecordSource.DECLARED)
    page = officer.get("/programme/claims").text
    for chip in (">Tanpa pendamping<", ">Kasus · 1<", ">Perlu diverifikasi · 1<"):
        assert chip in page


def test_a_case_shows_both_shops_and_a_number_in_part(officer: FlaskClient, bambang: Account, case: Claim) -> None:
    assert "Dapur Kedua" in officer.get("/programme/claims?show=cases").text
    page = officer.get(f"/programme/cases/{case.reference}").text
    for shown in ("Dapur Pertama", "Dapur Kedua", "Sari Contoh Dewi", "3171********0001", "Terhubung sejak", "Mirip"):
        assert shown in page
    assert NIK not in page
    (look,) = db.session.query(RecordLook).all()
    assert (look.why, look.account_id) == ("case", bambang.id)


def test_the_first_is_kept_with_a_reason(officer: FlaskClient, bambang: Account, case: Claim) -> None:
    path = f"/programme/cases/{case.reference}/keeping"
    assert officer.post(path, data={"reason": "ya"}).status_code == 422
    assert officer.post(path, data={"reason": REASON}).location == "/programme/claims?show=cases"
    assert case.state is ClaimState.DECLINED
    last = db.session.query(RecordMove).order_by(RecordMove.id.desc()).first()
    assert last is not None
    assert (last.reason, last.account_id) == (REASON, bambang.id)
    assert "Tidak ada kasus" in officer.get("/programme/claims?show=cases").text
    assert officer.post(path, data={"reason": REASON}).status_code == 404


def test_the_link_is_moved_with_a_reason(officer: FlaskClient, case: Claim) -> None:
    path = f"/programme/cases/{case.reference}/move"
    assert officer.post(path, data={}).status_code == 422
    assert officer.post(path, data={"reason": REASON}).status_code == 303
    assert db.session.query(GraduationRecord).one().seller_id == case.seller_id


def test_a_case_whose_record_was_let_go_shows_that_nobody_has_it(officer: FlaskClient, case: Claim) -> None:
    cut(Actor(Role.SELLER), db.session.query(GraduationRecord).one().seller_id or 0, "consent withdrawn")
    page = officer.get(f"/programme/cases/{case.reference}").text
    assert "tidak terhubung dengan lapak mana pun" in page
    assert "/keeping" not in page
    assert officer.post(f"/programme/cases/{case.reference}/move", data={"reason": REASON}).status_code == 303


def test_an_entered_record_is_verified(officer: FlaskClient, bambang: Account, entered: GraduationRecord) -> None:
    assert "1 catatan perlu diverifikasi" in officer.get("/programme/").text
    page = officer.get("/programme/claims?show=declared").text
    assert "Dapur Baru" in page
    assert "Dewi Pendamping" in page
    assert "Berkas impor memuat" not in page
    page = officer.get(f"/programme/declared/{entered.reference}").text
    assert "3171********0001" in page
    assert NIK not in page
    assert [look.why for look in db.session.query(RecordLook).order_by(RecordLook.id)] == ["list", "verify"]
    sent = officer.post(f"/programme/declared/{entered.reference}/verification")
    assert sent.location == "/programme/claims?show=declared"
    assert entered.state is RecordState.MATCHED
    (move,) = db.session.query(RecordMove).all()
    assert move.account_id == bambang.id
    assert officer.get(f"/programme/declared/{entered.reference}").status_code == 404


def test_an_entered_record_is_mismatched_with_a_reason(officer: FlaskClient, entered: GraduationRecord) -> None:
    path = f"/programme/declared/{entered.reference}/mismatch"
    assert officer.post(path, data={"reason": " "}).status_code == 422
    assert officer.post(path, data={"reason": "Tahunnya lain di berkas."}).status_code == 303
    assert entered.state is RecordState.MISMATCHED


def test_a_record_that_a_file_brought_since_says_so(officer: FlaskClient, bambang: Account) -> None:
    record = make_record(seller_id=make_claimant().seller_id, source=RecordSource.IMPORTED)
    assert "Berkas impor memuat nomor yang sama" in officer.get("/programme/claims?show=declared").text
    assert "Berkas impor memuat nomor yang sama" in officer.get(f"/programme/declared/{record.reference}").text


def test_a_seller_who_tried_in_vain_is_taken_up_and_let_in_again(officer: FlaskClient) -> None:
    tries_in_vain(make_claimant())
    paused = db.session.query(ClaimPause).one()
    assert "1 penjual perlu dibantu" in officer.get("/programme/").text
    assert "Penjual yang perlu dibantu" in officer.get("/programme/claims").text
    assert officer.post(f"/programme/pauses/{paused.id}/seen").location == "/programme/claims"
    assert "Sudah dibantu" in officer.get("/programme/claims").text
    assert officer.post(f"/programme/pauses/{paused.id}/opening").location == "/programme/claims"
    assert "Penjual yang perlu dibantu" not in officer.get("/programme/claims").text


def test_what_lies_in_another_province_does_not_exist(app: Flask, case: Claim) -> None:
    entered = make_record(seller_id=make_claimant().seller_id, source=RecordSource.DECLARED)
    nobodys, tired = make_claim(a_nik(), name="Tini"), make_claimant()
    for _ in range(5):
        make_claim(a_nik(), tired)
        claims.withdraw(Actor(Role.SELLER, tired.id), tired.seller_id or 0)
    paused = db.session.query(ClaimPause).one()
    aceh = signed_in(app, make_account(Role.OFFICER, province_code="11"))
    for show in ("", "cases", "declared"):
        page = aceh.get(f"/programme/claims?show={show}").text
        assert " · 1<" not in page
        assert "Dapur" not in page
    for path in (f"cases/{case.reference}", f"declared/{entered.reference}"):
        assert aceh.get(f"/programme/{path}").status_code == 404
    for path in (
        f"claims/{nobodys.reference}",
        f"cases/{case.reference}/keeping",
        f"cases/{case.reference}/move",
        f"declared/{entered.reference}/verification",
        f"declared/{entered.reference}/mismatch",
        f"pauses/{paused.id}/seen",
        f"pauses/{paused.id}/opening",
    ):
        assert aceh.post(f"/programme/{path}", data={"reason": REASON}).status_code == 404, path


@pytest.mark.parametrize("show", ["", "cases", "declared"])
def test_a_list_asks_the_database_as_often_for_many_as_for_few(officer: FlaskClient, show: str) -> None:
    def fill() -> None:
        nik = a_nik()
        make_record(nik, seller_id=make_claimant().seller_id, state=RecordState.MATCHED)
        make_claim(nik)
        make_claim(a_nik(), name="Tini Lestari")
        make_record(seller_id=make_claimant().seller_id, source=RecordSource.DECLARED)

    fill()
    few = queries_of(officer, f"/programme/claims?show={show}")
    for _ in range(4):
        fill()
    assert queries_of(officer, f"/programme/claims?show={show}") == few


def test_the_query_count_of_the_first_page_does_not_grow_with_the_sellers_who_tried_in_vain(
    officer: FlaskClient,
) -> None:
    counts = []
    for _ in range(3):
        tries_in_vain(make_claimant())
        counts.append(queries_of(officer, "/programme/"))
    assert "3 penjual perlu dibantu" in officer.get("/programme/").text
    assert len(set(counts)) == 1


def test_help_that_another_gave_this_very_moment_is_no_error(
    officer: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries_in_vain(make_claimant())
    paused = db.session.query(ClaimPause).one()
    monkeypatch.setattr(
        "storefront.programme.views_claims._pause", lambda pause_id: db.session.get_one(ClaimPause, pause_id)
    )
    assert officer.post(f"/programme/pauses/{paused.id}/opening").status_code == 303
    assert officer.post(f"/programme/pauses/{paused.id}/opening").status_code == 303
    assert "sudah dibantu, atau bukan untuk Anda" in officer.get("/programme/claims").text
