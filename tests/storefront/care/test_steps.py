"""Steps of a plan: ticked by her assistant with a day and a name, or seen by the shop itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from products import clock
from products.database import db, transaction
from products.errors import Refusal
from products.models import ListingState, Seller
from products.packaging.materials import Closure, Material
from products.permits import PermitKind
from storefront.accounts.models import Account
from storefront.care import steps
from storefront.care.models import PlanStep
from storefront.care.steps import Done, Progress, StepState, progress_of, tick, untick
from storefront.graduation.caring.caseload import release_from_care
from storefront.graduation.links import record_of
from storefront.graduation.models import Kind
from storefront.orders.models import ParcelState
from tests.conftest import StoppedClock
from tests.factories import make_category, make_product
from tests.storefront.care.scenes import graduate, sold
from tests.storefront.coaching.scenes import acting, add_photo, assistant, seller_of


@pytest.fixture
def carer(app: Flask) -> Account:
    """The assistant."""
    return assistant()


@pytest.fixture
def seller(carer: Account) -> Seller:
    """A shop in her care with nothing in it."""
    return graduate(carer, date(2026, 2, 1))


def progress(seller: Seller) -> Progress:
    """How far she is."""
    found = progress_of(seller.id)
    assert found is not None
    return found


def state(seller: Seller, code: str) -> StepState:
    """One step of hers, or the success mark."""
    found = progress(seller)
    return next(one for one in (*found.steps, found.success) if one.step.code == code)


def codes_done(seller: Seller) -> set[str]:
    """The codes of what is done."""
    return {one.step.code for one in progress(seller).steps if one.done}


def test_a_tick_says_when_and_by_whom_and_moves_the_next_step_on(
    carer: Account, seller: Seller, stopped_clock: StoppedClock
) -> None:
    coming = progress(seller).next
    assert coming is not None
    assert coming.step.code == "two_purses"
    tick(acting(carer), seller.id, "two_purses")
    assert state(seller, "two_purses").done == Done(clock.now(), carer.display_name)
    coming = progress(seller).next
    assert coming is not None
    assert coming.step.code == "one_product"
    assert progress(seller).done == 1


def test_ticking_twice_keeps_the_first_day(carer: Account, seller: Seller, stopped_clock: StoppedClock) -> None:
    first = clock.now()
    tick(acting(carer), seller.id, "two_purses")
    stopped_clock.move(days=3)
    tick(acting(carer), seller.id, "two_purses")
    done = state(seller, "two_purses").done
    assert done is not None
    assert done.at == first
    assert db.session.scalar(select(func.count()).select_from(PlanStep)) == 1


def test_a_second_tap_at_the_same_moment_changes_nothing(
    carer: Account, seller: Seller, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick(acting(carer), seller.id, "two_purses")
    with monkeypatch.context() as patch:
        patch.setattr(steps, "_ticked", lambda _seller_id: {})  # as it is before the first tap is stored
        tick(acting(carer), seller.id, "two_purses")
    assert db.session.scalar(select(func.count()).select_from(PlanStep)) == 1


def test_a_tick_can_be_taken_back_also_twice(carer: Account, seller: Seller) -> None:
    tick(acting(carer), seller.id, "two_purses")
    untick(acting(carer), seller.id, "two_purses")
    untick(acting(carer), seller.id, "two_purses")
    assert state(seller, "two_purses").done is None


def test_the_success_mark_is_ticked_like_a_step(carer: Account, seller: Seller) -> None:
    tick(acting(carer), seller.id, "knows_yesterday")
    assert state(seller, "knows_yesterday").done is not None
    assert progress(seller).done == 0


@pytest.mark.parametrize("code", ["dance", "tools_at_work", "first_photo"])
def test_what_is_not_in_her_plan_or_seen_by_the_shop_cannot_be_ticked(
    carer: Account, seller: Seller, code: str
) -> None:
    for change in (tick, untick):
        with pytest.raises(Refusal):
            change(acting(carer), seller.id, code)


def test_nobody_else_ticks_and_not_after_her_care_ended(carer: Account, seller: Seller) -> None:
    with pytest.raises(Refusal):
        tick(acting(assistant()), seller.id, "two_purses")
    release_from_care(seller.id)
    with pytest.raises(Refusal):
        tick(acting(carer), seller.id, "two_purses")


# What a listing must hold for a step to be done, by the step's code.
SEEN: list[tuple[str, dict[str, Any]]] = [
    ("right_pack", {"material": Material.PP, "closure": Closure.SEALED}),
    ("price_above_cost", {"price_idr": 12_000}),
    ("first_listing", {"state": ListingState.PUBLISHED, "published_at": clock.now()}),
    ("pirt", {"permit_kind": PermitKind.PIRT, "permit_number": "2063471010123-29"}),
]
BARE: dict[str, Any] = {"state": ListingState.DRAFT, "published_at": None, "price_idr": 0}


@pytest.mark.parametrize(("code", "values"), SEEN, ids=[code for code, _values in SEEN])
def test_the_shop_sees_by_itself_what_a_listing_holds(seller: Seller, code: str, values: dict[str, Any]) -> None:
    make_product(seller, **BARE)
    make_product(**(BARE | values))
    assert codes_done(seller) == set()
    make_product(seller, **(BARE | values))
    assert codes_done(seller) == {code}


def test_the_shop_sees_the_first_photo_and_its_day(seller: Seller, stopped_clock: StoppedClock) -> None:
    product = make_product(seller, **BARE)
    add_photo(product)
    stopped_clock.move(days=2)
    add_photo(product)
    done = state(seller, "first_photo").done
    assert done == Done(clock.now().replace(day=2))


def test_the_shop_sees_the_first_order_that_was_not_cancelled(seller: Seller) -> None:
    sold(seller, date(2026, 2, 20), state=ParcelState.CANCELLED)
    assert state(seller, "first_order").done is None
    first = sold(seller, date(2026, 2, 22), state=ParcelState.PROCESSING)
    assert state(seller, "first_order").done == Done(first.created_at)


def test_the_shop_sees_the_business_number_and_the_halal_number(carer: Account, seller: Seller) -> None:
    with transaction():
        seller.nib = "9120012345678"
    assert codes_done(seller) == {"nib"}
    other = graduate(carer, date(2026, 2, 1), Kind.PENA_PPSE)
    make_product(other, **(BARE | {"halal_number": "ID33110012345670123"}))
    assert codes_done(other) == {"halal"}


def test_the_sellers_next_step_leaves_out_what_is_the_assistants(carer: Account) -> None:
    found = progress(graduate(carer, date(2026, 2, 1), Kind.ADMINISTRATIF))
    assert found.next is not None
    assert found.her_next is not None
    assert (found.next.step.code, found.her_next.step.code) == ("listen", "ktp_and_kk")


@pytest.mark.parametrize(
    ("slugs", "left_out"),
    [
        ([], set()),
        (["batik"], {"pirt", "halal", "bpom_md"}),
        (["jamu"], {"pirt"}),
        (["batik", "keripik"], set()),
        (["something-of-an-officers"], set()),
    ],
)
def test_nobody_is_told_to_get_a_permit_that_her_goods_do_not_ask_for(
    carer: Account, slugs: list[str], left_out: set[str]
) -> None:
    seller = graduate(carer, date(2026, 2, 1), Kind.SEJAHTERA_MANDIRI)
    for slug in slugs:
        make_product(seller, category_id=make_category(slug=slug).id)
    shown = {one.step.code for one in progress(seller).steps}
    assert {"pirt", "halal", "bpom_md"} - shown == left_out
    assert "registered_brand" in shown


def test_a_corrected_kind_keeps_what_is_done_under_the_same_code(carer: Account, seller: Seller) -> None:
    tick(acting(carer), seller.id, "two_purses")
    record = record_of(seller.id)
    assert record is not None
    with transaction():
        record.kind = Kind.ADMINISTRATIF
    assert state(seller, "two_purses").done is not None


def test_without_a_record_there_is_no_plan(carer: Account) -> None:
    seller = seller_of(carer)
    assert progress_of(seller.id) is None
    with pytest.raises(Refusal):
        tick(acting(carer), seller.id, "two_purses")
