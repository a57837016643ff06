"""Delivered parcels whose buyer says nothing: when her time to look is over, they are done."""

from __future__ import annotations

from sqlalchemy import select

from products import clock
from products.actor import SYSTEM
from products.database import db
from products.errors import Refusal
from storefront.orders.models import Parcel, ParcelState
from storefront.orders.services import complete, may_complete_from


def complete_one_delivered() -> bool:
    """A chore of the worker: complete the parcel delivered longest ago, if its time is over. Whether it was."""
    delivered = select(Parcel).where(Parcel.state == ParcelState.DELIVERED)
    parcel = db.session.scalar(delivered.order_by(Parcel.changed_at).limit(1))
    if parcel is None or clock.now() < may_complete_from(parcel):
        db.session.rollback()
        return False
    try:
        complete(SYSTEM, parcel)
    except Refusal:
        db.session.rollback()  # somebody moved it in this very moment
    return True
