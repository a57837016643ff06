"""Records that an assistant enters for a seller in her care."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from storefront.accounts.models import Account, Deed
from storefront.graduation.caring.caseload import assistant_of, take_into_care
from storefront.graduation.claiming import claims, declared, pauses, verifying
from storefront.graduation.claiming.declared import Told
from storefront.graduation.links import record_of
from storefront.graduation.models import (
    Claim,
    ClaimMatch,
    ClaimState,
    Consent,
    ConsentWay,
    GraduationRecord,
    Kind,
    RecordSource,
    RecordState,
)
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.storefront.graduation.records import (
    GAMBIR,
    NIK,
    a_nik,
    make_assistant,
    make_claim,
    make_claimant,
    make_record,
)

TOLD = Told(NIK, "Sari  Contoh", Kind.ALAMIAH, date(2024, 6, 1), GAMBIR, 2015, "usaha")
ALOUD = ConsentWay.READ_ALOUD
KNOWN: dict[str, Callable[[str], object]] = {
    "unknown": lambda _nik: None,
    "free": make_record,
    "taken": lambda nik: make_record(nik, seller_id=make_claimant().seller_id, state=RecordState.MATCHED),
}


@pytest.fixture
def dewi(app: object) -> Actor:
    """The seller's assistant."""
    return make_assistant()


@pytest.fixture
def seller(dewi: Actor) -> Account:
    """A seller in her care without a record."""
    return in_care_of(dewi)


@pytest.fixture
def officer(app: object) -> Actor:
    """An officer of Jakarta."""
    return Actor(Role.OFFICER, make_account(Role.OFFICER, province_code="31").id)


def enter(dewi: Actor, seller: Account, told: Told = TOLD, way: ConsentWay | None = ALOUD) -> None:
    """The assistant enters it."""
    declared.declare(dewi, seller.id, seller.seller_id or 0, told, way)


def in_care_of(assistant: Actor) -> Account:
    """One more seller in her care."""
    account = make_claimant()
    take_into_care(assistant.account_id or 0, account.seller_id or 0)
    return account


def test_a_record_is_entered_linked_and_waits_to_be_verified(dewi: Actor, seller: Account, officer: Actor) -> None:
    enter(dewi, seller)
    record = db.session.query(GraduationRecord).one()
    assert (record.seller_id, record.state, record.source) == (
        seller.seller_id,
        RecordState.UNVERIFIED,
        RecordSource.DECLARED,
    )
    assert (record.name, record.kind, record.graduated_on, record.is_day_known) == (
        "Sari Contoh",
        Kind.ALAMIAH,
        date(2024, 6, 1),
        False,
    )
    assert (record.joined_year, record.reason, record.assistant_id) == (2015, "usaha", dewi.account_id)
    assert record.linked_at
    assert NIK not in record.nik_sealed
    assert [one.id for one in verifying.to_verify(officer)] == [record.id]


def test_the_consent_is_kept_as_read_aloud_by_her(dewi: Actor, seller: Account) -> None:
    enter(dewi, seller)
    given = db.session.query(Consent).one()
    assert (given.account_id, given.purpose, given.way, given.assisted_by_id) == (
        seller.id,
        "link_record",
        ConsentWay.READ_ALOUD,
        dewi.account_id,
    )
    (deed,) = db.session.query(Deed).all()
    assert (deed.what, deed.account_id, deed.subject) == ("record.declared", dewi.account_id, "")


def test_without_a_consent_nothing_is_entered_and_an_earlier_one_is_enough(dewi: Actor, seller: Account) -> None:
    with pytest.raises(Refusal, match="bagaimana penjual menyetujui"):
        enter(dewi, seller, way=None)
    assert db.session.query(GraduationRecord).count() == 0
    make_claim(a_nik(), seller)
    enter(dewi, seller, way=None)
    assert db.session.query(GraduationRecord).count() == 1


