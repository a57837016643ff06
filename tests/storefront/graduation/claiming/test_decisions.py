"""Saying yes or no to a claim, handing it on, and what happens when the record is gone by then."""

from __future__ import annotations

import pytest

from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import assistant_of, in_care, take_into_care
from storefront.graduation.claiming import decisions, waiting
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.models import (
    Claim,
    ClaimMatch,
    ClaimState,
    GraduationRecord,
    RecordMove,
    RecordState,
)
from tests.factories import make_account
from tests.storefront.graduation.records import (
    NIK,
    make_assistant,
    make_claim,
    make_claimant,
    make_record,
    make_typed_claim,
)

pytestmark = pytest.mark.usefixtures("app")
OFFICER = Actor(Role.OFFICER)
FAR = "3171014101500777"


def test_confirming_links_record_and_shop_and_brings_her_into_care() -> None:
    dewi = make_assistant()
    record = make_record(NIK, assistant_id=dewi.account_id)
    claim = make_claim()
    decisions.confirm(dewi, claim)
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
    decisions.decline(dewi, claim, "Nama berbeda.")
    with pytest.raises(Refusal):
        decisions.confirm(dewi, claim)
    with pytest.raises(Refusal):
        decisions.decline(dewi, claim, "Lagi.")
    assert db.session.query(GraduationRecord).one().seller_id is None


def test_a_claim_without_a_record_cannot_be_confirmed_and_still_waits() -> None:
    claim = make_claim()
    with pytest.raises(Refusal, match="Belum ada catatan"):
        decisions.confirm(OFFICER, claim)
    db.session.refresh(claim)
    assert claim.state is ClaimState.WAITING


def test_a_seller_never_gets_a_second_record() -> None:
    dewi, seller = make_assistant(), make_claimant()
    make_record(NIK, assistant_id=dewi.account_id)
    claim = make_claim(claimant=seller)
    make_record(seller_id=seller.seller_id)
    with pytest.raises(Refusal, match="sudah punya catatan"):
        decisions.confirm(dewi, claim)


def test_declining_needs_a_reason_that_the_seller_can_read() -> None:
    claim = make_claim()
    with pytest.raises(Refusal):
        decisions.decline(OFFICER, claim, "  ")
    decisions.decline(OFFICER, claim, "Nama berbeda dengan KTP.")
    assert db.session.get_one(Claim, claim.id).reason == "Nama berbeda dengan KTP."


def test_an_officer_hands_a_claim_to_an_assistant() -> None:
    claim, dewi = make_claim(), make_assistant()
    assert waiting.claim_for(dewi, claim.reference) is None
    with pytest.raises(Refusal):
        decisions.hand_to(dewi, claim, dewi.account_id or 0)
    decisions.hand_to(OFFICER, claim, dewi.account_id or 0)
    assert waiting.claim_for(dewi, claim.reference) is not None


def test_only_an_assistant_is_handed_a_claim() -> None:
    claim = make_claim()
    with pytest.raises(Refusal):
        decisions.hand_to(OFFICER, claim, make_account(Role.SELLER).id)


def test_of_two_claims_on_one_record_the_first_is_confirmed_and_the_second_is_a_case() -> None:
    dewi = make_assistant()
    make_record(NIK, assistant_id=dewi.account_id)
    first, second = make_claim(), make_claim()
    assert decisions.confirm(dewi, first)
    assert not decisions.confirm(dewi, second)
    assert (second.state, second.match) == (ClaimState.WAITING, ClaimMatch.TAKEN)
    assert db.session.query(GraduationRecord).one().seller_id == first.seller_id
    with pytest.raises(Refusal):
        decisions.decline(dewi, second, "Bukan dia.")


def test_a_consent_taken_back_before_the_yes_keeps_her_unlinked() -> None:
    dewi, seller = make_assistant(), make_claimant()
    record = make_record(NIK, assistant_id=dewi.account_id)
    claim = make_claim(claimant=seller)
    consent.withdraw(Actor(Role.SELLER, seller.id), seller.id, Purpose.RECORD)
    with pytest.raises(Refusal, match="mencabut"):
        decisions.confirm(dewi, claim)
    db.session.refresh(record)
    assert (record.seller_id, claim.state) == (None, ClaimState.WAITING)


