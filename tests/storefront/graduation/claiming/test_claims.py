"""Saying which record is mine, taking that back, and parting from the record again."""

from __future__ import annotations

import pytest

from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.graduation.caring.caseload import assistant_of, in_care, take_into_care
from storefront.graduation.claiming import claims, decisions
from storefront.graduation.consenting import choices, consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.models import (
    Claim,
    ClaimMatch,
    ClaimState,
    Consent,
    ConsentWay,
    RecordState,
)
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
    decisions.confirm(dewi, claim)
    with pytest.raises(Refusal, match="sudah terhubung"):
        make_claim(claimant=seller)


def test_a_consent_taken_back_parts_record_and_shop_and_ends_the_care() -> None:
    dewi, seller = make_assistant(), make_claimant()
    record = make_record(NIK, assistant_id=dewi.account_id)
    decisions.confirm(dewi, make_claim(claimant=seller))
    choices.take_back(Actor(Role.SELLER, seller.id), seller.id, seller.seller_id or 0, Purpose.RECORD)
    db.session.refresh(record)
    assert (record.seller_id, record.state) == (None, RecordState.UNVERIFIED)
    assert assistant_of(seller.seller_id or 0) is None
    withdrawn = {one.purpose: one.withdrawn_at is not None for one in db.session.query(Consent)}
    assert withdrawn == {"link_record": True}
    decisions.confirm(dewi, make_claim(claimant=seller))
    assert assistant_of(seller.seller_id or 0) == dewi.account_id


def test_a_seller_is_in_one_assistants_care_at_a_time() -> None:
    seller, dewi, rahmat = make_claimant(), make_assistant(), make_assistant()
    assert seller.seller_id is not None
    for one in (dewi, rahmat, rahmat):
        take_into_care(one.account_id or 0, seller.seller_id)
    assert not in_care(dewi.account_id or 0, seller.seller_id)
    assert in_care(rahmat.account_id or 0, seller.seller_id)


@pytest.mark.parametrize("reason", ["unknown number", "linked already", "revoked"])
def test_whatever_a_claim_meets_it_waits(reason: str) -> None:
    kinds: dict[str, dict[str, object]] = {
        "linked already": {"seller_id": make_claimant().seller_id, "state": RecordState.MATCHED},
        "revoked": {"state": RecordState.REVOKED},
    }
    make_record(a_nik() if reason == "unknown number" else NIK, **kinds.get(reason, {}))
    assert make_claim().state is ClaimState.WAITING


def test_a_waiting_claim_is_withdrawn_and_another_sent() -> None:
    seller = make_claimant()
    first = make_claim(a_nik(), seller)
    assert claims.withdraw(Actor(Role.SELLER, seller.id), seller.seller_id or 0)
    assert not claims.withdraw(Actor(Role.SELLER, seller.id), seller.seller_id or 0)
    assert (first.state, first.decided_by_id) == (ClaimState.WITHDRAWN, seller.id)
    assert make_claim(NIK, seller).state is ClaimState.WAITING


def test_nobody_withdraws_the_claim_of_another_shop() -> None:
    claim, stranger = make_claim(), make_claimant()
    assert not claims.withdraw(Actor(Role.SELLER, stranger.id), stranger.seller_id or 0)
    assert db.session.get_one(Claim, claim.id).state is ClaimState.WAITING


def test_a_record_whose_assistant_has_left_is_claimed_with_the_district() -> None:
    gone = make_account(Role.ASSISTANT, is_enabled=False)
    make_record(NIK, assistant_id=gone.id)
    claim = make_claim()
    assert (claim.match, claim.assistant_id) == (ClaimMatch.EXACT, None)
