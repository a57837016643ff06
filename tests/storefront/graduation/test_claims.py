"""Claiming a record, confirming it, and parting from it again."""

from __future__ import annotations

import pytest

from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.graduation import claims, consent
from storefront.graduation.caseload import assistant_of, in_care, take_into_care
from storefront.graduation.models import (
    Claim,
    ClaimState,
    Consent,
    ConsentWay,
    GraduationRecord,
    RecordMove,
    RecordState,
)
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.storefront.graduation.records import NIK, a_nik, make_assistant, make_claim, make_claimant, make_record

pytestmark = pytest.mark.usefixtures("app")
OFFICER = Actor(Role.OFFICER)


def test_the_number_and_an_alike_name_find_the_record_and_its_assistant() -> None:
    dewi = make_assistant()
    record = make_record(NIK, assistant_id=dewi.account_id)
    claim = make_claim(name="Ibu SARI")
    assert (claim.record_id, claim.assistant_id, claim.state) == (record.id, dewi.account_id, ClaimState.WAITING)
    assert NIK not in claim.nik_sealed


@pytest.mark.parametrize("reason", ["unknown number", "other name", "linked already", "revoked"])
def test_a_claim_without_a_match_waits_just_the_same(reason: str) -> None:
    kinds: dict[str, dict[str, object]] = {
        "linked already": {"seller_id": make_claimant().seller_id},
        "revoked": {"state": RecordState.REVOKED},
        "other name": {"name": "Wati Lestari"},
    }
    make_record(a_nik() if reason == "unknown number" else NIK, **kinds.get(reason, {}))
    claim = make_claim()
    assert (claim.record_id, claim.state) == (None, ClaimState.WAITING)


def test_a_claim_keeps_the_consent_to_link_and_no_other() -> None:
    seller = make_claimant()
    make_claim(claimant=seller)
    given = db.session.query(Consent).one()
    assert (given.account_id, given.purpose, given.version) == (seller.id, "link_record", consent.VERSION)
    assert given.assisted_by_id is None


def test_an_assistant_who_types_for_a_seller_is_named_in_the_consent() -> None:
    seller, dewi = make_claimant(), make_assistant()
    assert seller.seller is not None
    take_into_care(dewi.account_id or 0, seller.seller.id)
    actor = Actor(Role.ASSISTANT, dewi.account_id, seller.seller_id)
    with pytest.raises(Refusal, match="bagaimana penjual menyetujui"):
        claims.claim(actor, seller.id, seller.seller, NIK, "Sari Contoh", "31.71.01")
    claims.claim(actor, seller.id, seller.seller, NIK, "Sari Contoh", "31.71.01", ConsentWay.READ_ALOUD)
    assert {one.assisted_by_id for one in db.session.query(Consent)} == {dewi.account_id}
    assert {one.account_id for one in db.session.query(Consent)} == {seller.id}


def test_one_claim_waits_at_a_time_and_a_linked_seller_claims_no_more() -> None:
    seller, dewi = make_claimant(), make_assistant()
    make_record(NIK, assistant_id=dewi.account_id)
    claim = make_claim(claimant=seller)
    with pytest.raises(Refusal, match="sedang menunggu"):
        make_claim(claimant=seller)
    claims.confirm(dewi, claim)
    with pytest.raises(Refusal, match="sudah terhubung"):
        make_claim(claimant=seller)


def test_numbers_cannot_be_tried_out_all_day(stopped_clock: StoppedClock) -> None:
    seller = make_claimant()
    for _ in range(5):
        claims.decline(OFFICER, make_claim(a_nik(), seller), "Bukan ini.")
    with pytest.raises(Refusal, match="coba besok"):
        make_claim(claimant=seller)
    stopped_clock.move(hours=24, seconds=1)
    make_claim(claimant=seller)


def test_confirming_links_record_and_shop_and_brings_her_into_care() -> None:
    dewi = make_assistant()
    record = make_record(NIK, assistant_id=dewi.account_id)
    claim = make_claim()
    claims.confirm(dewi, claim)
    db.session.refresh(record)
    assert (record.seller_id, record.state) == (claim.seller_id, RecordState.MATCHED)
    assert (claim.state, claim.decided_by_id) == (ClaimState.CONFIRMED, dewi.account_id)
    assert in_care(dewi.account_id or 0, claim.seller_id)
    (move,) = db.session.query(RecordMove).all()
    assert (move.record_id, move.to_state, move.account_id) == (record.id, RecordState.MATCHED, dewi.account_id)


def test_a_claim_is_decided_once() -> None:
    dewi = make_assistant()
    make_record(NIK, assistant_id=dewi.account_id)
    claim = make_claim()
    claims.decline(dewi, claim, "Nama berbeda.")
    with pytest.raises(Refusal):
        claims.confirm(dewi, claim)
    with pytest.raises(Refusal):
        claims.decline(dewi, claim, "Lagi.")
    assert db.session.query(GraduationRecord).one().seller_id is None


def test_a_claim_without_a_record_cannot_be_confirmed_and_still_waits() -> None:
    claim = make_claim()
    with pytest.raises(Refusal, match="Belum ada catatan"):
        claims.confirm(OFFICER, claim)
    db.session.refresh(claim)
    assert claim.state is ClaimState.WAITING


