"""Which orders a visitor may open: those of her account, and those whose link she has followed in this browser."""

from __future__ import annotations

from flask import session
from sqlalchemy import select

from products.database import db
from storefront.accounts.acting import current_account
from storefront.orders.models import Order

KEY = "orders"
MOST_REMEMBERED = 20


def grant(order: Order) -> None:
    """From now on this browser may open the order; the oldest grants are forgotten first."""
    known = [one for one in session.get(KEY, []) if one != order.id]
    session[KEY] = [*known, order.id][-MOST_REMEMBERED:]
    session.permanent = True


def granted_ids() -> list[int]:
    """The ids of the orders this browser may open without an account."""
    return list(session.get(KEY, []))


def opened_order(number: str) -> Order | None:
    """The order under this number, for its buyer; ``None`` for everybody else, and when there is none."""
    order = db.session.scalar(select(Order).where(Order.number == number))
    return order if order is not None and _is_buyers(order) else None


def order_by_link(number: str, token: str) -> Order | None:
    """The order that a link with a token opens."""
    return db.session.scalar(select(Order).where(Order.number == number, Order.token == token)) if token else None


def _is_buyers(order: Order) -> bool:
    account = current_account()
    return order.id in granted_ids() or (account is not None and order.account_id == account.id)
