"""Finding an order again by its number and phone, slowly enough that nobody can guess."""

from __future__ import annotations

from sqlalchemy import select

from products.database import db
from products.errors import N_, Refusal
from storefront.accounts import identifiers
from storefront.accounts.throttle import by_address, by_name, note_try, strike_out
from storefront.orders.models import Order
from storefront.orders.numbers import clean_number

PURPOSE = "order"


def find_order(number: str, phone: str, address: str | None) -> Order:
    """The order under this number that was placed with this phone.

    Args:
        number, phone: as somebody typed them.
        address: the network address that asks.

    Raises:
        TooSoon: after too many wrong tries for this number or from this address.
        Refusal: when there is none; the same words for a wrong number and a wrong phone.
    """
    number = clean_number(number)
    counted = by_name(PURPOSE, number)
    tries = note_try(counted, by_address(PURPOSE, address))
    order = db.session.scalar(select(Order).where(Order.number == number, Order.contact_phone == _phone(phone)))
    if order is None:
        raise Refusal(N_("Pesanan tidak ditemukan. Periksa nomor pesanan dan nomor HP-nya."))
    strike_out(tries, counted)
    return order


def _phone(typed: str) -> str:
    try:
        return identifiers.read(typed).phone or ""
    except Refusal:
        return ""
