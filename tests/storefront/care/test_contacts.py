"""Times in touch: kept with their bounds, proposed by rhythm, read newest first, taken back by whoever wrote them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from products.errors import Refusal
from products.models import Seller
from storefront.accounts.models import Account
from storefront.care.contacts import (
    LastContact,
    contact_with,
    contacts_of,
    due_on,
    last_contacts,
    note_contact,
    proposed_next,
    take_back,
)
from storefront.care.models import ContactWay
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.models import Kind
from tests.conftest import StoppedClock
from tests.storefront.care.scenes import at_noon, graduate
from tests.storefront.coaching.scenes import acting, assistant, seller_of

TODAY = date(2026, 3, 2)


@pytest.fixture
def carer(app: Flask, stopped_clock: StoppedClock) -> Account:
    """The assistant."""
    return assistant()


@pytest.fixture
def seller(carer: Account) -> Seller:
    """A shop in her care since today."""
    return graduate(carer, date(2026, 2, 1))


def test_they_are_read_newest_first_by_their_day(carer: Account, seller: Seller) -> None:
    for days, words in ((3, "Foto"), (1, "Kemasan"), (8, "Harga")):
        note_contact(acting(carer), seller.id, ContactWay.VISIT, TODAY - timedelta(days=days), f"  {words} ")
    assert [one.words for one in contacts_of(seller.id)] == ["Kemasan", "Foto", "Harga"]
    assert contacts_of(seller.id)[0].assistant.display_name == carer.display_name


@pytest.mark.parametrize("days", [1, -367])
def test_a_day_to_come_or_of_another_year_is_refused(carer: Account, seller: Seller, days: int) -> None:
    with pytest.raises(Refusal) as refused:
        note_contact(acting(carer), seller.id, ContactWay.VISIT, TODAY + timedelta(days=days))
    assert refused.value.field == "on_day"


@pytest.mark.parametrize("days", [0, 184])
def test_the_next_day_lies_ahead_and_not_too_far(carer: Account, seller: Seller, days: int) -> None:
    with pytest.raises(Refusal) as refused:
        note_contact(acting(carer), seller.id, ContactWay.CALL, TODAY, next_on=TODAY + timedelta(days=days))
    assert refused.value.field == "next_on"


def test_only_whoever_cares_for_her_writes_and_takes_back_her_own(carer: Account, seller: Seller) -> None:
    contact = note_contact(acting(carer), seller.id, ContactWay.CALL, TODAY)
    other = assistant()
    with pytest.raises(Refusal):
        note_contact(acting(other), seller.id, ContactWay.CALL, TODAY)
    take_into_care(other.id, seller.id)
    with pytest.raises(Refusal):
        take_back(acting(other), contact)
    take_into_care(carer.id, seller.id)
    take_back(acting(carer), contact)
    assert contacts_of(seller.id) == []


def test_a_contact_is_found_with_its_own_seller_only(carer: Account, seller: Seller) -> None:
    contact = note_contact(acting(carer), seller.id, ContactWay.CALL, TODAY)
    assert contact_with(seller.id, contact.id) == contact
    assert contact_with(seller_of(carer).id, contact.id) is None


def test_the_last_is_the_newest_by_day_and_then_by_writing(carer: Account, seller: Seller) -> None:
    other = seller_of(carer)
    for seller_id, days, next_days in ((seller.id, 1, 9), (seller.id, 5, 2), (seller.id, 1, 12), (other.id, 3, None)):
        next_on = TODAY + timedelta(days=next_days) if next_days else None
        note_contact(acting(carer), seller_id, ContactWay.MESSAGE, TODAY - timedelta(days=days), next_on=next_on)
    assert last_contacts(Seller.id > 0) == {
        seller.id: LastContact(TODAY - timedelta(days=1), TODAY + timedelta(days=12)),
        other.id: LastContact(TODAY - timedelta(days=3), None),
    }
    assert last_contacts(Seller.id == other.id).keys() == {other.id}


@pytest.mark.parametrize(
    ("kind", "at_first", "later"),
    [(Kind.ALAMIAH, 7, 14), (Kind.ADMINISTRATIF, 7, 14), (Kind.SEJAHTERA_MANDIRI, 30, 30), (Kind.PENA_PPSE, 30, 30)],
)
def test_the_next_day_is_proposed_by_the_rhythm_of_her_kind(
    carer: Account, stopped_clock: StoppedClock, kind: Kind, at_first: int, later: int
) -> None:
    seller = graduate(carer, date(2026, 2, 1), kind)
    assert proposed_next(seller.id, TODAY) == TODAY + timedelta(days=at_first)
    last_of_first_month, after = date(2026, 4, 1), date(2026, 4, 2)
    assert proposed_next(seller.id, last_of_first_month) == last_of_first_month + timedelta(days=at_first)
    assert proposed_next(seller.id, after) == after + timedelta(days=later)


def test_without_a_plan_two_weeks_are_proposed(carer: Account) -> None:
    assert proposed_next(seller_of(carer).id, TODAY) == TODAY + timedelta(days=14)


def test_a_contact_is_due_as_agreed_else_after_a_month_and_with_somebody_new_after_a_week() -> None:
    began = date(2026, 1, 31)
    assert due_on(LastContact(began, date(2026, 2, 3)), began) == date(2026, 2, 3)
    assert due_on(LastContact(began, None), began) == date(2026, 2, 28)
    assert due_on(None, began) == date(2026, 2, 7)


def test_care_begins_on_jakartas_day(carer: Account, stopped_clock: StoppedClock) -> None:
    stopped_clock.set(at_noon(TODAY).replace(hour=6))  # still the day before in UTC
    seller = graduate(carer, date(2026, 2, 1))
    assert proposed_next(seller.id, date(2026, 4, 1)) == date(2026, 4, 8)
    assert proposed_next(seller.id, date(2026, 4, 2)) == date(2026, 4, 16)
