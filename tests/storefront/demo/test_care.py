"""The assistant's days in the demo: steps and contacts that fit the plans, and somebody to ask after."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from products import clock
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.care.follow_up import watched
from storefront.care.models import Contact, PlanStep
from storefront.care.plans import plans
from storefront.care.signals import SignalKind
from storefront.demo import catalogue, people
from storefront.demo.calendar import Past
from storefront.demo.care import tend

KINDS = {row.seller: row.kind for row in catalogue.graduations()}


@pytest.mark.parametrize("row", catalogue.cares(), ids=lambda row: row.seller)
def test_what_is_ticked_stands_in_her_plan_and_the_contacts_in_order(row: catalogue.DemoCare) -> None:
    plan = plans()[KINDS[row.seller]]
    by_hand = {step.code for step in (*plan.steps, plan.success) if step.known_by is None}
    assert row.steps.keys() <= by_hand
    days = [contact.days_ago for contact in row.contacts]
    assert days == sorted(days, reverse=True)
    assert max([*days, *row.steps.values()]) < 64, "nobody cared for her before"


def test_every_seller_with_a_record_is_cared_for() -> None:
    assert {row.seller for row in catalogue.cares()} == KINDS.keys()


@pytest.mark.usefixtures("demo")
def test_the_list_of_whom_to_ask_after_lives_and_is_short() -> None:
    found = watched(Seller.id > 0)
    kinds = [one.signal.kind for one in found if one.signal]
    assert {SignalKind.ORDERS_STOPPED, SignalKind.NEVER_AN_ORDER, SignalKind.INCOME_FALLS} == set(kinds)
    assert 3 <= len(kinds) <= 6
    assert any(one.rests_until for one in found), "one was asked after already"
    assert len(found) == len(KINDS)


@pytest.mark.usefixtures("demo")
def test_tending_again_adds_nothing() -> None:
    def count() -> list[int | None]:
        return [db.session.scalar(select(func.count()).select_from(table)) for table in (Contact, PlanStep)]

    before = count()
    assert all(before)
    carer = db.session.scalars(select(Account).where(Account.email == people.ASSISTANT)).one()
    tend(catalogue.cares(), carer, Past(clock.now()))
    assert count() == before
