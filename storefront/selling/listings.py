"""What a seller does with her listings: begin, save, picture, send to review, take back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from sqlalchemy import Select, func, select

from products import clock
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from products.listing import NotYet, missing_fields, move_to, settle_slug, start_draft
from products.models import Category, ListingState, Photo, Product, Seller
from products.photos import PhotoStore, accept
from products.search import search_changed
from products.stock import set_on_hand
from storefront.accounts.deeds import record_deed
from storefront.outbox import enqueue

MOST_PHOTOS = 6
EDITABLE = frozenset({ListingState.DRAFT, ListingState.RETURNED, ListingState.PUBLISHED, ListingState.WITHDRAWN})
PLAIN = frozenset(
    {
        "name",
        "name_en",
        "description",
        "description_en",
        "ingredients",
        "storage",
        "shelf_life_days",
        "price_idr",
        "net_amount",
        "net_unit",
        "ship_weight_g",
        "material",
        "closure",
        "travels",
        "permit_kind",
        "permit_number",
        "halal_number",
    }
)
CLAIMS = ("name", "category_id", "permit_kind", "permit_number", "halal_number")


def begin_listing(actor: Actor, seller: Seller) -> Product:
    """A new draft in the shop; the one begun before as long as nothing is in it, so that two presses begin one."""
    with transaction() as session:
        if empty := session.scalar(_empty_draft(seller)):
            return empty
        product = start_draft(seller)
        record_deed(actor, "listing.begun", product.name or product.slug)
    return product


def save_listing(actor: Actor, product: Product, values: Mapping[str, Any]) -> bool:
    """Keep what was typed. Names that are missing in ``values`` stay as they were.

    Price, stock and words of a listing in the shop change at once. What it is and what is claimed of it (``CLAIMS``)
    was vouched for by an assistant: a change there takes the listing out of the shop and to her again.

    Args:
        values: columns of ``Product`` and, besides, ``category`` (a slug), ``on_hand`` with ``stock_seen``.

    Returns:
        Whether it went to the assistant again.

    Raises:
        Refusal: when the listing lies with the assistant just now, or the stock was sold meanwhile.
        NotYet: when it is in the shop and would lack something there.
    """
    with transaction():
        _refuse_while_reviewed(product)
        vouched_for = _claims(product) if product.state is ListingState.PUBLISHED else None
        for name in PLAIN & values.keys():
            setattr(product, name, values[name])
        if "category" in values:
            product.category_id = _category_id(values["category"])
        product.changed_at = clock.now()
        settle_slug(product)
        db.session.flush()
        _refuse_gaps_in_public(product)
        if values.get("on_hand") not in (None, product.on_hand):
            set_on_hand(product.id, values["on_hand"], seen=values.get("stock_seen") or 0)
        search_changed(product.id)
        record_deed(actor, "listing.saved", product.name or product.slug)
        if vouched_for is None or vouched_for == _claims(product):
            return False
        move_to(product, ListingState.IN_REVIEW, actor)
        return True


def add_photo(actor: Actor, product: Product, stream: IO[bytes], filename: str, store: PhotoStore) -> Photo:
    """Take in one photo and show it at the end of the row; its larger sizes are made by the worker.

    Raises:
        Refusal: when it is no usable photo, is there already, or six are there.
    """
    _refuse_seventh(product)
    accepted = accept(stream, filename, store)
    with transaction() as session:
        _refuse_while_reviewed(product)
        _refuse_seventh(product)
        if any(photo.key == accepted.key for photo in product.photos):
            raise Refusal(N_("Foto ini sudah ada."), field="photos")
        photo = Photo(
            product_id=product.id,
            position=_last_position(product) + 1,
            key=accepted.key,
            width=accepted.width,
            height=accepted.height,
            colour=accepted.colour,
            advice="\n".join(accepted.advice),
            added_at=clock.now(),
        )
        session.add(photo)
        session.flush()
        enqueue("photo.sizes", f"photo:{photo.key}:{photo.added_at.timestamp()}", photo_key=photo.key)
        search_changed(product.id)
        record_deed(actor, "listing.photo_added", product.name or product.slug)
    return photo


def remove_photo(actor: Actor, product: Product, photo_id: int) -> None:
    """Take a photo off the listing. Its files go with the nightly clean-up, when nobody else shows them."""
    with transaction() as session:
        _refuse_while_reviewed(product)
        photo = session.scalar(select(Photo).where(Photo.id == photo_id, Photo.product_id == product.id))
        if photo is None:
            return
        if len(product.photos) == 1 and product.state is ListingState.PUBLISHED:
            raise Refusal(N_("Barang yang tampil di toko perlu paling sedikit satu foto."), field="photos")
        session.delete(photo)
        search_changed(product.id)
        record_deed(actor, "listing.photo_removed", product.name or product.slug)


def make_cover(actor: Actor, product: Product, photo_id: int) -> None:
    """Show this photo first."""
    with transaction() as session:
        _refuse_while_reviewed(product)
        first = session.scalar(select(func.min(Photo.position)).where(Photo.product_id == product.id))
        photo = session.scalar(select(Photo).where(Photo.id == photo_id, Photo.product_id == product.id))
        if photo is not None:
            photo.position = (first or 0) - 1
            record_deed(actor, "listing.cover_chosen", product.name or product.slug)


def send_to_review(actor: Actor, product: Product) -> None:
    """Ask the assistant to look at it. Raises ``NotYet`` with what is missing."""
    _move(actor, product, ListingState.IN_REVIEW, "listing.sent_to_review")


def take_back(actor: Actor, product: Product) -> None:
    """Out of review again, to change something."""
    _move(actor, product, ListingState.DRAFT, "listing.taken_back")


def withdraw(actor: Actor, product: Product) -> None:
    """Off the public's shelves."""
    _move(actor, product, ListingState.WITHDRAWN, "listing.withdrawn")