def test_a_claim_that_waits_is_taken_back_by_it(dewi: Actor, seller: Account) -> None:
    claim = make_claim(a_nik(), seller)
    enter(dewi, seller)
    assert db.session.get_one(Claim, claim.id).state is ClaimState.WITHDRAWN


@pytest.mark.parametrize(
    ("taken", "match"), [(False, ClaimMatch.EXACT), (True, ClaimMatch.TAKEN)], ids=["free", "taken"]
)
def test_a_number_that_is_known_becomes_a_claim(dewi: Actor, seller: Account, taken: bool, match: ClaimMatch) -> None:
    holder = {"seller_id": make_claimant().seller_id, "state": RecordState.MATCHED} if taken else {}
    record = make_record(NIK, **holder)
    enter(dewi, seller)
    claim = db.session.query(Claim).one()
    assert (claim.match, claim.record_id, claim.state) == (match, record.id, ClaimState.WAITING)
    assert record_of(seller.seller_id or 0) is None
    assert db.session.query(GraduationRecord).count() == 1
    assert [one.what for one in db.session.query(Deed)] == ["record.declared"]


def test_only_her_own_assistant_enters_it(dewi: Actor, seller: Account, officer: Actor) -> None:
    for stranger in (make_assistant(), officer, Actor(Role.SELLER, seller.id)):
        with pytest.raises(Refusal, match="tidak lagi Anda dampingi"):
            enter(stranger, seller)


def test_a_month_that_has_not_come_is_refused(dewi: Actor, seller: Account) -> None:
    ahead = replace(TOLD, graduated_on=date(clock.today().year + 1, 1, 1))
    with pytest.raises(Refusal, match="belum tiba"):
        enter(dewi, seller, ahead)


def test_a_seller_with_a_record_is_not_entered_again(dewi: Actor, seller: Account, officer: Actor) -> None:
    enter(dewi, seller)
    verifying.verify(officer, db.session.query(GraduationRecord).one())
    with pytest.raises(Refusal, match="sudah terhubung"):
        enter(dewi, seller)


def test_a_seller_whose_way_is_closed_waits_for_it(dewi: Actor, seller: Account) -> None:
    for _ in range(5):
        make_claim(a_nik(), seller)
        claims.withdraw(Actor(Role.SELLER, seller.id), seller.seller_id or 0)
    with pytest.raises(Refusal, match="Coba lagi besok"):
        enter(dewi, seller)


def test_an_officer_verifies_it(dewi: Actor, seller: Account, officer: Actor) -> None:
    enter(dewi, seller)
    record = db.session.query(GraduationRecord).one()
    verifying.verify(officer, record)
    assert record.state is RecordState.MATCHED
    assert verifying.to_verify(officer) == []
    with pytest.raises(Refusal):
        verifying.verify(officer, record)


def test_nobody_verifies_what_is_not_hers_to_verify(dewi: Actor, seller: Account) -> None:
    enter(dewi, seller)
    record = db.session.query(GraduationRecord).one()
    aceh = Actor(Role.OFFICER, make_account(Role.OFFICER, province_code="11").id)
    assert verifying.one_to_verify(aceh, record.reference) is None
    for stranger in (dewi, make_assistant(), aceh, Actor(Role.SELLER, seller.id)):
        with pytest.raises(Refusal):
            verifying.verify(stranger, record)
        with pytest.raises(Refusal):
            verifying.say_mismatched(stranger, record, "Tidak cocok.")


def test_whoever_entered_it_does_not_verify_it_in_another_role(dewi: Actor, seller: Account) -> None:
    enter(dewi, seller)
    with transaction() as session:
        session.get_one(Account, dewi.account_id).role = Role.OFFICER
    promoted = Actor(Role.OFFICER, dewi.account_id)
    with pytest.raises(Refusal):
        verifying.verify(promoted, db.session.query(GraduationRecord).one())


