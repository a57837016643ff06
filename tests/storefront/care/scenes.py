"""Sellers in care with a record, and what they sold on which day."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time
from itertools import count

from products.actor import Role
from products.clock import WESTERN_INDONESIA
from products.database import transaction
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation.models import GraduationRecord, Kind
from storefront.orders.models import DeliveryWay, Order, Parcel, ParcelMove, ParcelState
from tests.storefront.coaching.scenes import record_of, seller_of

_numbers = count(1)


def at_noon(day: date) -> datetime:
    """Noon in Jakarta."""
    return datetime.combine(day, time(12), WESTERN_INDONESIA)


def graduate(
    carer: Account, graduated_on: date, kind: Kind = Kind.ALAMIAH, linked_on: date | None = None, **values: object
) -> Seller:
    """A shop in her care that opened long ago, with a record of that day; linked just as long ago unless told."""
    seller = seller_of(carer, created_at=at_noon(date(2020, 1, 1)), **values)
    linked_at = at_noon(linked_on or date(2020, 1, 1))
    record(carer, seller, graduated_on=graduated_on, kind=kind, linked_at=linked_at)
    return seller


def record(carer: Account, seller: Seller, **values: object) -> GraduationRecord:
    """A record linked to her, under a number of its own."""
    return record_of(carer, nik=f"3171015708{next(_numbers):06d}", seller_id=seller.id, **values)


def sold(seller: Seller, day: date, items_idr: int = 50_000, state: ParcelState = ParcelState.COMPLETED) -> Parcel:
    """An order of that day; unless it stopped before, its goods arrived the same day."""
    at = at_noon(day)
    order = Order(
        number=secrets.token_hex(8),
        token=secrets.token_hex(16),
        submission=secrets.token_hex(16),
        contact_name="Rina",
        contact_phone="+6281234567890",
        total_idr=items_idr + 10_000,
        placed_at=at,
    )
    parcel = Parcel(
        order=order,
        seller_id=seller.id,
        state=state,
        delivery_way=DeliveryWay.PICK_UP,
        items_idr=items_idr,
        delivery_idr=10_000,
        created_at=at,
        changed_at=at,
    )
    if state in {ParcelState.DELIVERED, ParcelState.COMPLETED, ParcelState.DISPUTED}:
        parcel.moves.append(ParcelMove(to_state=ParcelState.DELIVERED, at=at, role=Role.SELLER))
    with transaction() as session:
        session.add(order)
    return parcel
