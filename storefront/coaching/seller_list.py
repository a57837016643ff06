"""The sellers in an assistant's care, each with what she has on the shelf and when something last happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select

from products import regions
from products.database import db
from products.models import ListingState, Product, Seller
from storefront.coaching.scope import cared_for_by
from storefront.coaching.today import ago
from storefront.orders.models import Parcel, ParcelState

MOST_SHOWN = 100
CLOSED = (ParcelState.COMPLETED, ParcelState.CANCELLED)


@dataclass(frozen=True, slots=True)
class SellerRow:
    """One seller in the list: her shop, her work in numbers, and when something last happened, in words."""

    url: str
    shop: str
    maker: str
    place: str
    work: str
    last: str


def seller_rows(assistant_id: int, asked: str) -> list[SellerRow]:
    """The sellers in her care by name; ``asked`` is part of a shop's or a maker's name. At most ``MOST_SHOWN``."""
    query = (
        select(
            Seller.id,
            Seller.name,
            Seller.maker,
            Seller.regency_code,
            Seller.created_at,
            _count(Product, Product.state == ListingState.PUBLISHED).label("published"),
            _count(Parcel, Parcel.state.not_in(CLOSED)).label("parcels"),
            _newest(Product).label("listed_at"),
            _newest(Parcel).label("sold_at"),
        )
        .where(cared_for_by(assistant_id))
        .order_by(func.lower(Seller.name), Seller.id)
        .limit(MOST_SHOWN)
    )
    if asked:
        query = query.where(
            or_(
                Seller.name.icontains(asked, autoescape=True),
                Seller.maker.icontains(asked, autoescape=True),
            )
        )
    return [_row(row) for row in db.session.execute(query)]


def _row(row: Any) -> SellerRow:
    goods = ngettext("%(num)s barang tampil", "%(num)s barang tampil", row.published)
    orders = ngettext("%(num)s pesanan berjalan", "%(num)s pesanan berjalan", row.parcels)
    return SellerRow(
        url=url_for("coaching.seller", seller_id=row.id),
        shop=row.name,
        maker=row.maker,
        place=regions.place_name(row.regency_code),
        work=f"{goods} · {orders}" if row.parcels else goods,
        last=_("Terakhir bergerak %(ago)s", ago=ago(_latest(row.created_at, row.listed_at, row.sold_at))),
    )


def _latest(*moments: datetime | None) -> datetime:
    return max(moment for moment in moments if moment)


def _count(of: type[Product] | type[Parcel], which: ColumnElement[bool]) -> ScalarSelect[int]:
    counted = select(func.count()).select_from(of).where(of.seller_id == Seller.id, which)
    return counted.correlate(Seller).scalar_subquery()


def _newest(of: type[Product] | type[Parcel]) -> ScalarSelect[datetime]:
    return select(func.max(of.changed_at)).where(of.seller_id == Seller.id).correlate(Seller).scalar_subquery()
