"""How a shop delivers and is paid, in words for its buyers."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from products.database import db
from products.money import rupiah
from storefront.orders.models import DeliveryOffer, DeliveryWay
from storefront.payments.models import PaymentOffer, PaymentWay


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
    return Offers([_delivery(*row) for row in deliveries], [_payment(way) for way in payments])


def _delivery(way: DeliveryWay, fee_idr: int, note: str) -> str:
    match way:
        case DeliveryWay.SELLER_BRINGS:
            fee = rupiah(fee_idr) if fee_idr else _("gratis")
            words = _("Diantar sendiri oleh penjual (%(fee)s)", fee=fee)
        case DeliveryWay.PICK_UP:
            words = _("Ambil sendiri di tempat penjual")
        case DeliveryWay.COURIER:
            words = _("Dikirim lewat kurir, ongkos menurut jarak dan berat")
    return f"{words}. {note}" if note else words


def _payment(way: PaymentWay) -> str:
    match way:
        case PaymentWay.CASH_ON_DELIVERY:
            return _("Bayar tunai saat barang diterima")
        case PaymentWay.BANK_TRANSFER:
            return _("Transfer bank langsung ke penjual")
