"""Counting the programme: who graduated, who sells, and what came of it. What is found here is not for showing as it
is; ``protection`` comes first. Everything is added up by the database or seller by seller, so memory does not grow
with the records: at a million of them there are some sixteen thousand sellers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, extract, func, not_, select

from products.database import db
from products.models import ListingState, Product, Seller
from storefront.graduation.models import GRADUATIONS, GraduationRecord, Kind, RecordState
from storefront.programme.reporting import packs, sales
from storefront.programme.reporting.disclosure import Tally
from storefront.programme.reporting.periods import Period, cohort_of, period_at
from storefront.programme.reporting.sales import Sales

SELLING = and_(GraduationRecord.seller_id.is_not(None), GraduationRecord.state == RecordState.MATCHED)
LONG_ENOUGH = 4
"""So many months above the minimum wage are the programme's own mark of standing alone."""


@dataclass(frozen=True, slots=True)
class Member:
    """A graduate who sells, by the place and kind of her record; what a wage is compared with goes by her shop's."""

    seller_id: int
    regency: str
    kind: str
    cohort: str
    shop_regency: str


class Tallies:
    """Tallies of one measure by place or class. Whoever adds nothing is not behind the sum."""

    def __init__(self) -> None:
        self._sums: dict[Hashable, list[int]] = {}

    def add(self, key: Hashable, value: int, people: int = 1, largest: int | None = None) -> None:
        """Add what one person brings, or what so many bring together."""
        if not value:
            return
        most = value if largest is None else largest
        one = self._sums.setdefault(key, [0, 0, 0])
        one[0], one[1], one[2] = one[0] + value, one[1] + people, max(one[2], most)

    def found(self) -> dict[Any, Tally]:
        """The tally under each key."""
        return {key: Tally(*sums) for key, sums in self._sums.items()}


@dataclass(frozen=True, slots=True)
class Counted:
    """Tallies by the name of the measure: by regency, by (province, kind), by (province, cohort), and for each of the
    twelve months by province."""

    period: Period
    regions: defaultdict[str, Tallies] = field(default_factory=lambda: defaultdict(Tallies))
    kinds: defaultdict[str, Tallies] = field(default_factory=lambda: defaultdict(Tallies))
    cohorts: defaultdict[str, Tallies] = field(default_factory=lambda: defaultdict(Tallies))
    months: defaultdict[tuple[str, int], Tallies] = field(default_factory=lambda: defaultdict(Tallies))

    def add(self, measure: str, member: Member, value: int) -> None:
        """What one seller brings."""
        province = member.regency[:2]
        self.regions[measure].add(member.regency, value)
        self.kinds[measure].add((province, member.kind), value)
        self.cohorts[measure].add((province, member.cohort), value)


def counted(moment: datetime) -> Counted:
    """Count everything as it stands; reads only."""
    found = Counted(period_at(moment))
    _count_without_shop(found, moment)
    _count_administrative(found)
    members = _members(moment)
    wares, listings, sold = packs.described(), _listings(), sales.sold(found.period)
    for member in members:
        found.add("sellers", member, 1)
        found.add("listings", member, listings[member.seller_id])
        for step in wares.get(member.seller_id, ()):
            found.add(step, member, 1)
        _add_sales(found, member, sold.get(member.seller_id))
    return found


def _add_sales(found: Counted, member: Member, sold: Sales | None) -> None:
    if sold is None:
        return
    found.add("orders", member, sold.orders)
    found.add("takings", member, sold.takings_idr)
    found.add("above_months", member, sold.months_above)
    found.add("above_once", member, int(sold.months_above >= 1))
    found.add("above_four", member, int(sold.months_above >= LONG_ENOUGH))
    for month, (orders, takings_idr) in sold.by_month.items():
        found.months["orders", month].add(member.regency[:2], orders)
        found.months["takings", month].add(member.regency[:2], takings_idr)


def _members(moment: datetime) -> list[Member]:
    rows = db.session.execute(
        select(
            GraduationRecord.seller_id,
            func.substr(GraduationRecord.district_code, 1, 5),
            GraduationRecord.kind,
            *_half_year(),
            Seller.regency_code,
        )
        .join(Seller, Seller.id == GraduationRecord.seller_id)
        .where(GraduationRecord.state == RecordState.MATCHED, GraduationRecord.kind.in_(GRADUATIONS))
    )
    return [
        Member(seller_id, regency, kind.value, cohort_of(year, half, moment), shop_regency)
        for seller_id, regency, kind, year, half, shop_regency in rows
        if seller_id is not None
    ]


def _count_without_shop(found: Counted, moment: datetime) -> None:
    regency = func.substr(GraduationRecord.district_code, 1, 5)
    keys = (regency, GraduationRecord.kind, *_half_year())
    rows = db.session.execute(
        select(*keys, func.count())
        .where(GraduationRecord.kind.in_(GRADUATIONS), GraduationRecord.state != RecordState.REVOKED, not_(SELLING))
        .group_by(*keys)
    )
    for where, kind, year, half, count in rows:
        cohort = cohort_of(year, half, moment)
        found.regions["without_shop"].add(where, count, count, 1)
        found.kinds["without_shop"].add((where[:2], kind.value), count, count, 1)
        found.cohorts["without_shop"].add((where[:2], cohort), count, count, 1)


def _count_administrative(found: Counted) -> None:
    """Those who left for the files' sake: counted apart, by province, and never among the graduates."""
    province = func.substr(GraduationRecord.district_code, 1, 2)
    rows = db.session.execute(
        select(province, func.count())
        .where(GraduationRecord.kind == Kind.ADMINISTRATIF, GraduationRecord.state != RecordState.REVOKED)
        .group_by(province)
    )
    for where, count in rows:
        found.regions["administrative"].add(where, count, count, 1)


def _half_year() -> tuple[ColumnElement[int], ColumnElement[int]]:
    month = extract("month", GraduationRecord.graduated_on)
    return extract("year", GraduationRecord.graduated_on), case((month <= 6, 1), else_=2)


def _listings() -> Counter[int]:
    rows = db.session.execute(
        select(Product.seller_id, func.count())
        .where(Product.state == ListingState.PUBLISHED)
        .group_by(Product.seller_id)
    )
    return Counter(dict(rows.all()))