def test_of_two_claims_on_one_record_only_the_first_is_confirmed() -> None:
    dewi = make_assistant()
    make_record(NIK, assistant_id=dewi.account_id)
    first, second = make_claim(), make_claim()
    claims.confirm(dewi, first)
    with pytest.raises(Refusal, match="lapak lain"):
        claims.confirm(dewi, second)
    assert db.session.get_one(Claim, second.id).state is ClaimState.WAITING
    assert db.session.query(GraduationRecord).one().seller_id == first.seller_id


def test_a_seller_never_gets_a_second_record() -> None:
    dewi, seller = make_assistant(), make_claimant()
    make_record(NIK, assistant_id=dewi.account_id)
    claim = make_claim(claimant=seller)
    make_record(seller_id=seller.seller_id)
    with pytest.raises(Refusal, match="sudah punya catatan"):
        claims.confirm(dewi, claim)


def test_declining_needs_a_reason_that_the_seller_can_read() -> None:
    claim = make_claim()
    with pytest.raises(Refusal):
        claims.decline(OFFICER, claim, "  ")
    claims.decline(OFFICER, claim, "Nama berbeda dengan KTP.")
    assert db.session.get_one(Claim, claim.id).reason == "Nama berbeda dengan KTP."


def test_who_sees_and_decides_which_claim() -> None:
    owner, same_district, elsewhere = make_assistant(), make_assistant(), make_assistant()
    make_record(NIK, assistant_id=owner.account_id)
    make_record(assistant_id=same_district.account_id)
    make_record(assistant_id=elsewhere.account_id, district_code="33.01.01")
    matched, nobodys = make_claim(), make_claim(a_nik())
    sees = {
        name: [one.id for one in claims.waiting_for(actor)]
        for name, actor in {
            "owner": owner,
            "same district": same_district,
            "elsewhere": elsewhere,
            "officer": OFFICER,
            "seller": Actor(Role.SELLER, 1),
            "buyer": Actor(Role.BUYER),
        }.items()
    }
    assert sees == {
        "owner": [matched.id, nobodys.id],
        "same district": [nobodys.id],
        "elsewhere": [],
        "officer": [],
        "seller": [],
        "buyer": [],
    }
    for stranger in (same_district, elsewhere, Actor(Role.SELLER, 1), Actor(Role.BUYER), Actor(Role.ASSISTANT)):
        assert claims.claim_for(stranger, matched.reference) is None
        with pytest.raises(Refusal):
            claims.confirm(stranger, matched)
    assert claims.claim_for(OFFICER, matched.reference) is not None
    assert claims.count_waiting_for(owner) == 2


def test_an_officer_sees_what_no_assistant_can_see_and_what_none_has_taken(stopped_clock: StoppedClock) -> None:
    dewi, elsewhere = make_assistant(), make_assistant()
    make_record(assistant_id=dewi.account_id, district_code="34.02.01")
    lonely = make_claim(a_nik())
    assert [one.id for one in claims.waiting_for(OFFICER)] == [lonely.id]
    make_record(assistant_id=elsewhere.account_id)
    assert claims.waiting_for(OFFICER) == []
    stopped_clock.move(days=3, seconds=1)
    assert claims.count_waiting_for(OFFICER) == 1


def test_an_officer_hands_a_claim_to_an_assistant() -> None:
    claim, dewi = make_claim(), make_assistant()
    assert claims.claim_for(dewi, claim.reference) is None
    with pytest.raises(Refusal):
        claims.hand_to(dewi, claim, dewi.account_id or 0)
    claims.hand_to(OFFICER, claim, dewi.account_id or 0)
    assert claims.claim_for(dewi, claim.reference) is not None


def test_only_an_assistant_is_handed_a_claim() -> None:
    claim = make_claim()
    with pytest.raises(Refusal):
        claims.hand_to(OFFICER, claim, make_account(Role.SELLER).id)


def test_a_consent_taken_back_parts_record_and_shop_and_ends_the_care() -> None:
    dewi, seller = make_assistant(), make_claimant()
    record = make_record(NIK, assistant_id=dewi.account_id)
    claims.confirm(dewi, make_claim(claimant=seller))
    claims.unlink(Actor(Role.SELLER, seller.id), seller.id, seller.seller_id or 0)
    db.session.refresh(record)
    assert (record.seller_id, record.state) == (None, RecordState.UNVERIFIED)
    assert assistant_of(seller.seller_id or 0) is None
    withdrawn = {one.purpose: one.withdrawn_at is not None for one in db.session.query(Consent)}
    assert withdrawn == {"link_record": True}
    claims.confirm(dewi, make_claim(claimant=seller))
    assert assistant_of(seller.seller_id or 0) == dewi.account_id


def test_a_seller_is_in_one_assistants_care_at_a_time() -> None:
    seller, dewi, rahmat = make_claimant(), make_assistant(), make_assistant()
    assert seller.seller_id is not None
    for one in (dewi, rahmat, rahmat):
        take_into_care(one.account_id or 0, seller.seller_id)
    assert not in_care(dewi.account_id or 0, seller.seller_id)
    assert in_care(rahmat.account_id or 0, seller.seller_id)
