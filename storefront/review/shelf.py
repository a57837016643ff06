"""All listings of a shop as its seller and her assistant see them, whatever their state."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from products.database import db
from products.models import ListingState, Photo, Product
from storefront.pictures import Picture, cover_id
from storefront.review.states import STATE_LABELS, STATE_TONES


@dataclass(frozen=True, slots=True)
class Shelved:
    """One listing on the shelf; ``url`` leads to what the reader can do with it."""

    url: str
    name: str
    price_idr: int
    on_hand: int
    state: ListingState
    photo: Picture | None

    @property
    def label(self) -> str:
        """Where it stands, in words."""
        return _(STATE_LABELS[self.state])

    @property
    def tone(self) -> str:
        """The colour of those words."""
        return STATE_TONES[self.state]


def shelf(seller_id: int, page: str, most: int | None = None) -> list[Shelved]:
    """The listings of a shop, what was given back first, then the newest. One query.

    Args:
        seller_id: whose shelf.
        page: the endpoint that each leads to, which takes a ``product_id``.
        most: so many and no more; all of them when not said.
    """
    rows = db.session.execute(
        select(
            Product.id,
            Product.name,
            Product.price_idr,
            Product.on_hand,
            Product.state,
            Photo.key,
            Photo.width,
            Photo.height,
            Photo.ready,
        )
        .outerjoin(Photo, Photo.id == cover_id())
        .where(Product.seller_id == seller_id)
        .order_by(Product.state != ListingState.RETURNED, Product.changed_at.desc(), Product.id)
        .limit(most)
    )
    return [
        Shelved(
            url=url_for(page, product_id=row.id),
            name=row.name or _("Barang tanpa nama"),
            price_idr=row.price_idr,
            on_hand=row.on_hand,
            state=row.state,
            photo=Picture(row.key, row.width, row.height, row.ready, row.name) if row.key else None,
        )
        for row in rows
    ]
