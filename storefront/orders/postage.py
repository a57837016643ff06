"""What a delivery costs: the seller's own fee, nothing for a pick-up, or her postage by weight and distance."""

from __future__ import annotations

from collections.abc import Mapping

from products.errors import N_, Refusal
from products.regions import Zone, province_of, zone_between
from storefront.orders.models import DeliveryWay

GRAMS = 1_000
TOLERANCE_G = 300
"""Couriers forgive so much before the next kilogram begins."""


def started_kilograms(weight_g: int) -> int:
    """Kilograms a courier charges: 1 up to 1,300 g, 2 up to 2,300 g."""
    return max(1, -(-(weight_g - TOLERANCE_G) // GRAMS))


def delivery_idr(
    way: DeliveryWay, fee_idr: int, rates: Mapping[Zone, int], weight_g: int, from_regency: str, to_regency: str | None
) -> int:
    """What one parcel's delivery costs, in whole rupiah.

    Args:
        way: how it travels.
        fee_idr: the seller's fee for bringing it herself.
        rates: her postage per started kilogram.
        weight_g: of everything with its wrapping.
        from_regency, to_regency: codes; ``None`` as long as the buyer's is not known.

    Raises:
        Refusal: when the seller does not deliver there this way.
    """
    match way:
        case DeliveryWay.PICK_UP:
            return 0
        case DeliveryWay.SELLER_BRINGS:
            return _brought(fee_idr, from_regency, to_regency)
        case DeliveryWay.COURIER:
            return _sent(rates, weight_g, from_regency, to_regency)


def _brought(fee_idr: int, from_regency: str, to_regency: str | None) -> int:
    if to_regency and province_of(from_regency) != province_of(to_regency):
        raise Refusal(N_("Terlalu jauh untuk diantar sendiri oleh penjual. Pilih cara lain."))
    return fee_idr


def _sent(rates: Mapping[Zone, int], weight_g: int, from_regency: str, to_regency: str | None) -> int:
    per_kg_idr = rates.get(zone_between(from_regency, to_regency)) if to_regency else None
    if per_kg_idr is None:
        raise Refusal(
            N_("Penjual belum punya ongkos kirim ke daerah Anda. Pilih cara lain, atau tanya lewat WhatsApp.")
        )
    return per_kg_idr * started_kilograms(weight_g)
