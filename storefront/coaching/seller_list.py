"""The sellers in an assistant's care, whoever needs a word first, each with what she has on the shelf."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select

from products import clock, regions
from products.clock import WESTERN_INDONESIA
from products.database import db
from products.models import ListingState, Product, Seller
from storefront.care.contacts import due_on, last_contacts
from storefront.care.follow_up import watched
from storefront.coaching.follow_up import SHORT
from storefront.coaching.scope import cared_for_by
from storefront.coaching.today import ago
from storefront.graduation.models import CaseloadEntry
from storefront.orders.models import Parcel, ParcelState

MOST_SHOWN = 100
CLOSED = (ParcelState.COMPLETED, ParcelState.CANCELLED)


class Order(StrEnum):
    """How the list is sorted."""

    NEED = "need"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class SellerRow:
    """One seller in the list: her shop, her work in numbers, and why she comes first or when something last happened.

    ``tone`` colours ``word``; without a tone nothing presses.
    """

    url: str
    shop: str
    maker: str
    place: str
    work: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class _Need:
    """Why somebody comes first: ``rank`` 0 for a signal, 1 for a contact that is overdue, 2 for nobody's."""

    rank: int
    since: date
    word: str = ""
    tone: str = ""


def seller_rows(assistant_id: int, asked: str, order: Order = Order.NEED) -> list[SellerRow]:
    """The sellers in her care, in a fixed number of queries; at most ``MOST_SHOWN``.

    Args:
        assistant_id: whose care.
        asked: part of a shop's or a maker's name; empty for everybody.
        order: who needs a word first, or by name.
    """
    mine = cared_for_by(assistant_id)
    rows, needs = db.session.execute(_found(assistant_id, asked)).all(), _needs(mine)
    shown = [(row, needs(row)) for row in rows]
    if order is Order.NEED:
        shown.sort(key=lambda pair: (pair[1].rank, pair[1].since, pair[0].name.lower()))
    return [_row(row, need) for row, need in shown[:MOST_SHOWN]]


def _found(assistant_id: int, asked: str) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = (
        select(
            Seller.id,
            Seller.name,
            Seller.maker,
            Seller.regency_code,
            Seller.created_at,
            CaseloadEntry.since,
            _count(Product, Product.state == ListingState.PUBLISHED).label("published"),
            _count(Parcel, Parcel.state.not_in(CLOSED)).label("parcels"),
            _newest(Product).label("listed_at"),
            _newest(Parcel).label("sold_at"),
        )
        .join(CaseloadEntry, CaseloadEntry.seller_id == Seller.id)
        .where(CaseloadEntry.assistant_id == assistant_id, CaseloadEntry.until.is_(None))
        .order_by(func.lower(Seller.name), Seller.id)
    )
    if asked:
        query = query.where(
            or_(
                Seller.name.icontains(asked, autoescape=True),
                Seller.maker.icontains(asked, autoescape=True),
            )
        )
    return query


def _needs(mine: ColumnElement[bool]) -> Callable[[Any], _Need]:
    """What each of my sellers needs: first those something happened to, then those whose day to be in touch is past."""
    signals = {one.seller_id: one.signal for one in watched(mine) if one.signal}
    last, today = last_contacts(mine), clock.today()

    def need(row: Any) -> _Need:
        if signal := signals.get(row.id):
            return _Need(0, signal.began, _(SHORT[signal.kind]), "alert")
        due = due_on(last.get(row.id), row.since.astimezone(WESTERN_INDONESIA).date())
        if due <= today:
            return _Need(1, due, _("Waktunya menyapa"), "look")
        return _Need(2, date.max)

    return need


def _row(row: Any, need: _Need) -> SellerRow:
    goods = ngettext("%(num)s barang tampil", "%(num)s barang tampil", row.published)
    orders = ngettext("%(num)s pesanan berjalan", "%(num)s pesanan berjalan", row.parcels)
    moved = _("Terakhir bergerak %(ago)s", ago=ago(_latest(row.created_at, row.listed_at, row.sold_at)))
    return SellerRow(
        url=url_for("coaching.seller", seller_id=row.id),
        shop=row.name,
        maker=row.maker,
        place=regions.short_name(regions.regency(row.regency_code)),
        work=f"{goods} · {orders}" if row.parcels else goods,
        word=need.word or moved,
        tone=need.tone,
    )


def _latest(*moments: datetime | None) -> datetime:
    return max(moment for moment in moments if moment)


def _count(of: type[Product] | type[Parcel], which: ColumnElement[bool]) -> ScalarSelect[int]:
    counted = select(func.count()).select_from(of).where(of.seller_id == Seller.id, which)
    return counted.correlate(Seller).scalar_subquery()


def _newest(of: type[Product] | type[Parcel]) -> ScalarSelect[datetime]:
    return select(func.max(of.changed_at)).where(of.seller_id == Seller.id).correlate(Seller).scalar_subquery()
