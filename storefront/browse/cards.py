"""Product cards: what a list shows of each product, read as rows in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import Row, select

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
    rows = {row.id: row for row in db.session.execute(_public().where(Product.id.in_(product_ids)))}
    return [_card(rows[one]) for one in product_ids if one in rows]


def place_of(regency_code: str) -> str:
    """The place a card names: the regency, and nothing finer."""
    return regions.short_name(regions.regency_of(regency_code))


def permit_tags(permit_kind: PermitKind | None, permit_number: str, halal_number: str) -> tuple[str, ...]:
    """The small honest tags: which permit and whether halal; none when there is none."""
    permit = SHORT_PERMITS.get(permit_kind, "") if permit_kind and permit_number else ""
    return tuple(tag for tag in (permit, "Halal" if halal_number else "") if tag)


def _public() -> Any:
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
            Seller.regency_code,
            Photo.key,
            Photo.width,
            Photo.height,
            Photo.ready,
        )
        .join(Seller, Seller.id == Product.seller_id)
        .outerjoin(Photo, Photo.id == cover_id())
        .where(Product.state == ListingState.PUBLISHED, Seller.state != SellerState.CLOSED)
    )


def _card(row: Row[Any]) -> Card:
    name = row.name_en if current() == "en" and row.name_en else row.name
    return Card(
        url=url_for("browse.product", slug=row.slug),
        name=name,
        price_idr=row.price_idr,
        unit_price=unit_price(row.price_idr, row.net_amount, row.net_unit),
        place=place_of(row.regency_code),
        photo=Picture(row.key, row.width, row.height, row.ready, name) if row.key else None,
        tags=permit_tags(row.permit_kind, row.permit_number, row.halal_number),
        sold_out=row.on_hand < 1,
    )
