"""The published products as the search knows them, read from the database with a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, select
from sqlalchemy.orm import aliased

from products import regions
from products.database import db
from products.models import Category, ListingState, Product, Seller, SellerState, Unit
from products.search.backend import SearchRow

GROUP = aliased(Category)
WEIGHED = frozenset({Unit.GRAM, Unit.MILLILITRE})

_AT_ONCE = 500


def is_public() -> ColumnElement[bool]:
    """What the public may find: published, in a shop that is not closed. Needs ``Product`` joined with ``Seller``."""
    return and_(
        Product.state == ListingState.PUBLISHED,
        Product.published_at.is_not(None),
        Product.category_id.is_not(None),
        Seller.state != SellerState.CLOSED,
    )


def rows_of(product_ids: Collection[int]) -> list[SearchRow]:
    """The rows of those of ``product_ids`` that are public. One query."""
    found = db.session.execute(_statement().where(Product.id.in_(product_ids)))
    return [_search_row(row) for row in found]


def all_rows() -> Iterator[SearchRow]:
    """The rows of everything public, by id. Memory stays constant; a query for each 500."""
    last = 0
    while found := db.session.execute(_statement().where(Product.id > last).order_by(Product.id).limit(_AT_ONCE)).all():
        yield from map(_search_row, found)
        last = found[-1].product_id


def _statement() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Product.id.label("product_id"),
            Product.name,
            Product.name_en,
            Product.description,
            Product.description_en,
            Product.ingredients,
            Product.price_idr,
            Product.net_amount,
            Product.net_unit,
            Product.on_hand,
            Product.permit_number,
            Product.halal_number,
            Product.published_at,
            Product.seller_id,
            Seller.name.label("seller_name"),
            Seller.state.label("seller_state"),
            Seller.regency_code,
            Category.id.label("category_id"),
            Category.name_id,
            Category.name_en.label("category_en"),
            GROUP.id.label("group_id"),
            GROUP.name_id.label("group_name"),
            GROUP.name_en.label("group_en"),
        )
        .join(Seller, Seller.id == Product.seller_id)
        .join(Category, Category.id == Product.category_id)
        .outerjoin(GROUP, GROUP.id == Category.parent_id)
        .where(is_public())
    )


def _search_row(row: Row[*tuple[Any, ...]]) -> SearchRow:
    categories = (row.name_id, row.category_en, row.group_name, row.group_en)
    return SearchRow(
        product_id=row.product_id,
        name=row.name,
        name_en=row.name_en,
        size=f"{row.net_amount} {row.net_unit}" if row.net_amount else "",
        category_words=" . ".join(name for name in categories if name),
        seller_name=row.seller_name,
        place_words=" . ".join(regions.search_words(row.regency_code)),
        description=f"{row.description} . {row.ingredients}",
        description_en=row.description_en,
        category_id=row.category_id,
        group_id=row.group_id or 0,
        seller_id=row.seller_id,
        province_code=row.regency_code[:2],
        regency_code=row.regency_code,
        price_idr=row.price_idr,
        grams=row.net_amount if row.net_unit in WEIGHED and row.net_amount > 0 else None,
        in_stock=row.on_hand > 0 and row.seller_state is SellerState.OPEN,
        has_permit=bool(row.permit_number),
        is_halal=bool(row.halal_number),
        published_at=row.published_at,
    )
