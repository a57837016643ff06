"""Every amount of an order before it is placed: the parts add up, and what does not go together is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.regions import Zone
from storefront.cart.contents import Basket, Line
from storefront.checkout.choices import DeliveryOption, PaymentOption, Shop, goes_with
from storefront.checkout.plan import Contact, NotComplete, Pick, Plan, plan_of
from storefront.orders.models import DeliveryWay
from storefront.orders.postage import started_kilograms
from storefront.payments.models import PaymentWay
from tests.factories import BANTUL, CONTACT, JAKARTA

COURIER, BRINGS, PICK_UP = DeliveryWay.COURIER, DeliveryWay.SELLER_BRINGS, DeliveryWay.PICK_UP
CASH, TRANSFER = PaymentWay.CASH_ON_DELIVERY, PaymentWay.BANK_TRANSFER


def shop(seller_id: int, lines: list[tuple[int, int, int]], fee_idr: int = 5_000, per_kg_idr: int = 9_000) -> Shop:
    """A shop that offers everything, and a basket of (price, packs, grams) lines."""
    in_basket = tuple(
        Line(seller_id * 1_000 + at, "x", "X", "X", packs, price, price, packs, grams, None)
        for at, (price, packs, grams) in enumerate(lines)
    )
    return Shop(
        Basket(seller_id, f"lapak-{seller_id}", "Lapak", BANTUL, None, in_basket),
        tuple(DeliveryOption(way, fee_idr if way is BRINGS else 0, "") for way in DeliveryWay),
        dict.fromkeys(Zone, per_kg_idr),
        tuple(PaymentOption(way, "", "", "") for way in PaymentWay),
    )


LINES = st.lists(st.tuples(st.integers(0, 999_999), st.integers(1, 99), st.integers(0, 9_999)), min_size=1, max_size=5)
PICKS = st.sampled_from([Pick(one, other) for one in DeliveryWay for other in PaymentWay if goes_with(one, other)])
SHOPS = st.lists(st.tuples(LINES, st.integers(0, 50_000), st.integers(0, 90_000), PICKS), min_size=1, max_size=5)


def plan_for(made: list[tuple[list[tuple[int, int, int]], int, int, Pick]]) -> Plan:
    """A plan for these shops and picks."""
    shops = [shop(at, lines, fee, per_kg) for at, (lines, fee, per_kg, _pick) in enumerate(made)]
    return plan_of(shops, {at: pick for at, (*_rest, pick) in enumerate(made)}, CONTACT)


@given(SHOPS)
def test_the_parts_add_up_to_the_total(made: list[tuple[list[tuple[int, int, int]], int, int, Pick]]) -> None:
    plan = plan_for(made)
    goods = sum(price * packs for lines, *_rest in made for price, packs, _grams in lines)
    fees = 0
    for lines, fee, per_kg, pick in made:
        weight_g = sum(packs * grams for _price, packs, grams in lines)
        by_way = {PICK_UP: 0, BRINGS: fee, COURIER: per_kg * started_kilograms(weight_g)}
        fees += by_way[pick.delivery]
    assert (plan.items_idr, plan.delivery_idr, plan.total_idr) == (goods, fees, goods + fees)
    assert sum(parcel.total_idr for parcel in plan.parcels) == plan.total_idr


@given(SHOPS)
def test_the_same_order_has_the_same_fingerprint(made: list[tuple[list[tuple[int, int, int]], int, int, Pick]]) -> None:
    assert plan_for(made).fingerprint == plan_for(made).fingerprint


def test_a_price_a_fee_a_number_or_a_way_changes_the_fingerprint() -> None:
    pick = {1: Pick(BRINGS, CASH)}
    plans = [
        plan_of([shop(1, [(10_000, 2, 100)])], pick, CONTACT),
        plan_of([shop(1, [(10_001, 2, 100)])], pick, CONTACT),
        plan_of([shop(1, [(10_000, 3, 100)])], pick, CONTACT),
        plan_of([shop(1, [(10_000, 2, 100)], fee_idr=5_001)], pick, CONTACT),
        plan_of([shop(1, [(10_000, 2, 100)])], {1: Pick(BRINGS, TRANSFER)}, CONTACT),
        plan_of([shop(1, [(10_000, 2, 100)])], {1: Pick(PICK_UP, CASH)}, CONTACT),
    ]
    assert len({plan.fingerprint for plan in plans}) == len(plans)


def test_cash_is_for_hands_that_meet() -> None:
    assert not goes_with(COURIER, CASH)
    with pytest.raises(NotComplete) as refused:
        plan_of([shop(1, [(1, 1, 1)])], {1: Pick(COURIER, CASH)}, CONTACT)
    assert list(refused.value.fields) == ["payment_1"]


def test_whoever_picks_up_everything_needs_no_address() -> None:
    nowhere = Contact("Rina", "+6281234567890")
    assert plan_of([shop(1, [(900, 1, 1)])], {1: Pick(PICK_UP, CASH)}, nowhere).total_idr == 900
    for way, payment in ((BRINGS, CASH), (COURIER, TRANSFER)):
        with pytest.raises(NotComplete) as refused:
            plan_of([shop(1, [(900, 1, 1)])], {1: Pick(way, payment)}, nowhere)
        assert list(refused.value.fields) == ["regency", "address"]


def test_every_shop_says_what_is_missing_at_once() -> None:
    far = replace(CONTACT, regency_code=JAKARTA)
    shops = [shop(1, [(1, 1, 1)]), shop(2, [(1, 1, 1)])]
    with pytest.raises(NotComplete) as refused:
        plan_of(shops, {1: Pick(BRINGS, CASH)}, far)
    assert set(refused.value.fields) == {"delivery_1", "delivery_2"}


def test_a_way_that_the_shop_does_not_offer_is_refused() -> None:
    no_round = replace(shop(1, [(1, 1, 1)]), deliveries=(DeliveryOption(PICK_UP, 0, ""),))
    with pytest.raises(NotComplete) as refused:
        plan_of([no_round], {1: Pick(BRINGS, CASH)}, CONTACT)
    assert list(refused.value.fields) == ["delivery_1"]
