"""What a visitor has typed at the checkout so far. It stays in her own session until the order is placed, so a change
of language, a look into the cart or a page closed by mistake loses nothing, and the shop keeps nothing of it.
"""

from __future__ import annotations

from typing import Any

from flask import session
from sqlalchemy import select

from products.database import db
from storefront.accounts.acting import current_account
from storefront.orders.models import Order
from storefront.orders.places import label

KEY = "checkout"
FIELDS = ("name", "phone", "email", "regency", "address", "landmark", "postal_code", "note")
PICKS = ("delivery_", "payment_")


def remembered() -> dict[str, Any]:
    """The draft; else what an account's last order said; else what her account says."""
    return session.get(KEY) or _of_account()


def remember(typed: dict[str, Any]) -> None:
    """Keep what was typed, good or bad, cut to bearable lengths."""
    kept = {name: value[:254] for name, value in typed.items() if isinstance(value, str) and _is_ours(name)}
    session[KEY] = kept


def forget() -> None:
    """The order is placed."""
    session.pop(KEY, None)


def _is_ours(name: str) -> bool:
    return name in FIELDS or name.startswith(PICKS)


def _of_account() -> dict[str, Any]:
    account = current_account()
    if account is None:
        return {}
    known = {"name": account.display_name, "phone": account.phone or "", "email": account.email or ""}
    of_account = select(Order).where(Order.account_id == account.id)
    last = db.session.scalar(of_account.order_by(Order.placed_at.desc(), Order.id.desc()).limit(1))
    if last is None:
        return known
    return {
        "name": last.contact_name,
        "phone": last.contact_phone,
        "email": last.contact_email or "",
        "regency": label(last.regency_code) if last.regency_code else "",
        "address": last.address,
        "landmark": last.landmark,
        "postal_code": last.postal_code,
    }
