"""Product cards: what a list shows of each product, read as rows in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Row, bindparam, select

from products import regions
from products.database import db
from products.models import ListingState, Photo, Product, Seller, SellerState
from products.permits import PermitKind
from storefront.amounts import unit_price
from storefront.language import current
from storefront.pictures import Picture, cover_id

SHORT_PERMITS = {
    PermitKind.PIRT: "P-IRT",
    PermitKind.BPOM_MD: "BPOM MD",
    PermitKind.BPOM_TR: "POM TR",
    PermitKind.COSMETIC: "POM NA",
    PermitKind.PSAT: "PSAT",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One product in a list, in the reader's language, ready to be drawn."""

    url: str
    name: str
    price_idr: int
    unit_price: str
    place: str
    photo: Picture | None
    tags: tuple[str, ...]
    sold_out: bool


def cards(product_ids: Sequence[int]) -> list[Card]:
    """The cards of these products in this order; what is not public any more is left out."""
    if not product_ids:
        return []
    found = db.session.execute(_by_ids(), {"ids": product_ids})
    rows = {row.id: row for row in found if _is_public(row)}
    in_english = current() == "en"
    return [_card(rows[one], in_english) for one in product_ids if one in rows]


def newest_like(category_id: int, product_id: int, most: int) -> list[Card]:
    """The newest goods of a category that can be bought now, apart from one product. One query, along an index."""
    values = {"category_id": category_id, "product_id": product_id, "most": most}
    in_english = current() == "en"
    return [_card(row, in_english) for row in db.session.execute(_newest_like(), values)]


def place_of(regency_code: str) -> str:
    """The place a card names: the regency, and nothing finer."""
    return regions.short_name(regions.regency_of(regency_code))


def permit_tags(permit_kind: PermitKind | None, permit_number: str, halal_number: str) -> tuple[str, ...]:
    """The small honest tags: which permit and whether halal; none when there is none."""
    permit = SHORT_PERMITS.get(permit_kind, "") if permit_kind and permit_number else ""
    return tuple(tag for tag in (permit, "Halal" if halal_number else "") if tag)


@cache
def _by_ids() -> Any:
    """Whether a product is public is asked of the row: in the query it would tempt SQLite, which has no statistics of a
    young database, to walk the whole index of states instead of a few ids."""
    return _columns().where(Product.id.in_(bindparam("ids", expanding=True)))


@cache
def _newest_like() -> Any:
    public = (Product.state == ListingState.PUBLISHED, Seller.state == SellerState.OPEN, Product.on_hand > 0)
    others = (Product.category_id == bindparam("category_id"), Product.id != bindparam("product_id"))
    return _columns().where(*others, *public).order_by(Product.published_at.desc()).limit(bindparam("most"))


def _columns() -> Any:
    """What a card needs."""
    return (
        select(
            Product.id,
            Product.slug,
            Product.name,
            Product.name_en,
            Product.price_idr,
            Product.net_amount,
            Product.net_unit,
            Product.on_hand,
            Product.permit_kind,
            Product.permit_number,
            Product.halal_number,
            Product.state,
            Seller.regency_code,
            Seller.state.label("seller_state"),
            Photo.key,
            Photo.width,
            Photo.height,
            Photo.ready,
        )
        .join(Seller, Seller.id == Product.seller_id)
        .outerjoin(Photo, Photo.id == cover_id())
    )


def _is_public(row: Row[Any]) -> bool:
    return row.state is ListingState.PUBLISHED and row.seller_state is not SellerState.CLOSED


def _card(row: Row[Any], in_english: bool) -> Card:
    name = row.name_en if in_english and row.name_en else row.name
    return Card(
        url=f"/products/{row.slug}",
        name=name,
        price_idr=row.price_idr,
        unit_price=unit_price(row.price_idr, row.net_amount, row.net_unit),
        place=place_of(row.regency_code),
        photo=Picture(row.key, row.width, row.height, row.ready, name) if row.key else None,
        tags=permit_tags(row.permit_kind, row.permit_number, row.halal_number),
        sold_out=row.on_hand < 1,
    )
