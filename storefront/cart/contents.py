"""What lies in a cart, by shop, with what has changed since it was put there. Read as rows in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, select

from products import regions
from products.database import db
from products.models import ListingState, Photo, Product, Seller, SellerState, Unit
from products.money import rupiah
from storefront.cart.models import Cart, CartItem
from storefront.language import in_language
from storefront.pictures import Picture, cover_id


@dataclass(frozen=True, slots=True)
class Line:
    """So many packs of one product as they stand now.

    Attributes:
        price_idr: what one pack costs now; ``seen_price_idr`` what it cost when it was put into the cart.
        left: how many can be bought at this moment; none of what is not on sale.
        weight_g: of one pack with its wrapping.
    """

    product_id: int
    slug: str
    name: str
    source_name: str
    quantity: int
    price_idr: int
    seen_price_idr: int
    left: int
    weight_g: int
    photo: Picture | None

    @property
    def total_idr(self) -> int:
        """Price times quantity, in whole rupiah."""
        return self.price_idr * self.quantity

    @property
    def can_be_ordered(self) -> bool:
        """Whether so many are there."""
        return self.quantity <= self.left

    @property
    def warning(self) -> str:
        """What a buyer should know about this line, in her language; empty when all is as it was."""
        if self.left == 0:
            return _("Sedang habis atau tidak dijual lagi. Keluarkan dulu supaya bisa memesan yang lain.")
        if not self.can_be_ordered:
            return _("Tinggal %(left)s kemasan. Kurangi jumlahnya dulu.", left=self.left)
        if self.price_idr != self.seen_price_idr:
            was, now = rupiah(self.seen_price_idr), rupiah(self.price_idr)
            return _("Harganya berubah dari %(was)s menjadi %(now)s.", was=was, now=now)
        return ""


@dataclass(frozen=True, slots=True)
class Basket:
    """What is bought from one shop."""

    seller_id: int
    seller_slug: str
    seller_name: str
    regency_code: str
    whatsapp: str | None
    lines: tuple[Line, ...]

    @property
    def items_idr(self) -> int:
        """The goods alone, in whole rupiah."""
        return sum(line.total_idr for line in self.lines)

    @property
    def weight_g(self) -> int:
        """All packs with their wrapping."""
        return sum(line.weight_g * line.quantity for line in self.lines)

    @property
    def place(self) -> str:
        """Where it comes from: the regency, and nothing finer."""
        return regions.place_name(self.regency_code)

    @property
    def can_be_ordered(self) -> bool:
        """Whether every line is there."""
        return all(line.can_be_ordered for line in self.lines)


def baskets(token: str | None) -> list[Basket]:
    """The cart under this token, a basket for each shop in the order in which they were begun."""
    if not token:
        return []
    rows = db.session.execute(_items().where(Cart.token == token)).all()
    begun = {row.seller_id: at for at, row in reversed(list(enumerate(rows)))}
    by_shop = groupby(sorted(rows, key=lambda row: begun[row.seller_id]), key=lambda row: row.seller_id)
    return [_basket(list(group)) for _seller, group in by_shop]


def items_idr(all_baskets: Iterable[Basket]) -> int:
    """All goods of a cart, in whole rupiah."""
    return sum(basket.items_idr for basket in all_baskets)


def _items() -> Any:
    return (
        select(
            CartItem.quantity,
            CartItem.seen_price_idr,
            Product.id,
            Product.slug,
            Product.name,
            Product.name_en,
            Product.price_idr,
            Product.on_hand,
            Product.state,
            Product.ship_weight_g,
            Product.net_amount,
            Product.net_unit,
            Seller.id.label("seller_id"),
            Seller.slug.label("seller_slug"),
            Seller.name.label("seller_name"),
            Seller.state.label("seller_state"),
            Seller.regency_code,
            Seller.whatsapp,
            Photo.key,
            Photo.width,
            Photo.height,
            Photo.ready,
        )
        .join(Cart, Cart.id == CartItem.cart_id)
        .join(Product, Product.id == CartItem.product_id)
        .join(Seller, Seller.id == Product.seller_id)
        .outerjoin(Photo, Photo.id == cover_id())
        .order_by(CartItem.added_at, CartItem.product_id)
    )


def _basket(rows: list[Row[Any]]) -> Basket:
    first = rows[0]
    return Basket(
        seller_id=first.seller_id,
        seller_slug=first.seller_slug,
        seller_name=first.seller_name,
        regency_code=first.regency_code,
        whatsapp=first.whatsapp,
        lines=tuple(_line(row) for row in rows),
    )


def _line(row: Row[Any]) -> Line:
    name = in_language(row.name, row.name_en)
    on_sale = row.state is ListingState.PUBLISHED and row.seller_state is SellerState.OPEN
    return Line(
        product_id=row.id,
        slug=row.slug,
        name=name,
        source_name=row.name,
        quantity=row.quantity,
        price_idr=row.price_idr,
        seen_price_idr=row.seen_price_idr,
        left=row.on_hand if on_sale else 0,
        weight_g=row.ship_weight_g or (row.net_amount if row.net_unit is not Unit.PIECE else 0),
        photo=Picture(row.key, row.width, row.height, row.ready, name) if row.key else None,
    )
