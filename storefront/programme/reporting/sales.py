"""What each seller sold: in the thirty days, month by month, and in how many months above the minimum wage.

A parcel counts when it reached its buyer, on the calendar of the seller's province. Takings are the price of the goods,
without postage; what they cost her to make is not taken off, so they are turnover and not income.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select

from products import regions
from products.database import db
from products.models import Seller
from storefront.orders.models import Parcel, ParcelMove, ParcelState
from storefront.programme.models import MinimumWage
from storefront.programme.reporting.periods import Period, begin_of

ARRIVED = (ParcelState.DELIVERED, ParcelState.COMPLETED)
_AT_ONCE = 1_000


@dataclass(slots=True)
class Sales:
    """One seller's parcels and takings in whole rupiah; ``by_month`` has (parcels, takings) under 0 to 11."""

    orders: int = 0
    takings_idr: int = 0
    months_above: int = 0
    by_month: dict[int, tuple[int, int]] = field(default_factory=dict)


def sold(period: Period) -> dict[int, Sales]:
    """Sales by seller id, for whoever sold anything in the period."""
    found: defaultdict[int, Sales] = defaultdict(Sales)
    wages = _wages()
    for zone, provinces in _zones().items():
        for seller_id, _where, _span, orders, takings_idr in _sums((period.since, period.until), zone, provinces):
            one = found[seller_id]
            one.orders, one.takings_idr = orders, takings_idr
        for seller_id, regency, month, orders, takings_idr in _sums(period.edges, zone, provinces):
            one = found[seller_id]
            one.by_month[month] = (orders, takings_idr)
            wage = wages.get((regency, period.months[month].year))
            one.months_above += int(wage is not None and takings_idr >= wage)
    return dict(found)


def _sums(edges: Sequence[date], zone: ZoneInfo, provinces: Sequence[str]) -> Iterator[tuple[int, str, int, int, int]]:
    """(seller, her regency, the number of the span between two edges, parcels, rupiah) for sellers of a time zone."""
    begins = [begin_of(day, zone) for day in edges]
    arrived_at = ParcelMove.at
    span = case(*((arrived_at < end, number) for number, end in enumerate(begins[1:])))
    rows = (
        select(Parcel.seller_id, Seller.regency_code, span, func.count(), func.sum(Parcel.items_idr))
        .join(ParcelMove, ParcelMove.parcel_id == Parcel.id)
        .join(Seller, Seller.id == Parcel.seller_id)
        .where(
            ParcelMove.to_state == ParcelState.DELIVERED,
            Parcel.state.in_(ARRIVED),
            Parcel.changed_at >= begins[0],  # it arrived no later than it last changed: along an index
            arrived_at >= begins[0],
            arrived_at < begins[-1],
            func.substr(Seller.regency_code, 1, 2).in_(provinces),
        )
        .group_by(Parcel.seller_id, Seller.regency_code, span)
        .execution_options(yield_per=_AT_ONCE)
    )
    for seller_id, regency, number, orders, takings_idr in db.session.execute(rows):
        yield seller_id, regency, number, orders, int(takings_idr)


def _zones() -> dict[ZoneInfo, list[str]]:
    found: defaultdict[ZoneInfo, list[str]] = defaultdict(list)
    for province in regions.provinces():
        found[regions.timezone_of(province.code)].append(province.code)
    return dict(found)


def _wages() -> dict[tuple[str, int], int]:
    rows = db.session.execute(select(MinimumWage.regency_code, MinimumWage.year, MinimumWage.monthly_idr))
    return {(regency, year): monthly_idr for regency, year, monthly_idr in rows}
