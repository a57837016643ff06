"""The ways to deliver and the reasons of moves in words; ``orders.parcel.LABELS`` has those of the states."""

from __future__ import annotations

from flask_babel import gettext as _

from products.actor import Role
from products.errors import N_
from products.money import rupiah
from storefront.orders.models import DeliveryWay, ParcelMove

DELIVERY_WAYS: dict[DeliveryWay, str] = {
    DeliveryWay.SELLER_BRINGS: N_("Diantar penjual"),
    DeliveryWay.PICK_UP: N_("Ambil sendiri di tempat penjual"),
    DeliveryWay.COURIER: N_("Dikirim lewat kurir"),
}


def offered_delivery(way: DeliveryWay, fee_idr: int) -> str:
    """A shop's way to deliver as it stands beside its goods: the way and what it costs.

    The seller's own note may say where she lives; it is for those who order, and stands on no public page.
    """
    match way:
        case DeliveryWay.SELLER_BRINGS:
            fee = rupiah(fee_idr) if fee_idr else _("gratis")
            return _("Diantar sendiri oleh penjual (%(fee)s)", fee=fee)
        case DeliveryWay.PICK_UP:
            return _(DELIVERY_WAYS[way])
        case DeliveryWay.COURIER:
            return _("Dikirim lewat kurir, ongkos menurut jarak dan berat")


def reason_of(move: ParcelMove) -> str:
    """Why a parcel moved, as somebody wrote it; what the shop itself says is put into the reader's language."""
    return _(move.reason) if move.role is Role.SYSTEM and move.reason else move.reason
