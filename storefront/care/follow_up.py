"""Who must be asked after before she falls back: the sellers in a watched month, and what happened to them.

The record's days are used to choose and are never shown here, so nobody's record is read by looking at the list.
``docs/coaching.md`` tells the rules and where they come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select

from products import clock
from products.actor import Role
from products.clock import WESTERN_INDONESIA
from products.database import db
from products.models import Seller, SellerState
from storefront.accounts.models import Account
from storefront.care.contacts import LastContact, last_contacts
from storefront.care.signals import (
    LOOK_BACK,
    Signal,
    SignalKind,
    Taken,
    income_signal,
    orders_signal,
    quarter_signal,
    rests_until,
)
from storefront.care.takings import taken_by_day, taken_lately
from storefront.care.windows import earliest_watched, is_watched, looked_at_since
from storefront.graduation.area import Area
from storefront.graduation.models import CaseloadEntry, GraduationRecord, RecordState
from storefront.orders.models import Parcel, ParcelState

PRESSING = list(SignalKind)


@dataclass(frozen=True, slots=True)
class Watched:
    """A seller in a watched month.

    Attributes:
        seller_id: her shop.
        shop: its name.
        maker: hers; may be empty.
        phone: where she reads WhatsApp (E.164), where one is known.
        is_resting: whether she closed her shop for a while.
        signal: what happened and nobody has asked after; ``None`` when all is calm.
        rests_until: the day on which what happened shows again if it is still true, after somebody was in touch.
        last_contact_on: when that was.
    """

    seller_id: int
    shop: str
    maker: str
    phone: str | None
    is_resting: bool
    signal: Signal | None
    rests_until: date | None
    last_contact_on: date | None


def watched(sellers: ColumnElement[bool]) -> list[Watched]:
    """Those of these sellers (a condition on ``Seller``) who are in a watched month, in at most four queries.

    Whom something happened to comes first, the most pressing on top; then whoever was asked after; then the calm ones.
    """
    today = clock.today()
    rows = [row for row in _rows(sellers, today) if is_watched(_starts(row), today)]
    if not rows:
        return []
    taken, contacts = taken_lately(sellers), last_contacts(sellers)
    by_day = _days_of_falling(taken)
    found = [_watched(row, taken, by_day.get(row.id, {}), contacts.get(row.id), today) for row in rows]
    return sorted(found, key=_need)


def follow_up_without_care(area: Area) -> int:
    """How many sellers in an area something happened to, while nobody cares for them."""
    in_care = exists().where(CaseloadEntry.seller_id == Seller.id, CaseloadEntry.until.is_(None))
    return sum(one.signal is not None for one in watched(~in_care & area.holds(Seller.regency_code)))


def _rows(sellers: ColumnElement[bool], today: date) -> Sequence[Any]:
    """What one query knows of every seller who may be in a watched month."""
    last_order = select(func.max(Parcel.created_at)).where(
        Parcel.seller_id == Seller.id, Parcel.state != ParcelState.CANCELLED
    )
    own_phone = select(func.min(Account.phone)).where(
        Account.seller_id == Seller.id, Account.role == Role.SELLER, Account.is_enabled
    )
    earliest = earliest_watched(today)
    return db.session.execute(
        select(
            Seller.id,
            Seller.name,
            Seller.maker,
            Seller.state,
            Seller.created_at,
            func.coalesce(Seller.whatsapp, own_phone.correlate(Seller).scalar_subquery()).label("phone"),
            last_order.correlate(Seller).scalar_subquery().label("last_order_at"),
            GraduationRecord.graduated_on,
            GraduationRecord.linked_at,
        )
        .join(GraduationRecord, GraduationRecord.seller_id == Seller.id)
        .where(
            sellers,
            GraduationRecord.state != RecordState.REVOKED,
            or_(
                GraduationRecord.graduated_on >= earliest,
                GraduationRecord.linked_at >= datetime.combine(earliest, datetime.min.time(), WESTERN_INDONESIA),
            ),
        )
    ).all()


def _watched(
    row: Any, taken: Mapping[int, Taken], by_day: Mapping[date, int], last: LastContact | None, today: date
) -> Watched:
    hers, asked_on = taken.get(row.id, Taken()), last.on_day if last else None
    last_order_on = _day(row.last_order_at) if row.last_order_at else None
    happened = [
        signal
        for signal in (
            orders_signal(_day(row.created_at), last_order_on, today),
            income_signal(hers, by_day, today),
            quarter_signal(hers, looked_at_since(_starts(row), today)),
        )
        if signal
    ]
    rests = {signal.kind: rests_until(signal, asked_on) for signal in happened}
    open_ones = [signal for signal in happened if (until := rests[signal.kind]) is None or until <= today]
    resting = [until for until in rests.values() if until and until > today]
    return Watched(
        seller_id=row.id,
        shop=row.name,
        maker=row.maker,
        phone=row.phone,
        is_resting=row.state is SellerState.RESTING,
        signal=open_ones[0] if open_ones else None,
        rests_until=resting[0] if resting and not open_ones else None,
        last_contact_on=asked_on,
    )


def _days_of_falling(taken: Mapping[int, Taken]) -> Mapping[int, Mapping[date, int]]:
    """Day by day, for those alone whose takings fell."""
    falling = [seller_id for seller_id, hers in taken.items() if hers.period_falls]
    return taken_by_day(Seller.id.in_(falling), LOOK_BACK) if falling else {}


def _starts(row: Any) -> list[date]:
    """The days from which her months are counted: graduation, and the link with her record."""
    return [row.graduated_on, *([_day(row.linked_at)] if row.linked_at else [])]


def _need(one: Watched) -> tuple[int, int, date, str]:
    if one.signal:
        return 0, PRESSING.index(one.signal.kind), one.signal.began, one.shop.lower()
    return (1 if one.rests_until else 2), 0, one.rests_until or date.min, one.shop.lower()


def _day(moment: datetime) -> date:
    return moment.astimezone(WESTERN_INDONESIA).date()
