"""How a shop delivers and is paid, in words for its buyers."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

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


def offers_of(seller_id: int) -> Offers:
    """The ways of one shop, in two queries."""
    deliveries = db.session.execute(
        select(DeliveryOffer.way, DeliveryOffer.fee_idr, DeliveryOffer.note)
        .where(DeliveryOffer.seller_id == seller_id)
        .order_by(DeliveryOffer.id)
    )
    payments = db.session.scalars(
        select(PaymentOffer.way).where(PaymentOffer.seller_id == seller_id).order_by(PaymentOffer.id)
    )
    return Offers([offered_delivery(*row) for row in deliveries], [_(PAYMENT_WAYS[way]) for way in payments])
