"""Two hands on one offer, and two officers who end each other's service, at the very same moment.

Each race has its control: the same crowd with the guard taken away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, update

from products import clock
from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.accounts.models import Account
from storefront.graduation.caring import offers
from storefront.graduation.caring.caseload import assistant_of, entries_of, sellers_of, take_into_care
from storefront.graduation.models import CareOffer, OfferState
from storefront.programme import staff
from tests.concurrency.crowd import at_once
from tests.factories import make_account, make_seller

pytestmark = pytest.mark.concurrency
CROWD = 6


@pytest.fixture(params=["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def shop(request: pytest.FixtureRequest) -> Flask:
    """A shop on each of the databases."""
    app: Flask = request.getfixturevalue(request.param)
    return app


def an_offer() -> tuple[CareOffer, Actor, Actor]:
    """One that is open, who made it, and who may accept it."""
    dewi, rahmat, seller = make_account(Role.ASSISTANT), make_account(Role.ASSISTANT), make_seller()
    take_into_care(dewi.id, seller.id)
    sender, receiver = Actor(Role.ASSISTANT, dewi.id), Actor(Role.ASSISTANT, rahmat.id)
    return offers.offer(sender, seller.id, rahmat.id, ""), sender, receiver


def answer_without_looking(offer_id: int, _whose: ColumnElement[bool], state: OfferState) -> CareOffer:
    """The guard taken away: write, whatever was answered by now."""
    db.session.execute(update(CareOffer).where(CareOffer.id == offer_id).values(state=state, answered_at=clock.now()))
    return db.session.get_one(CareOffer, offer_id, populate_existing=True)


def everybody_answers(shop: Flask) -> tuple[list[Exception | CareOffer], CareOffer]:
    """Half of them accept, half take back."""
    made, sender, receiver = an_offer()
    offer_id = made.id
    deeds: list[Callable[[], CareOffer]] = [
        lambda: offers.accept(receiver, offer_id),
        lambda: offers.take_back(sender, offer_id),
    ]
    answers = at_once(shop, deeds * (CROWD // 2))
    return answers, db.session.get_one(CareOffer, offer_id, populate_existing=True)


def test_of_accepting_and_taking_back_one_comes_true(shop: Flask) -> None:
    answers, made = everybody_answers(shop)
    assert [type(answer) for answer in answers].count(CareOffer) == 1
    assert [type(answer) for answer in answers].count(Refusal) == CROWD - 1
    moved = assistant_of(made.seller_id) == made.to_id
    assert moved is (made.state is OfferState.ACCEPTED)


def test_without_the_guard_it_is_taken_back_after_it_was_accepted(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offers, "_answer", answer_without_looking)
    answers, _made = everybody_answers(shop)
    assert [type(answer) for answer in answers].count(Refusal) < CROWD - 1


def test_however_often_it_is_accepted_care_begins_once(shop: Flask) -> None:
    made, _sender, receiver = an_offer()
    offer_id, seller_id = made.id, made.seller_id
    answers = at_once(shop, [lambda: offers.accept(receiver, offer_id)] * CROWD)
    assert [type(answer) for answer in answers].count(CareOffer) == 1
    assert len(entries_of(seller_id)) == 2


def test_whoever_leaves_while_she_accepts_is_left_with_nobody(shop: Flask) -> None:
    bambang = make_account(Role.OFFICER)
    made = [an_offer() for _ in range(CROWD // 2)]
    accepting: list[Callable[[], Any]] = [
        partial(offers.accept, receiver, offer.id) for offer, _sender, receiver in made
    ]
    leaving = [ending(bambang, offer.receiver) for offer, *_people in made]
    answers = at_once(shop, [*accepting, *leaving])
    assert {type(answer) for answer in answers} <= {CareOffer, Refusal, type(None)}
    assert answers[len(made) :] == [None] * len(made)
    assert all(not sellers_of(offer.to_id) for offer, *_people in made)


def two_officers_end_each_other(shop: Flask) -> int:
    """How many of the two national officers are in service afterwards."""
    one, other = make_account(Role.OFFICER), make_account(Role.OFFICER)
    deeds = [ending(one, other), ending(other, one)]
    at_once(shop, deeds)
    return db.session.query(Account).filter_by(role=Role.OFFICER, is_enabled=True).count()


def ending(by: Account, whom: Account) -> Callable[[], None]:
    """An officer about to end another's service."""
    actor, account_id = Actor(Role.OFFICER, by.id), whom.id
    return lambda: staff.end(actor, db.session.get_one(Account, account_id))


def test_of_two_officers_who_end_each_others_service_one_remains(shop: Flask) -> None:
    assert two_officers_end_each_other(shop) == 1


def test_without_looking_again_none_remains(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "_officer", lambda actor: db.session.get_one(Account, actor.account_id))
    monkeypatch.setattr(staff, "_refuse_last", lambda _account: None)
    assert two_officers_end_each_other(shop) == 0
