"""Two sellers, one record, two assistants who press at the same moment.

The race has its control: the same crowd with the guard taken away, which must link the record twice.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import update

from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.graduation import claims
from storefront.graduation.models import CaseloadEntry, Claim, GraduationRecord
from tests.concurrency.crowd import at_once
from tests.storefront.graduation.records import NIK, make_assistant, make_claim, make_claimant, make_record

pytestmark = pytest.mark.concurrency
CROWD = 6


@pytest.fixture(params=["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def shop(request: pytest.FixtureRequest) -> Flask:
    """A shop on each of the databases."""
    app: Flask = request.getfixturevalue(request.param)
    return app


def confirming(claim: Claim, actor: Actor) -> Callable[[], None]:
    """Somebody about to say yes to a claim."""
    claim_id = claim.id
    return lambda: claims.confirm(actor, db.session.get_one(Claim, claim_id))


def link_without_looking(_actor: Actor, record: GraduationRecord, seller_id: int) -> None:
    """The guard taken away: write, whoever has the record by now."""
    db.session.execute(update(GraduationRecord).where(GraduationRecord.id == record.id).values(seller_id=seller_id))


def everybody_claims_one_record(shop: Flask) -> list[Exception | None]:
    """As many sellers with a claim on one record, and an officer for each who confirms it."""
    make_record(NIK, assistant_id=make_assistant().account_id)
    waiting = [make_claim() for _ in range(CROWD)]
    return at_once(shop, [confirming(claim, Actor(Role.OFFICER)) for claim in waiting])


def test_one_record_goes_to_one_seller(shop: Flask) -> None:
    answers = everybody_claims_one_record(shop)
    assert answers.count(None) == 1
    assert [type(answer) for answer in answers if answer] == [Refusal] * (CROWD - 1)
    record = db.session.query(GraduationRecord).one()
    (confirmed,) = db.session.query(Claim).filter_by(state="confirmed").all()
    assert record.seller_id == confirmed.seller_id
    assert db.session.query(CaseloadEntry).filter_by(until=None).count() == 1


def test_without_the_guard_one_record_goes_to_them_all(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "link", link_without_looking)
    assert everybody_claims_one_record(shop).count(None) == CROWD


def test_one_claim_is_confirmed_once_however_many_press(shop: Flask) -> None:
    make_record(NIK, assistant_id=make_assistant().account_id)
    claim = make_claim(claimant=make_claimant())
    answers = at_once(shop, [confirming(claim, Actor(Role.OFFICER)) for _ in range(CROWD)])
    assert answers.count(None) == 1
