"""The demo's listings: begun, described, pictured, reviewed and published by the same services as a seller's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from sqlalchemy import select

from products.actor import Actor
from products.database import db, transaction
from products.models import ListingState, Product, Seller
from products.packshots import Packshot
from storefront.accounts.models import Account
from storefront.coaching import reviews
from storefront.demo.calendar import Past
from storefront.demo.catalogue import DemoProduct, DemoSeller
from storefront.demo.people import actor_of
from storefront.photo_jobs import size_photo
from storefront.selling import listings
from storefront.selling.listings import add_photo
from storefront.uploads import photo_store

S = ListingState

UNFINISHED = {
    "kerupuk-jangek-100-g": S.RETURNED,
    "selai-apel-batu-220-g": S.IN_REVIEW,
    "kopi-toraja-hijau-500-g": S.DRAFT,
    "tomat-garut-1-kg": S.WITHDRAWN,
}
"""The listings that are not on the shelves, for there is always something in the making. Nobody has ordered them."""
REMARKS = {
    "photos": "Fotonya bagus. Tambah satu foto dekat, supaya rongga kerupuknya kelihatan.",
    "permit_number": "Nomor P-IRT belum diisi. Kalau masih diurus, tulis saja nanti, tidak apa-apa.",
}
BACK = "Tinggal sedikit lagi, Bu. Setelah dua hal ini langsung saya terbitkan."
VIEWS = 2
"""So many of a listing's views are drawn, so that the first start stays short."""


@dataclass(frozen=True, slots=True)
class Item:
    """One listing to make: of which shop, with which pictures, and when it was published."""

    product: DemoProduct
    shop: DemoSeller
    shots: tuple[Packshot, ...]
    published_at: datetime


def missing_items(shops: Sequence[DemoSeller], ordered: set[str], past: Past) -> list[Item]:
    """The listings that are not there yet; those that have been ordered were published before."""
    known = set(db.session.scalars(select(Product.slug)))
    items: list[Item] = []
    for shop_at, shop in enumerate(shops):
        for at, product in enumerate(shop.products):
            days_ago = (
                60 - (shop_at + at) % 15 if product.slug in ordered else _days_ago(product, shop_at * 7 + at * 11)
            )
            moment = past.day(days_ago, 8 + (shop_at + at) % 8, (shop_at * 13 + at * 29) % 60)
            items.append(Item(product, shop, product.pictures[:VIEWS], moment))
    return [item for item in items if item.product.slug not in known]


def _days_ago(product: DemoProduct, number: int) -> int:
    """What is still in the making was touched yesterday; the rest came one after the other in the last weeks."""
    return 1 if UNFINISHED.get(product.slug, S.WITHDRAWN) is not S.WITHDRAWN else 2 + number % 40


def make_listing(item: Item, jpegs: Sequence[bytes], assistant: Account, past: Past) -> None:
    """One listing with its pictures, as far on its way as the demo wants it: all of it or nothing.

    The cover has all its sizes at once; those of the other pictures the worker makes, as it does for every seller.
    """
    state = UNFINISHED.get(item.product.slug, S.PUBLISHED)
    seller = db.session.scalars(select(Seller).where(Seller.slug == item.shop.slug)).one()
    maker = actor_of(db.session.scalars(select(Account).where(Account.seller_id == seller.id)).one())
    with transaction() as session:
        with past.at(item.published_at - timedelta(days=2)):
            product = _describe(maker, seller, item.product)
            for number, jpeg in enumerate(jpegs, 1):
                photo = add_photo(maker, product, BytesIO(jpeg), f"{item.product.slug}-{number}.jpg", photo_store())
                if number == 1:
                    size_photo(photo_key=photo.key)
        session.refresh(product)
        if state is not S.DRAFT:
            with past.at(item.published_at - timedelta(days=1)):
                listings.send_to_review(maker, product)
        with past.at(item.published_at):
            _review(actor_of(assistant), product, state)
        if state is S.WITHDRAWN:
            with past.at(past.day(1, 17)):
                listings.withdraw(maker, product)


def _describe(maker: Actor, seller: Seller, words: DemoProduct) -> Product:
    product = listings.begin_listing(maker, seller)
    values = {name: getattr(words, name) for name in listings.PLAIN if hasattr(words, name)}
    listings.save_listing(
        maker, product, values | {"category": words.category, "on_hand": words.stock, "stock_seen": 0}
    )
    product.slug, product.permit_until = words.slug, words.permit_until
    return product


def _review(assistant: Actor, product: Product, state: ListingState) -> None:
    if state in {S.PUBLISHED, S.WITHDRAWN}:
        reviews.publish(assistant, product, reviews.seen_as(product), {})
    elif state is S.RETURNED:
        reviews.give_back(assistant, product, REMARKS, BACK)
