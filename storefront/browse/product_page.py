"""The product page: everything a buyer wants to know, read as rows in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urljoin

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row, bindparam, select

from products import regions
from products.categories import category_facts
from products.database import db
from products.models import ListingState, Photo, Product, Seller, SellerState
from products.permits import show_permit
from storefront.amounts import net_content, unit_price
from storefront.browse.cards import Card, newest_like, permit_tags, place_of
from storefront.browse.offers import Offers, offers_of
from storefront.cart.services import MOST_PACKS
from storefront.catalogue import Branch, tree
from storefront.language import in_language
from storefront.orders.links import shop_address, whatsapp_link
from storefront.pictures import Picture

RELATED = 4


@dataclass(frozen=True, slots=True)
class ProductPage:
    """One product as its page draws it, in the reader's language."""

    product: Row[Any]
    name: str
    description: str
    price_idr: int
    unit_price: str
    content: str
    place: str
    province: str
    tags: tuple[str, ...]
    category: Branch | None
    group: Branch | None
    pictures: list[Picture]
    offers: Offers
    whatsapp_url: str
    related: list[Card]

    @property
    def is_sold_out(self) -> bool:
        """Whether there is nothing left to buy."""
        return int(self.product.on_hand) < 1

    @property
    def is_resting(self) -> bool:
        """Whether the shop takes no orders for now."""
        return self.product.seller_state is SellerState.RESTING

    @property
    def can_be_bought(self) -> bool:
        """Whether it can go into a cart."""
        return not self.is_sold_out and not self.is_resting

    @property
    def most_packs(self) -> int:
        """How many can go into a cart at once."""
        return min(int(self.product.on_hand), MOST_PACKS)

    @property
    def story(self) -> str:
        """The maker's words in the reader's language."""
        return in_language(self.product.story, self.product.story_en)

    @property
    def address(self) -> str:
        """The one address of this page, for those who link to it."""
        return shop_address() + url_for("browse.product", slug=self.product.slug)

    @property
    def image_address(self) -> str:
        """The first picture, for those who show a preview."""
        return urljoin(self.address, self.pictures[0].largest)

    @property
    def shelf_life(self) -> str:
        """How long it keeps, as the seller reckons; empty when she did not say."""
        days = self.product.shelf_life_days
        if not days:
            return ""
        if days < 60:
            return ngettext("%(num)s hari, menurut penjual", "%(num)s hari, menurut penjual", days)
        return _("%(months)s bulan, menurut penjual", months=round(days / 30))

    @property
    def pack(self) -> str:
        """What the pack is made of."""
        return _(self.product.material.label) if self.product.material else ""

    @property
    def permit(self) -> str:
        """The permit number, or plainly that there is none; empty for goods that need none."""
        if self.product.permit_number:
            return show_permit(self.product.permit_kind, self.product.permit_number)
        return _("Belum berizin") if self._needs_papers else ""

    @property
    def halal(self) -> str:
        """The certificate's number, or plainly that there is none; empty for goods nobody eats."""
        if self.product.halal_number:
            return str(self.product.halal_number)
        return _("Belum bersertifikat halal") if self._needs_papers else ""

    @property
    def _needs_papers(self) -> bool:
        facts = category_facts(self.category.slug) if self.category else None
        return facts is not None and facts.is_food


def product_page(slug: str) -> ProductPage | None:
    """The public page of a product; ``None`` when there is none, or none any more."""
    row = db.session.execute(_by_slug(), {"slug": slug}).one_or_none()
    if row is None:
        return None
    known = tree()
    category = known.by_id.get(row.category_id)
    name = in_language(row.name, row.name_en)
    return ProductPage(
        product=row,
        name=name,
        description=in_language(row.description, row.description_en),
        price_idr=row.price_idr,
        unit_price=unit_price(row.price_idr, row.net_amount, row.net_unit),
        content=net_content(row.net_amount, row.net_unit),
        place=place_of(row.regency_code),
        province=regions.province_of(row.regency_code).name,
        tags=permit_tags(row.permit_kind, row.permit_number, row.halal_number),
        category=category,
        group=known.by_id.get(category.parent_id) if category and category.parent_id else None,
        pictures=_pictures(row.id, name),
        offers=offers_of(row.seller_id),
        whatsapp_url=whatsapp_url(row.whatsapp, name, shop_address() + url_for("browse.product", slug=slug)),
        related=_related(row.id, row.category_id),
    )


def whatsapp_url(number: str | None, name: str, address: str) -> str:
    """A link that opens WhatsApp with the order half written; empty when the shop gave no number."""
    words = _("Halo, saya mau pesan %(name)s. Apakah masih ada? %(address)s", name=name, address=address)
    return whatsapp_link(number, words)


@cache
def _by_slug() -> Any:
    """Everything of a public product and its shop, put together once."""
    return (
        select(
            *(column for column in Product.__table__.columns),
            Seller.name.label("seller_name"),
            Seller.slug.label("seller_slug"),
            Seller.maker,
            Seller.story,
            Seller.story_en,
            Seller.whatsapp,
            Seller.regency_code,
            Seller.state.label("seller_state"),
        )
        .join(Seller, Seller.id == Product.seller_id)
        .where(
            Product.slug == bindparam("slug"),
            Product.state == ListingState.PUBLISHED,
            Seller.state != SellerState.CLOSED,
        )
    )


def _pictures(product_id: int, name: str) -> list[Picture]:
    rows = db.session.execute(
        select(Photo.key, Photo.width, Photo.height, Photo.ready)
        .where(Photo.product_id == product_id)
        .order_by(Photo.position, Photo.id)
    )
    return [Picture(*row, alt=_("%(name)s, foto %(number)s", name=name, number=at)) for at, row in enumerate(rows, 1)]


def _related(product_id: int, category_id: int | None) -> list[Card]:
    if category_id is None:
        return []
    return newest_like(category_id, product_id, RELATED)
