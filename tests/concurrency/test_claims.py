"""Sellers and one record, a seller and her fifth claim, and everybody presses at the same moment.

Each race has its control: the same crowd with the guard taken away, which must link the record, or claim, too often.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import update

from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.claiming import claims, decisions, declared
from storefront.graduation.claiming.claims import MOST_IN_A_DAY
from storefront.graduation.claiming.declared import Told
from storefront.graduation.models import CaseloadEntry, Claim, ClaimPause, ConsentWay, GraduationRecord, Kind
from tests.concurrency.crowd import at_once
from tests.storefront.graduation.records import (
    GAMBIR,
    NIK,
    a_nik,
    make_assistant,
    make_claim,
    make_claimant,
    make_record,
)

pytestmark = pytest.mark.concurrency
CROWD = 6


@pytest.fixture(params=["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def shop(request: pytest.FixtureRequest) -> Flask:
    """A shop on each of the databases."""
    app: Flask = request.getfixturevalue(request.param)
    return app


def confirming(claim: Claim, actor: Actor) -> Callable[[], bool]:
    """Somebody about to say yes to a claim."""
    claim_id = claim.id
    return lambda: decisions.confirm(actor, db.session.get_one(Claim, claim_id))


def link_without_looking(_actor: Actor, record: GraduationRecord, seller_id: int) -> None:
    """The guard taken away: write, whoever has the record by now."""
    db.session.execute(update(GraduationRecord).where(GraduationRecord.id == record.id).values(seller_id=seller_id))


def everybody_claims_one_record(shop: Flask) -> list[bool | Exception]:
    """As many sellers with a claim on one record, and an officer for each who confirms it."""
    make_record(NIK, assistant_id=make_assistant().account_id)
    waiting = [make_claim() for _ in range(CROWD)]
    return at_once(shop, [confirming(claim, Actor(Role.OFFICER)) for claim in waiting])


def four_that_led_nowhere() -> Account:
    """A seller with one claim left today."""
    seller = make_claimant()
    for _ in range(MOST_IN_A_DAY - 1):
        make_claim(a_nik(), seller)
        claims.withdraw(Actor(Role.SELLER, seller.id), seller.seller_id or 0)
    return seller


def claiming(seller: Account) -> Callable[[], int]:
    """The seller about to claim, on one of several phones."""
    account_id = seller.id
    return lambda: make_claim(a_nik(), db.session.get_one(Account, account_id)).id


def claiming_after_a_look(seller: Account, meanwhile: Barrier) -> Callable[[], int]:
    """The guard taken away: look whether she may, and claim when everybody has looked."""
    account_id, seller_id, look = seller.id, seller.seller_id or 0, claims.refuse_another

    def act() -> int:
        look(seller_id)
        db.session.rollback()
        meanwhile.wait()
        return make_claim(a_nik(), db.session.get_one(Account, account_id)).id

    return act


def everybody_is_entered(shop: Flask) -> list[Exception | None]:
    """One assistant and as many sellers in her care, all entered at once from several tabs."""
    dewi, sellers = make_assistant(), [make_claimant() for _ in range(CROWD)]
    for seller in sellers:
        take_into_care(dewi.account_id or 0, seller.seller_id or 0)
    return at_once(shop, [entering(dewi, seller) for seller in sellers])


def entering(dewi: Actor, seller: Account) -> Callable[[], None]:
    """The assistant about to enter a record for a seller."""
    account_id, seller_id = seller.id, seller.seller_id or 0
    told = Told(a_nik(), "Sari Contoh", Kind.ALAMIAH, date(2024, 6, 1), GAMBIR)
    return lambda: declared.declare(dewi, account_id, seller_id, told, ConsentWay.READ_ALOUD)


def test_one_record_goes_to_one_seller_and_the_others_are_cases(shop: Flask) -> None:
    answers = everybody_claims_one_record(shop)
    assert sorted(map(str, answers)) == ["False"] * (CROWD - 1) + ["True"]
    record = db.session.query(GraduationRecord).one()
    (confirmed,) = db.session.query(Claim).filter_by(state="confirmed").all()
    assert record.seller_id == confirmed.seller_id
    assert db.session.query(Claim).filter_by(state="waiting", match="taken").count() == CROWD - 1
    assert db.session.query(CaseloadEntry).filter_by(until=None).count() == 1


def test_without_the_guard_one_record_goes_to_them_all(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "is_taken", lambda _record: False)
    monkeypatch.setattr(decisions, "link", link_without_looking)
    assert everybody_claims_one_record(shop).count(True) == CROWD


def test_one_claim_is_confirmed_once_however_many_press(shop: Flask) -> None:
    make_record(NIK, assistant_id=make_assistant().account_id)
    claim = make_claim(claimant=make_claimant())
    answers = at_once(shop, [confirming(claim, Actor(Role.OFFICER)) for _ in range(CROWD)])
    assert answers.count(True) == 1
    assert [type(answer) for answer in answers if answer is not True] == [Refusal] * (CROWD - 1)


def test_of_many_fifth_claims_at_once_one_is_taken(shop: Flask) -> None:
    seller = four_that_led_nowhere()
    answers = at_once(shop, [claiming(seller) for _ in range(CROWD)])
    assert [type(answer) for answer in answers].count(Refusal) == CROWD - 1
    assert db.session.query(Claim).count() == MOST_IN_A_DAY
    assert db.session.query(ClaimPause).count() == 1


def test_whoever_only_looks_before_she_claims_gets_past_five(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    seller, everybody = four_that_led_nowhere(), Barrier(CROWD, timeout=30)
    deeds = [claiming_after_a_look(seller, everybody) for _ in range(CROWD)]
    monkeypatch.setattr(claims, "refuse_another", lambda _seller_id: None)
    at_once(shop, deeds)
    assert db.session.query(Claim).count() == MOST_IN_A_DAY - 1 + CROWD


def test_of_many_entries_at_once_an_assistant_makes_no_more_than_a_day_allows(
    shop: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declared, "MOST_IN_A_DAY", 1)
    answers = everybody_is_entered(shop)
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", *["Refusal"] * (CROWD - 1)]


def test_whoever_only_looks_before_she_enters_gets_past_a_day(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declared, "MOST_IN_A_DAY", 1)
    monkeypatch.setattr(declared, "_refuse_more", lambda _actor: None)
    assert everybody_is_entered(shop) == [None] * CROWD
