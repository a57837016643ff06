"""How a shop delivers and is paid, in words for its buyers."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import bindparam, select

from products.database import db
from storefront.orders.models import DeliveryOffer
from storefront.orders.words import offered_delivery
from storefront.payments.models import PaymentOffer
from storefront.payments.words import PAYMENT_WAYS


@dataclass(frozen=True, slots=True)
class Offers:
    """One sentence for each way."""

    deliveries: list[str]
    payments: list[str]


_DELIVERIES = (
    select(DeliveryOffer.way, DeliveryOffer.fee_idr)
    .where(DeliveryOffer.seller_id == bindparam("seller_id"))
    .order_by(DeliveryOffer.id)
)
_PAYMENTS = select(PaymentOffer.way).where(PaymentOffer.seller_id == bindparam("seller_id")).order_by(PaymentOffer.id)


def offers_of(seller_id: int) -> Offers:
    """The ways of one shop, in two queries."""
    deliveries = db.session.execute(_DELIVERIES, {"seller_id": seller_id})
    payments = db.session.scalars(_PAYMENTS, {"seller_id": seller_id})
    return Offers([offered_delivery(*row) for row in deliveries], [_(PAYMENT_WAYS[way]) for way in payments])
