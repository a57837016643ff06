"""From when a shop no longer sees who bought: thirty days after a parcel is done, nobody there needs the address."""

from __future__ import annotations

from datetime import datetime, timedelta

from products import clock
from storefront.orders.models import ParcelState

HIDDEN_AFTER = timedelta(days=30)
DONE = (ParcelState.COMPLETED, ParcelState.CANCELLED)


def is_hidden(state: ParcelState, changed_at: datetime) -> bool:
    """Whether the buyer of a parcel in this state, since ``changed_at``, is the shop's to see no more."""
    return state in DONE and changed_at < clock.now() - HIDDEN_AFTER


def hidden_name(name: str) -> str:
    """``R***``: enough to tell two orders apart, not enough to find anybody."""
    return f"{name[:1]}***"
