"""Two sellers and one record: an officer keeps it where it is or moves it, and both decisions are dated."""

from __future__ import annotations

import pytest

from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from storefront.accounts.models import Account, Deed
from storefront.graduation.caring import offer_lists, offers
from storefront.graduation.caring.caseload import assistant_of
from storefront.graduation.claiming import cases, decisions
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.links import cut, record_of
from storefront.graduation.models import Claim, ClaimState, GraduationRecord, RecordMove, RecordState
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.storefront.graduation.records import NIK, make_assistant, make_claim, make_claimant, make_record


@pytest.fixture
def officer(app: object) -> Actor:
    """An officer of Jakarta."""
    return Actor(Role.OFFICER, make_account(Role.OFFICER, province_code="31").id)


@pytest.fixture
def dewi(app: object) -> Actor:
    """The record's assistant."""
    return make_assistant()


@pytest.fixture
def first(dewi: Actor) -> Account:
    """The seller who has the record."""
    seller = make_claimant()
    make_record(NIK, assistant_id=dewi.account_id)
    decisions.confirm(dewi, make_claim(claimant=seller))
    return seller


@pytest.fixture
def second(first: Account) -> Account:
    """The seller who claims it."""
    return make_claimant()


@pytest.fixture
def case(second: Account) -> Claim:
    """Her claim."""
    return make_claim(claimant=second)


def moves() -> list[tuple[RecordState, RecordState, str]]:
    """What happened to the record after it was linked first."""
    rows = db.session.query(RecordMove).order_by(RecordMove.id).all()
    return [(one.from_state, one.to_state, one.reason) for one in rows[1:]]


def test_the_first_keeps_it_and_the_second_reads_kind_words(officer: Actor, first: Account, case: Claim) -> None:
    cases.keep_first(officer, case, "KTP-nya sudah dilihat.")
    assert (case.state, case.reason) == (ClaimState.DECLINED, cases.KIND_WORDS)
    assert db.session.query(GraduationRecord).one().seller_id == first.seller_id
    assert moves() == [(RecordState.MATCHED, RecordState.MATCHED, "KTP-nya sudah dilihat.")]
    assert "lain" not in case.reason


def test_the_link_is_moved_and_the_first_keeps_shop_care_and_consent(
    officer: Actor, dewi: Actor, first: Account, second: Account, case: Claim
) -> None:
    cases.move_link(officer, case, "Yang pertama salah orang.")
    record = db.session.query(GraduationRecord).one()
    assert (record.seller_id, record.state) == (second.seller_id, RecordState.MATCHED)
    assert case.state is ClaimState.CONFIRMED
    assert [one[:2] for one in moves()] == [
        (RecordState.MATCHED, RecordState.UNVERIFIED),
        (RecordState.UNVERIFIED, RecordState.MATCHED),
    ]
    assert {reason for *_states, reason in moves()} == {"Yang pertama salah orang."}
    assert assistant_of(first.seller_id or 0) == dewi.account_id
    assert consent.has(first.id, Purpose.RECORD)


def test_the_assistant_of_the_second_is_asked_and_care_waits_for_her_yes(
    officer: Actor, dewi: Actor, second: Account, case: Claim
) -> None:
    cases.move_link(officer, case, "Yang pertama salah orang.")
    assert assistant_of(second.seller_id or 0) is None
    (asked,) = offer_lists.offers_to(dewi.account_id)
    offers.accept(dewi, asked.id)
    assert assistant_of(second.seller_id or 0) == dewi.account_id


def test_the_first_is_told_until_she_claims_again(
    stopped_clock: StoppedClock, officer: Actor, first: Account, second: Account, case: Claim
) -> None:
    cases.move_link(officer, case, "Yang pertama salah orang.")
    deed = db.session.query(Deed).filter_by(what=cases.PARTED).one()
    assert (deed.seller_id, deed.account_id, deed.subject) == (first.seller_id, officer.account_id, "")
    assert cases.was_parted(first.seller_id or 0)
    assert not cases.was_parted(second.seller_id or 0)
    stopped_clock.move(days=1)
    make_claim(claimant=first)
    assert not cases.was_parted(first.seller_id or 0)


def test_a_record_let_go_meanwhile_goes_to_the_second(officer: Actor, first: Account, case: Claim) -> None:
    cut(Actor(Role.SELLER, first.id), first.seller_id or 0, "consent withdrawn")
    cases.move_link(officer, case, "Yang pertama melepasnya sendiri.")
    assert record_of(case.seller_id) is not None
    assert not cases.was_parted(first.seller_id or 0)


@pytest.mark.parametrize("decide", [cases.keep_first, cases.move_link])
def test_a_decision_needs_a_reason_and_an_officer_of_the_place(
    officer: Actor, dewi: Actor, case: Claim, decide: object
) -> None:
    assert callable(decide)
    aceh = Actor(Role.OFFICER, make_account(Role.OFFICER, province_code="11").id)
    for actor, reason in ((officer, " "), (dewi, "Saya tahu."), (aceh, "Saya tahu."), (Actor(Role.SELLER, 1), "Ya.")):
        with pytest.raises(Refusal):
            decide(actor, case, reason)
    assert db.session.get_one(Claim, case.id).state is ClaimState.WAITING


def test_a_case_is_decided_once(officer: Actor, case: Claim) -> None:
    cases.keep_first(officer, case, "KTP-nya sudah dilihat.")
    with pytest.raises(Refusal):
        cases.move_link(officer, case, "Ternyata salah.")


def test_a_second_who_took_back_her_consent_is_not_linked_and_the_first_keeps_it(
    officer: Actor, first: Account, second: Account, case: Claim
) -> None:
    consent.withdraw(Actor(Role.SELLER, second.id), second.id, Purpose.RECORD)
    with pytest.raises(Refusal, match="mencabut"):
        cases.move_link(officer, case, "Yang pertama salah orang.")
    assert db.session.query(GraduationRecord).one().seller_id == first.seller_id


def test_a_case_whose_assistant_has_left_is_decided_all_the_same(officer: Actor, dewi: Actor, case: Claim) -> None:
    with transaction() as session:
        session.get_one(Account, dewi.account_id).is_enabled = False
    cases.move_link(officer, case, "Yang pertama salah orang.")
    assert assistant_of(case.seller_id) is None


def test_a_case_without_care_leaves_the_second_without(officer: Actor, case: Claim) -> None:
    with transaction():
        case.assistant_id = None
    cases.move_link(officer, case, "Yang pertama salah orang.")
    assert assistant_of(case.seller_id) is None
