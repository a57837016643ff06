"""Rows and products to fill an index and a database with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from products import clock
from products.database import transaction
from products.models import Category, ListingState, Product, Seller
from products.search.backend import SearchRow

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_numbers = count(1)

_PLAIN = SearchRow(
    product_id=0,
    name="",
    name_en="",
    size="250 g",
    category_words="",
    seller_name="Dapur Bu Siti",
    place_words="Bener Meriah . Aceh",
    description="",
    description_en="",
    category_id=10,
    group_id=1,
    seller_id=1,
    province_code="11",
    regency_code="11.17",
    price_idr=25_000,
    grams=250,
    in_stock=True,
    has_permit=False,
    is_halal=False,
    published_at=FIRST_DAY,
)


def make_row(product_id: int, name: str = "Kopi Gayo", **changes: Any) -> SearchRow:
    """A row for an index; the higher the id, the newer."""
    plain: dict[str, Any] = {
        "product_id": product_id,
        "name": name,
        "published_at": FIRST_DAY + timedelta(hours=product_id),
    }
    return replace(_PLAIN, **(plain | changes))


def make_category(name: str, name_en: str = "", parent: Category | None = None) -> Category:
    """A category, stored."""
    with transaction() as session:
        category = Category(slug=f"category-{next(_numbers)}", name_id=name, name_en=name_en or name, parent=parent)
        session.add(category)
    return category


def make_seller(name: str = "Dapur Bu Siti", regency_code: str = "11.17", **changes: Any) -> Seller:
    """An open shop, stored."""
    with transaction() as session:
        slug = f"seller-{next(_numbers)}"
        seller = Seller(slug=slug, name=name, regency_code=regency_code, created_at=clock.now(), **changes)
        session.add(seller)
    return seller


def make_product(seller: Seller, category: Category, name: str, **changes: Any) -> Product:
    """A published product, stored; nobody has told the search."""
    at = clock.now()
    plain: dict[str, Any] = {
        "slug": f"product-{next(_numbers)}",
        "name": name,
        "price_idr": 25_000,
        "net_amount": 250,
        "on_hand": 5,
        "state": ListingState.PUBLISHED,
        "created_at": at,
        "changed_at": at,
        "published_at": at,
    }
    with transaction() as session:
        product = Product(seller_id=seller.id, category_id=category.id, **(plain | changes))
        session.add(product)
    return product


def change(thing: Product | Seller, **changes: Any) -> None:
    """Change a product or a shop behind the search's back."""
    with transaction():
        for name, value in changes.items():
            setattr(thing, name, value)
