"""How a shop delivers, as its settings keep it."""

from __future__ import annotations

import pytest
from flask import Flask

from products.actor import Actor, Role
from products.errors import Refusal
from products.regions import Zone
from storefront.orders.models import DeliveryWay
from storefront.orders.offers import delivery_offers_of, offer_delivery, postage_of, set_postage, withdraw_delivery
from tests.factories import make_seller

SELLER = Actor(Role.SELLER, 1)


def test_a_way_is_offered_changed_and_withdrawn(app: Flask) -> None:
    seller = make_seller()
    offer_delivery(SELLER, seller, DeliveryWay.SELLER_BRINGS, 5_000)
    offer_delivery(SELLER, seller, DeliveryWay.SELLER_BRINGS, 7_000, "  Hanya  Kecamatan Kasihan ")
    offer_delivery(SELLER, seller, DeliveryWay.PICK_UP, 3_000)
    kept = [(one.way, one.fee_idr, one.note) for one in delivery_offers_of(seller.id)]
    assert kept == [
        (DeliveryWay.SELLER_BRINGS, 7_000, "Hanya Kecamatan Kasihan"),
        (DeliveryWay.PICK_UP, 0, ""),
    ]
    withdraw_delivery(SELLER, seller, DeliveryWay.SELLER_BRINGS)
    assert [one.way for one in delivery_offers_of(seller.id)] == [DeliveryWay.PICK_UP]


def test_postage_is_set_by_zone_and_taken_back_by_none(app: Flask) -> None:
    seller = make_seller()
    set_postage(SELLER, seller, {Zone.SAME_REGENCY: 8_000, Zone.OTHER: 30_000})
    set_postage(SELLER, seller, {Zone.SAME_REGENCY: 9_000, Zone.SAME_PROVINCE: 12_000, Zone.OTHER: None})
    assert postage_of(seller.id) == {Zone.SAME_REGENCY: 9_000, Zone.SAME_PROVINCE: 12_000}


def test_a_fee_out_of_all_bounds_is_refused(app: Flask) -> None:
    seller = make_seller()
    for fee_idr in (-1, 1_000_001):
        with pytest.raises(Refusal, match="antara Rp0"):
            offer_delivery(SELLER, seller, DeliveryWay.SELLER_BRINGS, fee_idr)
        with pytest.raises(Refusal, match="antara Rp0"):
            set_postage(SELLER, seller, {Zone.OTHER: fee_idr})
