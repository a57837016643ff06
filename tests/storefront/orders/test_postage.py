"""What a delivery costs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.errors import Refusal
from products.regions import Zone
from storefront.orders.models import DeliveryWay
from storefront.orders.numbers import clean_number, new_number
from storefront.orders.places import code_of, label, labels
from storefront.orders.postage import delivery_idr, started_kilograms
from tests.factories import BANTUL, JAKARTA, SLEMAN

RATES = {Zone.SAME_REGENCY: 8_000, Zone.SAME_PROVINCE: 12_000, Zone.OTHER: 30_000}


@pytest.mark.parametrize(
    ("weight_g", "kilograms"), [(0, 1), (200, 1), (1_000, 1), (1_300, 1), (1_301, 2), (2_300, 2), (2_301, 3)]
)
def test_a_kilogram_begins_three_hundred_grams_late(weight_g: int, kilograms: int) -> None:
    assert started_kilograms(weight_g) == kilograms


@given(st.integers(0, 100_000), st.integers(0, 100_000))
def test_more_never_costs_less(one: int, more: int) -> None:
    assert started_kilograms(one) <= started_kilograms(one + more)


@pytest.mark.parametrize(("to", "per_kg"), [(BANTUL, 8_000), (SLEMAN, 12_000), (JAKARTA, 30_000)])
def test_postage_goes_by_distance_and_weight(to: str, per_kg: int) -> None:
    assert delivery_idr(DeliveryWay.COURIER, 0, RATES, 2_000, BANTUL, to) == 2 * per_kg


def test_a_zone_without_a_rate_is_refused_and_so_is_a_courier_to_nowhere() -> None:
    for rates, to in (({Zone.SAME_REGENCY: 8_000}, JAKARTA), (RATES, None)):
        with pytest.raises(Refusal, match="belum punya ongkos kirim"):
            delivery_idr(DeliveryWay.COURIER, 0, rates, 500, BANTUL, to)


def test_a_pick_up_is_free_and_the_sellers_own_round_has_her_fee() -> None:
    assert delivery_idr(DeliveryWay.PICK_UP, 5_000, RATES, 9_000, BANTUL, None) == 0
    assert delivery_idr(DeliveryWay.SELLER_BRINGS, 5_000, RATES, 9_000, BANTUL, SLEMAN) == 5_000


def test_a_seller_does_not_bring_her_goods_to_another_province() -> None:
    with pytest.raises(Refusal, match="Terlalu jauh"):
        delivery_idr(DeliveryWay.SELLER_BRINGS, 5_000, RATES, 9_000, BANTUL, JAKARTA)


@pytest.mark.parametrize(
    "typed",
    [
        "Kab. Bantul, DI Yogyakarta",
        "bantul",
        "KABUPATEN BANTUL",
        "kab bantul",
        "Bantul DI Yogyakarta",
        " bantul, di yogyakarta ",
    ],
)
def test_a_regency_is_found_however_it_is_typed(typed: str) -> None:
    assert code_of(typed) == BANTUL


def test_a_name_of_two_places_asks_which_and_an_unknown_one_for_another() -> None:
    with pytest.raises(Refusal, match=re.escape("Kab. Bandung, Jawa Barat; Kota Bandung, Jawa Barat")):
        code_of("bandung")
    for typed in ("Atlantis", "", "DI Yogyakarta"):
        with pytest.raises(Refusal, match="dari daftar"):
            code_of(typed)


def test_every_label_of_the_list_leads_to_its_own_place() -> None:
    assert all(label(code_of(one)) == one for one in labels())
    assert len(set(labels())) == len(labels()) > 500


def test_order_numbers_can_be_read_out_and_typed_again() -> None:
    number = new_number()
    assert len(number) == 12
    assert not set(number[3:]) & set("01ILOS")
    assert clean_number(f" {number.lower().replace('-', ' ')} ") == number
    assert clean_number(number.removeprefix("LK-")) == number
