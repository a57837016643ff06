"""A claim beside its record: two taps to say yes, a reason to say no, and every look noted."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from products.database import db
from products.errors import Refusal
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import in_care
from storefront.graduation.claiming import claims, decisions
from storefront.graduation.claiming.first_care import take_on
from storefront.graduation.looking.who_looked import Day
from storefront.graduation.mine import what_is_kept
from storefront.graduation.models import Claim, ClaimMatch, ClaimState, ConsentWay, Kind, RecordLook, RecordState
from tests.factories import make_seller
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.coaching.scenes import GAMBIR, NIK, acting, assistant, claim_by, record_of, seller_of

FAR = "3171014101500777"


@pytest.fixture
def carer(app: Flask) -> Account:
    """The assistant whom the record names."""
    return assistant()


@pytest.fixture
def claim(carer: Account) -> Claim:
    """One that matches its record."""
    record_of(carer, kind=Kind.SEJAHTERA_MANDIRI)
    return claim_by()


@pytest.fixture
def desk(app: Flask, carer: Account) -> FlaskClient:
    """Her browser."""
    return signed_in(app, carer)


def looks_she_reads(claim: Claim) -> list[Day]:
    """Who looked, as the seller of this claim reads it."""
    owner = db.session.query(Account).filter_by(seller_id=claim.seller_id).one()
    return what_is_kept(claim.seller, owner.id).looks


def typed_by(carer: Account) -> Claim:
    """A claim that the assistant typed for a seller in her care."""
    seller = seller_of(carer)
    owner = db.session.query(Account).filter_by(seller_id=seller.id).one()
    return claims.claim(acting(carer, seller), owner.id, seller, NIK, "Siti Rohmah", GAMBIR, ConsentWay.READ_ALOUD)


def test_the_number_is_masked_and_the_kind_shown_beside_the_claim(desk: FlaskClient, claim: Claim) -> None:
    page = desk.get(f"/coaching/claims/{claim.reference}").text
    assert "3171********0001" in page
    assert NIK not in page
    assert "Graduasi sejahtera mandiri" in page
    assert "Semuanya sama." in page


def test_the_list_shows_neither_number_nor_kind(desk: FlaskClient, claim: Claim) -> None:
    page = desk.get("/coaching/claims").text
    assert claim.name in page
    assert "3171****" not in page
    assert "raduasi sejahtera" not in page


def test_opening_a_claim_is_noted_for_the_seller_to_read(desk: FlaskClient, carer: Account, claim: Claim) -> None:
    desk.get("/coaching/claims")
    assert db.session.scalar(select(func.count()).select_from(RecordLook)) == 0
    desk.get(f"/coaching/claims/{claim.reference}")
    assert claim.record is not None
    looks = db.session.scalars(select(RecordLook).order_by(RecordLook.id)).all()
    assert [look.record_reference for look in looks] == [claim.reference, claim.record.reference]
    assert {(look.account_id, look.why) for look in looks} == {(carer.id, "claim")}


@pytest.mark.parametrize("met", [ClaimMatch.NONE, ClaimMatch.EXACT, ClaimMatch.TAKEN])
def test_its_seller_reads_the_same_of_that_whatever_her_claim_met(
    desk: FlaskClient, carer: Account, met: ClaimMatch
) -> None:
    taken = {"seller_id": make_seller().id, "state": RecordState.MATCHED} if met is ClaimMatch.TAKEN else {}
    record_of(carer, nik=FAR if met is ClaimMatch.NONE else NIK, **taken)
    claim = claim_by()
    assert claim.match is met
    desk.get(f"/coaching/claims/{claim.reference}")
    (day,) = looks_she_reads(claim)
    assert [(one.who, one.times, one.whys) for one in day.visitors] == [(carer.display_name, 1, ("claim",))]


def test_a_claim_and_its_record_opened_together_are_one_look_once_it_is_hers(
    desk: FlaskClient, carer: Account, claim: Claim
) -> None:
    desk.get(f"/coaching/claims/{claim.reference}")
    decisions.confirm(acting(carer), claim)
    (day,) = looks_she_reads(claim)
    assert [one.times for one in day.visitors] == [1]


def test_what_differs_is_said_in_plain_words(desk: FlaskClient, carer: Account) -> None:
    record_of(carer, name="ROHMAH")
    page = desk.get(f"/coaching/claims/{claim_by(district='31.71.02').reference}").text
    assert "Ditulis berbeda. Cocokkan dengan KTP." in page
    assert "Mungkin pindah. Tanyakan sejak kapan." in page
    assert "2 hal berbeda" in page


def test_the_first_tap_changes_nothing_and_the_second_links_her(
    desk: FlaskClient, carer: Account, claim: Claim
) -> None:
    address = f"/coaching/claims/{claim.reference}/confirmation"
    assert address in desk.get(f"/coaching/claims/{claim.reference}").text
    assert desk.get(address).status_code == 200
    assert not in_care(carer.id, claim.seller_id)
    answer = desk.post(address)
    assert (answer.status_code, answer.location) == (303, f"/coaching/sellers/{claim.seller_id}")
    assert claim.state is ClaimState.CONFIRMED
    assert in_care(carer.id, claim.seller_id)


def test_declining_needs_a_reason(desk: FlaskClient, claim: Claim) -> None:
    address = f"/coaching/claims/{claim.reference}/refusal"
    answer = desk.post(address, data={"reason": " "})
    assert answer.status_code == 422
    assert "Tulis alasannya" in answer.text
    assert desk.post(address, data={"reason": "Nama di KTP lain."}).status_code == 303
    assert (claim.state, claim.reason) == (ClaimState.DECLINED, "Nama di KTP lain.")


def test_a_claim_without_a_record_can_only_be_declined(desk: FlaskClient, carer: Account) -> None:
    record_of(carer, nik=FAR)
    unmatched = claim_by()
    page = desk.get(f"/coaching/claims/{unmatched.reference}").text
    assert "Belum ada catatan yang cocok" in page
    assert "Ya, ini orangnya" not in page
    assert desk.get(f"/coaching/claims/{unmatched.reference}/confirmation").status_code == 302
    assert desk.post(f"/coaching/claims/{unmatched.reference}/confirmation").status_code == 422
    assert unmatched.state is ClaimState.WAITING


def test_a_claim_that_is_decided_does_not_exist_any_more(desk: FlaskClient, carer: Account, claim: Claim) -> None:
    decisions.confirm(acting(carer), claim)
    assert desk.get(f"/coaching/claims/{claim.reference}").status_code == 404
    assert desk.post(f"/coaching/claims/{claim.reference}/confirmation").status_code == 404


def test_the_query_count_of_the_list_does_not_grow_with_the_claims(desk: FlaskClient, carer: Account) -> None:
    counts = []
    for number in (1, 2, 3):
        nik = f"317101570845000{number}"
        record_of(carer, nik=nik)
        claim_by(nik)
        counts.append(queries_of(desk, "/coaching/claims"))
    assert len(set(counts)) == 1


def test_of_numbers_that_differ_both_show_only_what_is_the_same(desk: FlaskClient, carer: Account) -> None:
    record_of(carer, nik="3171015708450012", name="Siti Rohmah")
    page = desk.get(f"/coaching/claims/{claim_by().reference}").text
    assert "2 angka berbeda" in page
    assert page.count("3171********00**") == 1
    assert not {"0001", "0012", "3171********0001", "3171********0012"} & set(re.findall(r"[0-9*]+", page))
    assert "Baca NIK di KTP bersama-sama" in page


def test_digits_that_changed_places_are_said_to_have(desk: FlaskClient, carer: Account) -> None:
    record_of(carer, nik="3171015708450010", name="Siti Rohmah")
    page = desk.get(f"/coaching/claims/{claim_by().reference}").text
    assert "mungkin tertukar tempatnya" in page


def test_of_a_case_she_learns_that_an_officer_decides_and_no_more(desk: FlaskClient, carer: Account) -> None:
    holder = make_seller(name="Dapur Pertama")
    record_of(carer, seller_id=holder.id, state=RecordState.MATCHED, kind=Kind.SEJAHTERA_MANDIRI)
    case = claim_by()
    assert "Perlu petugas" in desk.get("/coaching/claims").text
    page = desk.get(f"/coaching/claims/{case.reference}").text
    assert "Petugas program yang memutuskan" in page
    for hidden in ("Dapur Pertama", "raduasi sejahtera", "Ya, ini orangnya", "/refusal", "SITI ROHMAH"):
        assert hidden not in page
    assert db.session.scalars(select(RecordLook.record_reference)).all() == [case.reference]
    assert desk.post(f"/coaching/claims/{case.reference}/confirmation").status_code == 303
    assert desk.post(f"/coaching/claims/{case.reference}/refusal", data={"reason": "Bukan dia."}).status_code == 422
    assert case.state is ClaimState.WAITING
    assert "first" not in desk.get("/coaching/").text


def test_a_record_taken_meanwhile_is_no_error_but_an_officers(desk: FlaskClient, claim: Claim, carer: Account) -> None:
    other = claim_by()
    decisions.confirm(acting(carer), other)
    answer = desk.post(f"/coaching/claims/{claim.reference}/confirmation")
    assert (answer.status_code, answer.location) == (303, "/coaching/claims")
    page = desk.get("/coaching/claims").text
    assert "Ini perlu diputuskan petugas program" in page
    assert "Perlu petugas" in page


def test_a_claim_is_looked_up_again_when_a_file_has_come(desk: FlaskClient, carer: Account) -> None:
    record_of(carer, nik=FAR)
    claim = claim_by()
    address = f"/coaching/claims/{claim.reference}"
    assert "Cari lagi" in desk.get(address).text
    assert desk.post(f"{address}/search").location == address
    assert "Belum ada catatan yang cocok" in desk.get(address).text
    record_of(carer)
    assert desk.post(f"{address}/search").location == address
    assert "Ya, ini orangnya" in desk.get(address).text


def test_a_claim_that_turns_out_to_be_another_assistants_leaves_the_desk(desk: FlaskClient, carer: Account) -> None:
    record_of(carer, nik=FAR)
    claim = claim_by()
    record_of(assistant())
    assert desk.post(f"/coaching/claims/{claim.reference}/search").location == "/coaching/claims"
    assert desk.get(f"/coaching/claims/{claim.reference}").status_code == 404


@pytest.mark.parametrize("met", [ClaimMatch.NONE, ClaimMatch.EXACT, ClaimMatch.TAKEN])
def test_what_she_typed_herself_looks_the_same_whatever_it_met_and_is_not_hers_to_decide(
    desk: FlaskClient, carer: Account, met: ClaimMatch
) -> None:
    taken = {"seller_id": make_seller().id, "state": RecordState.MATCHED} if met is ClaimMatch.TAKEN else {}
    record_of(carer, nik=FAR if met is ClaimMatch.NONE else NIK, **taken)
    claim = typed_by(carer)
    assert claim.match is met
    with pytest.raises(Refusal, match="orang lain yang memeriksanya"):
        take_on(acting(carer), claim)
    page = desk.get("/coaching/claims").text
    assert "Perlu petugas" in page
    assert "Tidak ada yang perlu dicocokkan" in page
    page = desk.get(f"/coaching/claims/{claim.reference}").text
    assert "orang lain yang memeriksanya" in page
    for hidden in ("raduasi sejahtera", "Ya, ini orangnya", "Cari lagi", "/refusal", "SITI ROHMAH"):
        assert hidden not in page
    for what in ("confirmation", "search", "refusal"):
        answer = desk.post(f"/coaching/claims/{claim.reference}/{what}", data={"reason": "Bukan dia."})
        assert answer.status_code == 422
        assert "orang lain yang memeriksanya" in answer.text or what == "refusal"  # its form is not on this page
    assert claim.state is ClaimState.WAITING


def test_another_assistant_confirms_it_and_the_seller_stays_where_she_is(app: Flask, carer: Account) -> None:
    other = assistant()
    record_of(other)
    claim = typed_by(carer)
    desk = signed_in(app, other)
    answer = desk.post(f"/coaching/claims/{claim.reference}/confirmation")
    assert (answer.status_code, answer.location) == (303, "/coaching/claims")
    assert "Pendampingnya tetap yang sekarang" in desk.get("/coaching/claims").text
    assert in_care(carer.id, claim.seller_id)
