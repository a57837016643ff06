"""How a shop's goods travel and how it is paid, kept as a seller sets it: all of one page, or nothing of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from products.actor import Actor
from products.database import transaction
from products.errors import N_, Refusal
from products.models import Seller
from products.regions import Zone
from storefront.orders.models import DeliveryWay
from storefront.orders.offers import offer_delivery, set_postage, withdraw_delivery
from storefront.payments.models import PaymentWay
from storefront.payments.offers import offer_payment, withdraw_payment


def keep_deliveries(
    actor: Actor,
    seller: Seller,
    offered: Mapping[DeliveryWay, tuple[int, str]],
    per_kg_idr: Mapping[Zone, int | None],
) -> None:
    """The shop delivers these ways from now on and no others.

    Args:
        offered: for each way its fee in whole rupiah and the seller's note.
        per_kg_idr: her postage for each started kilogram; ``None`` where she does not send to.

    Raises:
        Refusal: when an amount is out of all bounds, or she sends by courier and nowhere for any postage.
    """
    if DeliveryWay.COURIER in offered and all(amount_idr is None for amount_idr in per_kg_idr.values()):
        raise Refusal(N_("Tulis ongkos kurir paling sedikit untuk satu daerah."), field=Zone.SAME_REGENCY.value)
    with transaction():
        for way in DeliveryWay:
            if way in offered:
                offer_delivery(actor, seller, way, *offered[way])
            else:
                withdraw_delivery(actor, seller, way)
        set_postage(actor, seller, per_kg_idr)


def keep_payments(actor: Actor, seller: Seller, offered: Collection[PaymentWay], bank: Mapping[str, str]) -> None:
    """The shop is paid these ways from now on and no others.

    Args:
        offered: the ways.
        bank: ``bank``, ``account_number`` and ``account_holder``, for a transfer.

    Raises:
        Refusal: when a transfer lacks one of its words.
    """
    with transaction():
        for way in PaymentWay:
            if way in offered:
                offer_payment(actor, seller, way, **bank)
            else:
                withdraw_payment(actor, seller, way)
