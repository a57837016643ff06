"""The ways to deliver, and a phone, in words; ``orders.parcel.LABELS`` has those of the states."""

from __future__ import annotations

import phonenumbers

from products.errors import N_
from storefront.orders.models import DeliveryWay

DELIVERY_WAYS: dict[DeliveryWay, str] = {
    DeliveryWay.SELLER_BRINGS: N_("Diantar penjual"),
    DeliveryWay.PICK_UP: N_("Ambil sendiri di tempat penjual"),
    DeliveryWay.COURIER: N_("Dikirim lewat kurir"),
}


def shown_phone(phone: str) -> str:
    """A kept number (E.164) as people write it: ``0812-3456-7890``."""
    return phonenumbers.format_number(phonenumbers.parse(phone), phonenumbers.PhoneNumberFormat.NATIONAL)
