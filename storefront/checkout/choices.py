"""What each shop of a cart offers: its ways to deliver and to be paid. Three queries, however many shops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from products.database import db
from products.regions import Zone
from storefront.cart.contents import Basket
from storefront.orders.models import DeliveryOffer, DeliveryWay, PostageRate
from storefront.orders.postage import delivery_idr
from storefront.payments.models import PaymentOffer, PaymentWay

HAND_TO_HAND = frozenset({DeliveryWay.SELLER_BRINGS, DeliveryWay.PICK_UP})
"""Cash on delivery needs the seller's own hand: a courier does not sell."""


@dataclass(frozen=True, slots=True)
class DeliveryOption:
    """One way a shop delivers, with the seller's own fee and her note about it."""

    way: DeliveryWay
    fee_idr: int
    note: str


@dataclass(frozen=True, slots=True)
class PaymentOption:
    """One way a shop is paid, with the bank's words for a transfer."""

    way: PaymentWay
    bank: str
    account_number: str
    account_holder: str


@dataclass(frozen=True, slots=True)
class Shop:
    """One basket and what its shop offers for it."""

    basket: Basket
    deliveries: tuple[DeliveryOption, ...]
    rates: dict[Zone, int]
    payments: tuple[PaymentOption, ...]

    @property
    def can_be_ordered_from(self) -> bool:
        """Whether any way of delivering goes with any way of paying."""
        return any(goes_with(one.way, other.way) for one in self.deliveries for other in self.payments)

    def delivery_idr(self, way: DeliveryWay, to_regency: str | None) -> int:
        """What this way costs. Raises ``Refusal`` when the shop does not deliver there this way."""
        fee_idr = next(one.fee_idr for one in self.deliveries if one.way is way)
        return delivery_idr(way, fee_idr, self.rates, self.basket.weight_g, self.basket.regency_code, to_regency)


def goes_with(delivery: DeliveryWay, payment: PaymentWay) -> bool:
    """Whether goods that travel this way can be paid that way."""
    return payment is not PaymentWay.CASH_ON_DELIVERY or delivery in HAND_TO_HAND


def shops_of(baskets: Sequence[Basket]) -> list[Shop]:
    """What the shops of these baskets offer, in their order."""
    ids = [basket.seller_id for basket in baskets]
    deliveries, rates, payments = _deliveries(ids), _rates(ids), _payments(ids)
    return [
        Shop(
            basket,
            tuple(one for one in deliveries[basket.seller_id] if _is_possible(one.way, rates[basket.seller_id])),
            rates[basket.seller_id],
            tuple(payments[basket.seller_id]),
        )
        for basket in baskets
    ]


def _is_possible(way: DeliveryWay, rates: dict[Zone, int]) -> bool:
    return way is not DeliveryWay.COURIER or bool(rates)


def _deliveries(seller_ids: list[int]) -> defaultdict[int, list[DeliveryOption]]:
    found: defaultdict[int, list[DeliveryOption]] = defaultdict(list)
    columns = (DeliveryOffer.seller_id, DeliveryOffer.way, DeliveryOffer.fee_idr, DeliveryOffer.note)
    of_shops = select(*columns).where(DeliveryOffer.seller_id.in_(seller_ids)).order_by(DeliveryOffer.id)
    for seller_id, way, fee_idr, note in db.session.execute(of_shops):
        found[seller_id].append(DeliveryOption(way, fee_idr, note))
    return found


def _rates(seller_ids: list[int]) -> defaultdict[int, dict[Zone, int]]:
    found: defaultdict[int, dict[Zone, int]] = defaultdict(dict)
    of_shops = select(PostageRate.seller_id, PostageRate.zone, PostageRate.per_kg_idr)
    for seller_id, zone, per_kg_idr in db.session.execute(of_shops.where(PostageRate.seller_id.in_(seller_ids))):
        found[seller_id][zone] = per_kg_idr
    return found


def _payments(seller_ids: list[int]) -> defaultdict[int, list[PaymentOption]]:
    found: defaultdict[int, list[PaymentOption]] = defaultdict(list)
    columns = (
        PaymentOffer.seller_id,
        PaymentOffer.way,
        PaymentOffer.bank,
        PaymentOffer.account_number,
        PaymentOffer.account_holder,
    )
    of_shops = select(*columns).where(PaymentOffer.seller_id.in_(seller_ids)).order_by(PaymentOffer.id)
    for seller_id, way, bank, number, holder in db.session.execute(of_shops):
        found[seller_id].append(PaymentOption(way, bank, number, holder))
    return found
