"""Transfers that nobody made: after a day the packs go back on the shelf. A chore that catches up after a pause."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from products import clock
from products.actor import SYSTEM
from products.database import db
from products.errors import N_, Refusal
from storefront.orders.models import Parcel, ParcelState
from storefront.payments.services import cancel

PATIENCE = timedelta(hours=24)
TOO_LATE = N_("Belum dibayar dalam 24 jam.")


def cancel_one_unpaid() -> bool:
    """A chore of the worker: cancel the parcel that has waited longest for its transfer. Whether there was one.

    The time runs from the order, or from the moment in which the shop sent a receipt back.
    """
    waiting = select(Parcel).where(
        Parcel.state == ParcelState.PENDING_PAYMENT, Parcel.changed_at < clock.now() - PATIENCE
    )
    parcel = db.session.scalar(waiting.order_by(Parcel.changed_at).limit(1))
    if parcel is None:
        db.session.rollback()
        return False
    try:
        cancel(SYSTEM, parcel, TOO_LATE)
    except Refusal:
        db.session.rollback()  # somebody moved it in this very moment
    return True