def _empty_draft(seller: Seller) -> Select[Product]:
    drafts = select(Product).where(Product.seller_id == seller.id, Product.state == ListingState.DRAFT)
    return drafts.where(Product.name == "", Product.description == "", ~Product.photos.any()).limit(1)


def _move(actor: Actor, product: Product, state: ListingState, what: str) -> None:
    with transaction():
        move_to(product, state, actor)
        record_deed(actor, what, product.name or product.slug)


def _claims(product: Product) -> tuple[Any, ...]:
    return tuple(getattr(product, name) for name in CLAIMS)


def _refuse_while_reviewed(product: Product) -> None:
    """Nothing changes under the assistant's eyes. The row is locked, so that two changes at once see each other."""
    db.session.refresh(product, with_for_update=True)
    if product.state not in EDITABLE:
        raise Refusal(N_("Barang ini sedang ditinjau. Tarik kembali dulu kalau mau mengubahnya."))


def _refuse_gaps_in_public(product: Product) -> None:
    """What buyers see stays whole: no name rubbed out, nothing for nought rupiah. Photos have a rule of their own."""
    missing = missing_fields(product)
    missing.pop("photos", None)
    if missing and product.state is ListingState.PUBLISHED:
        raise NotYet(missing)


def _refuse_seventh(product: Product) -> None:
    held = db.session.scalar(select(func.count()).select_from(Photo).where(Photo.product_id == product.id))
    if (held or 0) >= MOST_PHOTOS:
        raise Refusal(N_("Paling banyak %(most)s foto. Hapus satu dulu."), field="photos", most=MOST_PHOTOS)


def _last_position(product: Product) -> int:
    return db.session.scalar(select(func.max(Photo.position)).where(Photo.product_id == product.id)) or 0


def _category_id(slug: str | None) -> int | None:
    return db.session.scalar(select(Category.id).where(Category.slug == slug)) if slug else None
