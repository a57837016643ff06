"""What came in through the shop: goods that reached their buyers, by the day on which they did.

Takings are the goods of a parcel without its delivery, counted from the day it was delivered; an order that is not
delivered yet is no income, and one that was cancelled never was. All days are Jakarta's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, case, func, select

from products import clock
from products.clock import WESTERN_INDONESIA
from products.database import db
from products.models import Seller
from storefront.care.signals import PERIOD, QUARTER, Taken
from storefront.care.windows import add_months
from storefront.orders.models import Parcel, ParcelMove, ParcelState


def taken_lately(sellers: ColumnElement[bool]) -> Mapping[int, Taken]:
    """The periods and quarters of these sellers (a condition on ``Seller``) up to today, in one query."""
    quarter = _days_ago(QUARTER)
    rows = db.session.execute(
        select(
            Parcel.seller_id,
            _sum(ParcelMove.at >= _days_ago(PERIOD)),
            _sum((ParcelMove.at >= _days_ago(2 * PERIOD)) & (ParcelMove.at < _days_ago(PERIOD))),
            _sum(ParcelMove.at >= quarter),
            _sum(ParcelMove.at < quarter),
        )
        .join(ParcelMove, ParcelMove.parcel_id == Parcel.id)
        .join(Seller, Seller.id == Parcel.seller_id)
        .where(sellers, ParcelMove.to_state == ParcelState.DELIVERED, ParcelMove.at >= _days_ago(2 * QUARTER))
        .group_by(Parcel.seller_id)
    )
    return {seller_id: Taken(*(int(idr) for idr in sums)) for seller_id, *sums in rows}


def taken_by_day(sellers: ColumnElement[bool], days: int) -> Mapping[int, Mapping[date, int]]:
    """Takings of these sellers on each of the last so many days on which there were any, in one query."""
    rows = db.session.execute(
        select(Parcel.seller_id, ParcelMove.at, Parcel.items_idr)
        .join(ParcelMove, ParcelMove.parcel_id == Parcel.id)
        .join(Seller, Seller.id == Parcel.seller_id)
        .where(sellers, ParcelMove.to_state == ParcelState.DELIVERED, ParcelMove.at >= _days_ago(days))
    )
    found: dict[int, dict[date, int]] = {}
    for seller_id, at, items_idr in rows:
        by_day, day = found.setdefault(seller_id, {}), at.astimezone(WESTERN_INDONESIA).date()
        by_day[day] = by_day.get(day, 0) + items_idr
    return found


def taken_by_month(seller_id: int, months: int) -> list[tuple[date, int]]:
    """Takings of one seller in each of the last so many whole calendar months, the oldest first, by its first day."""
    this_month = clock.today().replace(day=1)
    starts = [add_months(this_month, -back) for back in range(months, 0, -1)]
    by_day = taken_by_day(Seller.id == seller_id, (clock.today() - starts[0]).days + 1).get(seller_id, {})
    sums = dict.fromkeys(starts, 0)
    for day, idr in by_day.items():
        if (month := day.replace(day=1)) in sums:
            sums[month] += idr
    return list(sums.items())


def taken_yesterday(seller_id: int) -> int:
    """What came in through the shop yesterday."""
    by_day = taken_by_day(Seller.id == seller_id, 2).get(seller_id, {})
    return by_day.get(clock.today() - timedelta(days=1), 0)


def _days_ago(days: int) -> datetime:
    """The first moment of the last so many days, today included."""
    return datetime.combine(clock.today() - timedelta(days=days - 1), time.min, WESTERN_INDONESIA)


def _sum(when: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((when, Parcel.items_idr), else_=0)), 0)