def test_what_does_not_match_is_read_and_put_right_with_the_number_entered_anew(
    dewi: Actor, seller: Account, officer: Actor
) -> None:
    enter(dewi, seller)
    record = db.session.query(GraduationRecord).one()
    with pytest.raises(Refusal):
        verifying.say_mismatched(officer, record, " ")
    verifying.say_mismatched(officer, record, "Tahunnya lain.")
    assert verifying.why_mismatched(record) == "Tahunnya lain."
    assert verifying.to_verify(officer) == []
    before = record.reference
    enter(dewi, seller, replace(TOLD, graduated_on=date(2023, 6, 1)), None)
    assert (record.state, record.graduated_on.year, record.seller_id) == (
        RecordState.UNVERIFIED,
        2023,
        seller.seller_id,
    )
    assert record.reference != before
    assert verifying.why_mismatched(record) == ""
    assert assistant_of(seller.seller_id or 0) == dewi.account_id
    assert db.session.query(GraduationRecord).count() == 1


def test_another_number_leaves_the_wrong_entry_revoked(dewi: Actor, seller: Account) -> None:
    enter(dewi, seller)
    wrong = db.session.query(GraduationRecord).one()
    enter(dewi, seller, replace(TOLD, nik=a_nik()))
    assert (wrong.seller_id, wrong.state) == (None, RecordState.REVOKED)
    mine = record_of(seller.seller_id or 0)
    assert mine is not None
    assert mine.id != wrong.id


def test_a_file_that_brings_the_number_shows_in_the_officers_list(dewi: Actor, seller: Account, officer: Actor) -> None:
    enter(dewi, seller)
    record = db.session.query(GraduationRecord).one()
    with transaction():
        record.source = RecordSource.IMPORTED
    assert [one.source for one in verifying.to_verify(officer)] == [RecordSource.IMPORTED]
    assert declared.own_declared(seller.seller_id or 0) is None
    verifying.verify(officer, record)
    assert record.state is RecordState.MATCHED


@pytest.mark.parametrize("known", KNOWN)
def test_the_fifth_entry_closes_the_way_whether_or_not_the_numbers_are_known(
    dewi: Actor, seller: Account, stopped_clock: StoppedClock, known: str
) -> None:
    for _ in range(4):
        KNOWN[known](nik := a_nik())
        enter(dewi, seller, replace(TOLD, nik=nik))
    assert pauses.pause_of(seller.seller_id or 0) is None
    KNOWN[known](nik := a_nik())
    enter(dewi, seller, replace(TOLD, nik=nik))
    assert pauses.pause_of(seller.seller_id or 0) is not None
    with pytest.raises(Refusal, match="Coba lagi besok"):
        enter(dewi, seller)
    stopped_clock.move(hours=24, seconds=1)
    enter(dewi, seller)


def test_entries_and_claims_count_together(dewi: Actor, seller: Account) -> None:
    for _ in range(4):
        make_claim(a_nik(), seller)
        claims.withdraw(Actor(Role.SELLER, seller.id), seller.seller_id or 0)
    enter(dewi, seller)
    assert pauses.pause_of(seller.seller_id or 0) is not None


@pytest.mark.parametrize("known", KNOWN)
def test_an_assistant_enters_twenty_in_a_day_over_all_her_sellers(
    dewi: Actor, stopped_clock: StoppedClock, known: str
) -> None:
    for _ in range(declared.MOST_IN_A_DAY):
        KNOWN[known](nik := a_nik())
        enter(dewi, in_care_of(dewi), replace(TOLD, nik=nik))
    last = in_care_of(dewi)
    with pytest.raises(Refusal, match="Lanjutkan besok"):
        enter(dewi, last)
    other = make_assistant()
    enter(other, in_care_of(other), replace(TOLD, nik=a_nik()))
    stopped_clock.move(hours=24, seconds=1)
    enter(dewi, last)
