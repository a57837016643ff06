"""Shops as the public meets them: one page each, and a few makers on the front page."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select

from products import regions
from products.database import db
from products.models import ListingState, Photo, Product, Seller, SellerState
from storefront.browse.cards import place_of
from storefront.browse.offers import Offers, offers_of
from storefront.language import in_language
from storefront.orders.links import whatsapp_link
from storefront.pictures import Picture

MAKERS_ON_HOME = 3


@dataclass(frozen=True, slots=True)
class Shop:
    """One shop, in the reader's language. Its place is the regency and nothing finer; ``told`` are the very words with
    which its maker tells of her own way, empty while she does not."""

    id: int
    slug: str
    name: str
    maker: str
    story: str
    told: str
    place: str
    province: str
    nib: str
    is_resting: bool
    whatsapp_url: str
    offers: Offers


@dataclass(frozen=True, slots=True)
class Maker:
    """A shop in one card."""

    slug: str
    name: str
    maker: str
    place: str
    story: str
    photo: Picture | None


def shop_page(slug: str) -> Shop | None:
    """The public page of a shop; ``None`` when there is none, or it is closed."""
    seller = db.session.execute(
        select(*Seller.__table__.columns).where(Seller.slug == slug, Seller.state != SellerState.CLOSED)
    ).one_or_none()
    if seller is None:
        return None
    return Shop(
        id=seller.id,
        slug=seller.slug,
        name=seller.name,
        maker=seller.maker,
        story=in_language(seller.story, seller.story_en),
        told=seller.told,
        place=place_of(seller.regency_code),
        province=regions.province_of(seller.regency_code).name,
        nib=seller.nib or "",
        is_resting=seller.state is SellerState.RESTING,
        whatsapp_url=whatsapp_link(seller.whatsapp, _("Halo, saya melihat lapak Anda dan ingin bertanya.")),
        offers=offers_of(seller.id),
    )


def makers() -> list[Maker]:
    """A few shops that have a story to tell and something to sell."""
    newest = _newest_photo()
    rows = db.session.execute(
        select(
            Seller.slug,
            Seller.name,
            Seller.maker,
            Seller.regency_code,
            Seller.story,
            Seller.story_en,
            Photo.key,
            Photo.width,
            Photo.height,
            Photo.ready,
        )
        .join(Photo, Photo.id == newest)
        .where(Seller.state == SellerState.OPEN, Seller.story != "")
        .order_by(Seller.id.desc())
        .limit(MAKERS_ON_HOME)
    )
    return [
        Maker(
            row.slug,
            row.name,
            row.maker,
            place_of(row.regency_code),
            in_language(row.story, row.story_en),
            Picture(row.key, row.width, row.height, row.ready, row.name),
        )
        for row in rows
    ]


def _newest_photo() -> ColumnElement[int]:
    """The cover of a shop's newest listing."""
    return (
        select(Photo.id)
        .join(Product, Product.id == Photo.product_id)
        .where(Product.seller_id == Seller.id, Product.state == ListingState.PUBLISHED)
        .order_by(Product.published_at.desc(), Photo.position, Photo.id)
        .limit(1)
        .correlate(Seller)
        .scalar_subquery()
    )
