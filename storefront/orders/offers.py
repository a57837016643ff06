"""The ways a shop delivers, as its settings keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, delete, select

from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Seller
from products.money import rupiah
from products.regions import Zone
from storefront.accounts.deeds import record_deed
from storefront.orders.models import DeliveryOffer, DeliveryWay, PostageRate

MOST_FEE_IDR = 1_000_000


def offer_delivery(actor: Actor, seller: Seller, way: DeliveryWay, fee_idr: int = 0, note: str = "") -> None:
    """The shop delivers this way from now on; a second call changes fee and note. Only her own round has a fee.

    Raises:
        Refusal: when the fee is below nothing or out of all bounds.
    """
    _check_fee(fee_idr, "fee_idr")
    fee_idr = fee_idr if way is DeliveryWay.SELLER_BRINGS else 0
    with transaction() as session:
        offer = session.scalar(_offer(seller.id, way)) or DeliveryOffer(seller_id=seller.id, way=way)
        offer.fee_idr, offer.note = fee_idr, " ".join(note.split())[:200]
        session.add(offer)
        record_deed(actor, "shop.delivery_changed", way.value)


def withdraw_delivery(actor: Actor, seller: Seller, way: DeliveryWay) -> None:
    """The shop does not deliver this way any more; placed orders keep theirs."""
    with transaction() as session:
        gone = delete(DeliveryOffer).where(DeliveryOffer.seller_id == seller.id, DeliveryOffer.way == way)
        if session.execute(gone).rowcount:  # type: ignore[attr-defined]
            record_deed(actor, "shop.delivery_changed", way.value)


def set_postage(actor: Actor, seller: Seller, per_kg_idr: Mapping[Zone, int | None]) -> None:
    """The shop's postage for each started kilogram by zone; ``None`` means that it does not send there.

    Raises:
        Refusal: when an amount is below nothing or out of all bounds.
    """
    for amount_idr in per_kg_idr.values():
        _check_fee(amount_idr or 0, "postage")
    with transaction() as session:
        session.execute(delete(PostageRate).where(PostageRate.seller_id == seller.id, PostageRate.zone.in_(per_kg_idr)))
        session.add_all(
            PostageRate(seller_id=seller.id, zone=zone, per_kg_idr=amount_idr)
            for zone, amount_idr in per_kg_idr.items()
            if amount_idr is not None
        )
        record_deed(actor, "shop.delivery_changed", DeliveryWay.COURIER.value)


def delivery_offers_of(seller_id: int) -> Sequence[DeliveryOffer]:
    """The ways one shop delivers, in the order it made them."""
    of_shop = select(DeliveryOffer).where(DeliveryOffer.seller_id == seller_id)
    return db.session.scalars(of_shop.order_by(DeliveryOffer.id)).all()


def postage_of(seller_id: int) -> dict[Zone, int]:
    """One shop's postage per started kilogram, by zone."""
    rows = db.session.execute(
        select(PostageRate.zone, PostageRate.per_kg_idr).where(PostageRate.seller_id == seller_id)
    )
    return dict(rows.all())


def _offer(seller_id: int, way: DeliveryWay) -> Select[DeliveryOffer]:
    return select(DeliveryOffer).where(DeliveryOffer.seller_id == seller_id, DeliveryOffer.way == way)


def _check_fee(fee_idr: int, field: str) -> None:
    if not 0 <= fee_idr <= MOST_FEE_IDR:
        raise Refusal(N_("Tulis ongkos antara Rp0 dan %(most)s."), field=field, most=rupiah(MOST_FEE_IDR))
