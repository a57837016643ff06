"""The ways to deliver in words; ``orders.parcel.LABELS`` has those of the states."""

from __future__ import annotations

from products.errors import N_
from storefront.orders.models import DeliveryWay

DELIVERY_WAYS: dict[DeliveryWay, str] = {
    DeliveryWay.SELLER_BRINGS: N_("Diantar penjual"),
    DeliveryWay.PICK_UP: N_("Ambil sendiri di tempat penjual"),
    DeliveryWay.COURIER: N_("Dikirim lewat kurir"),
}
