"""Whether the parts of every amount add up to the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select

from products.database import db
from storefront.orders.models import Order, Parcel, ParcelLine, ParcelState
from storefront.payments.models import Payment, PaymentState, PaymentWay

UNDER_WAY = (
    ParcelState.PROCESSING,
    ParcelState.PACKED,
    ParcelState.SHIPPED,
    ParcelState.DELIVERED,
    ParcelState.DISPUTED,
    ParcelState.COMPLETED,
)
IN_HER_HANDS = (ParcelState.DELIVERED, ParcelState.DISPUTED, ParcelState.COMPLETED)


def lines() -> Iterator[str]:
    """The lines of a parcel add up to its goods."""
    found = _sums(ParcelLine.parcel_id, ParcelLine.unit_price_idr * ParcelLine.quantity)
    counted = select(Parcel.id, Parcel.items_idr, _or_nothing(found)).outerjoin(found, found.c.of == Parcel.id)
    for parcel, said, whole in db.session.execute(counted.where(Parcel.items_idr != _or_nothing(found))):
        yield f"parcel {parcel} says {said}, its lines add up to {whole}"


def orders() -> Iterator[str]:
    """The parcels of an order add up to it."""
    found = _sums(Parcel.order_id, Parcel.items_idr + Parcel.delivery_idr)
    counted = select(Order.number, Order.total_idr, _or_nothing(found)).outerjoin(found, found.c.of == Order.id)
    for number, said, whole in db.session.execute(counted.where(Order.total_idr != _or_nothing(found))):
        yield f"order {number} says {said}, its parcels add up to {whole}"


def payments() -> Iterator[str]:
    """Each parcel has a payment of its amount, paid when it has to be and void when it is cancelled."""
    whole = Parcel.items_idr + Parcel.delivery_idr
    owed = select(Parcel.id, whole, Payment.amount_idr).outerjoin(Payment, Payment.parcel_id == Parcel.id)
    for parcel, said, amount in db.session.execute(owed.where(or_(Payment.id.is_(None), Payment.amount_idr != whole))):
        yield f"parcel {parcel} costs {said}, its payment is {'missing' if amount is None else amount}"
    states = select(Parcel.id, Parcel.state, Payment.state).join(Payment, Payment.parcel_id == Parcel.id)
    for parcel, state, payment in db.session.execute(states.where(_contradicts())):
        yield f"parcel {parcel} is {state.value}, its payment {payment.value}"


def _contradicts() -> ColumnElement[bool]:
    is_cancelled, is_void = Parcel.state == ParcelState.CANCELLED, Payment.state == PaymentState.VOID
    must_be_paid = or_(
        and_(Payment.way == PaymentWay.BANK_TRANSFER, Parcel.state.in_(UNDER_WAY)),
        and_(Payment.way == PaymentWay.CASH_ON_DELIVERY, Parcel.state.in_(IN_HER_HANDS)),
    )
    return or_(is_cancelled != is_void, and_(must_be_paid, Payment.state != PaymentState.PAID))


def _sums(by: Any, amount: ColumnElement[int]) -> Subquery:
    return select(by.label("of"), func.sum(amount).label("whole")).group_by(by).subquery()


def _or_nothing(found: Subquery) -> ColumnElement[int]:
    return func.coalesce(found.c.whole, 0)
