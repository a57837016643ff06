"""Whose a claim is to see and to decide."""

from __future__ import annotations

import pytest

from products.actor import Actor, Role
from products.database import transaction
from products.errors import Refusal
from storefront.accounts.models import Account
from storefront.graduation.claiming import decisions, waiting
from storefront.graduation.models import (
    RecordState,
)
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.storefront.graduation.records import (
    NIK,
    a_nik,
    make_assistant,
    make_claim,
    make_claimant,
    make_record,
    make_typed_claim,
)

pytestmark = pytest.mark.usefixtures("app")
OFFICER = Actor(Role.OFFICER)


def test_who_sees_and_decides_which_claim() -> None:
    owner, same_district, elsewhere = make_assistant(), make_assistant(), make_assistant()
    make_record(NIK, assistant_id=owner.account_id)
    make_record(assistant_id=same_district.account_id)
    make_record(assistant_id=elsewhere.account_id, district_code="33.01.01")
    matched, nobodys = make_claim(), make_claim(a_nik())
    sees = {
        name: [one.id for one in waiting.waiting_for(actor)]
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
        assert waiting.claim_for(stranger, matched.reference) is None
        with pytest.raises(Refusal):
            decisions.confirm(stranger, matched)
    assert waiting.claim_for(OFFICER, matched.reference) is not None
    assert waiting.count_waiting_for(owner) == 2


def test_an_officer_sees_what_no_assistant_can_see_and_what_none_has_taken(stopped_clock: StoppedClock) -> None:
    dewi, elsewhere = make_assistant(), make_assistant()
    make_record(assistant_id=dewi.account_id, district_code="34.02.01")
    lonely = make_claim(a_nik())
    assert [one.id for one in waiting.waiting_for(OFFICER)] == [lonely.id]
    make_record(assistant_id=elsewhere.account_id)
    assert waiting.waiting_for(OFFICER) == []
    stopped_clock.move(days=3, seconds=1)
    assert waiting.count_waiting_for(OFFICER) == 1


def test_a_case_stays_in_her_view_and_is_decided_by_officers_alone() -> None:
    dewi = make_assistant()
    make_record(NIK, assistant_id=dewi.account_id, seller_id=make_claimant().seller_id, state=RecordState.MATCHED)
    case = make_claim()
    assert waiting.waiting_for(dewi) == []
    assert [one.id for one in waiting.cases_for(dewi)] == [case.id]
    assert waiting.claim_for(dewi, case.reference) is not None
    assert waiting.case_for(dewi, case.reference) is None
    assert [one.id for one in waiting.cases_for(OFFICER)] == [case.id]
    assert waiting.waiting_for(OFFICER) == []
    with pytest.raises(Refusal):
        decisions.decline(OFFICER, case, "Bukan dia.")


def test_an_officer_of_a_province_sees_the_claims_on_its_records_and_those_without_any() -> None:
    jakarta, aceh = (Actor(Role.OFFICER, make_account(Role.OFFICER, province_code=code).id) for code in ("31", "11"))
    make_record(NIK, district_code="11.17.01")
    moved, unmatched = make_claim(), make_claim(a_nik())
    taken = a_nik()
    make_record(taken, seller_id=make_claimant().seller_id, state=RecordState.MATCHED)
    case = make_claim(taken)
    assert {one.id for one in waiting.waiting_for(jakarta)} == {unmatched.id}
    assert {one.id for one in waiting.waiting_for(aceh)} == {moved.id}
    assert (waiting.count_cases_for(jakarta), waiting.count_cases_for(aceh)) == (1, 0)
    assert waiting.claim_for(jakarta, moved.reference) is None
    assert waiting.case_for(aceh, case.reference) is None
    with pytest.raises(Refusal):
        decisions.decline(aceh, unmatched, "Bukan di sini.")


def test_a_claim_that_was_left_behind_by_an_assistant_comes_to_the_officers() -> None:
    dewi = make_account(Role.ASSISTANT)
    make_record(NIK, assistant_id=dewi.id)
    claim = make_claim()
    assert waiting.waiting_for(OFFICER) == []
    with transaction() as session:
        session.get_one(Account, dewi.id).is_enabled = False
    assert [one.id for one in waiting.waiting_for(OFFICER)] == [claim.id]


def test_a_claim_that_its_own_assistant_typed_passes_to_the_officers_of_the_province() -> None:
    dewi = make_assistant()
    jakarta, aceh = (Actor(Role.OFFICER, make_account(Role.OFFICER, province_code=code).id) for code in ("31", "11"))
    make_record(NIK, assistant_id=dewi.account_id)
    known, unknown = make_typed_claim(dewi), make_typed_claim(dewi, a_nik())
    assert known.assistant_id == dewi.account_id
    assert waiting.waiting_for(dewi) == []
    assert {one.id for one in waiting.cases_for(dewi)} == {known.id, unknown.id}
    assert waiting.count_cases_for(dewi) == 2
    assert {one.id for one in waiting.waiting_for(jakarta)} == {known.id, unknown.id}
    assert waiting.waiting_for(aceh) == []
    assert waiting.cases_for(jakarta) == []


def test_a_claim_that_another_assistant_typed_waits_for_the_one_of_the_record() -> None:
    dewi, rahmat = make_assistant(), make_assistant()
    make_record(NIK, assistant_id=rahmat.account_id)
    claim = make_typed_claim(dewi)
    assert [one.id for one in waiting.waiting_for(rahmat)] == [claim.id]
    assert [one.id for one in waiting.cases_for(dewi)] == [claim.id]
    assert waiting.waiting_for(OFFICER) == []