def test_a_record_that_was_revoked_meanwhile_is_not_linked() -> None:
    dewi = make_assistant()
    record = make_record(NIK, assistant_id=dewi.account_id)
    claim = make_claim()
    with transaction():
        record.state = RecordState.REVOKED
    with pytest.raises(Refusal, match="dicabut"):
        decisions.confirm(dewi, claim)


def test_a_claim_finds_what_came_in_after_it() -> None:
    dewi, rahmat = make_assistant(), make_assistant()
    make_record(assistant_id=rahmat.account_id)
    claim = make_claim()
    assert not decisions.look_again(rahmat, claim)
    record = make_record(NIK, assistant_id=dewi.account_id)
    assert decisions.look_again(rahmat, claim)
    assert (claim.match, claim.record_id, claim.assistant_id) == (ClaimMatch.EXACT, record.id, dewi.account_id)
    with pytest.raises(Refusal):
        decisions.look_again(rahmat, claim)


def test_whoever_typed_a_claim_never_decides_it_in_whatever_role() -> None:
    dewi = make_assistant()
    make_record(NIK, assistant_id=dewi.account_id)
    claim = make_typed_claim(dewi)
    assert claim.made_by_id == dewi.account_id
    for actor in (dewi, Actor(Role.OFFICER, dewi.account_id)):
        for decide in (
            lambda who: decisions.confirm(who, claim),
            lambda who: decisions.decline(who, claim, "Bukan dia."),
            lambda who: decisions.look_again(who, claim),
        ):
            with pytest.raises(Refusal, match="orang lain yang memeriksanya"):
                decide(actor)
    assert claim.state is ClaimState.WAITING
    assert db.session.query(GraduationRecord).one().seller_id is None


def test_an_officer_hands_it_to_another_than_who_typed_it() -> None:
    dewi, rahmat = make_assistant(), make_assistant()
    make_record(NIK, assistant_id=dewi.account_id)
    claim = make_typed_claim(dewi)
    with pytest.raises(Refusal, match="Pilih pendamping lain"):
        decisions.hand_to(OFFICER, claim, dewi.account_id or 0)
    decisions.hand_to(OFFICER, claim, rahmat.account_id or 0)
    assert decisions.confirm(rahmat, claim)
    assert in_care(dewi.account_id or 0, claim.seller_id)


def test_a_seller_who_typed_it_herself_comes_into_the_care_of_whoever_says_yes() -> None:
    rahmat, seller = make_assistant(), make_claimant()
    make_record(NIK, assistant_id=rahmat.account_id)
    take_into_care(make_assistant().account_id or 0, seller.seller_id or 0)
    claim = make_claim(claimant=seller)
    assert claim.made_by_id == seller.id
    decisions.confirm(rahmat, claim)
    assert in_care(rahmat.account_id or 0, claim.seller_id)


def test_a_claim_that_finds_the_record_of_an_assistant_who_left_stays_where_it_is() -> None:
    rahmat = make_assistant()
    make_record(assistant_id=rahmat.account_id)
    claim = make_claim()
    record = make_record(NIK, assistant_id=make_account(Role.ASSISTANT, is_enabled=False).id)
    assert decisions.look_again(rahmat, claim)
    assert (claim.record_id, claim.assistant_id) == (record.id, None)
    assert waiting.claim_for(rahmat, claim.reference) is not None


@pytest.mark.parametrize("changed", [{"role": Role.OFFICER}, {"is_enabled": False}], ids=["promoted", "left"])
def test_only_an_assistant_in_service_gets_the_care_of_a_claim_that_an_officer_confirms(
    changed: dict[str, object],
) -> None:
    dewi, rahmat = make_assistant(), make_assistant()
    for assistant, nik in ((dewi, NIK), (rahmat, FAR)):
        make_record(nik, assistant_id=assistant.account_id)
    hers, his = make_claim(), make_claim(FAR)
    with transaction() as session:
        for name, value in changed.items():
            setattr(session.get_one(Account, dewi.account_id), name, value)
    for claim in (hers, his):
        assert decisions.confirm(OFFICER, claim)
    assert assistant_of(hers.seller_id) is None
    assert assistant_of(his.seller_id) == rahmat.account_id
