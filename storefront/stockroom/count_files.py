"""Whether what lies beside the database, the index and the photo files, is what the database says."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from products.database import db
from products.models import ListingState, Photo, Product
from products.photos import PhotoStore, PictureFormat, renditions
from products.search import check_all, health
from storefront.payments.models import Payment
from storefront.payments.receipts import receipt_store
from storefront.photo_jobs import GRACE, TIDY_EVERY
from storefront.uploads import photo_store

MOST_NAMED = 10
LONGEST_WITHOUT_ROW = GRACE + TIDY_EVERY
"""A photo has files before it has a row, and after it lost it until the worker's daily round."""


def index() -> Iterator[str]:
    """The search index has what the database has."""
    if (fault := health()) != "ok":
        yield f"cannot be read: {fault}"
        return
    found = check_all()
    for what, ids in (("missing", found.missing), ("out of date", found.stale), ("left over", found.left_over)):
        if ids:
            yield f"{len(ids)} products {what}: {_some(ids)}"


def photos() -> Iterator[str]:
    """Every photo has its files, every file its photo, and every listing on the shelves a photo."""
    store, keys = photo_store(), set()
    columns = (Photo.key, Photo.width, Photo.height, Photo.ready)
    for key, width, height, ready in db.session.execute(select(*columns).distinct().order_by(Photo.key)):
        keys.add(key)
        edges = [size.edge for size in renditions(width, height)][: None if ready else 1]
        if missing := [edge for edge in edges if not all(store.exists(key, edge, kind) for kind in PictureFormat)]:
            yield f"{key} lacks its sizes {_some(missing)}"
    yield from _ownerless(store, keys)
    pictured = select(Photo.product_id)
    bare = select(Product.slug).where(Product.state == ListingState.PUBLISHED, Product.id.not_in(pictured))
    for slug in db.session.scalars(bare):
        yield f"{slug} is on the shelves without a photo"


def receipts() -> Iterator[str]:
    """Every receipt that a payment names has its files, and every file its payment."""
    store = receipt_store()
    keys = set(db.session.scalars(select(Payment.receipt_key).where(Payment.receipt_key != "")))
    for key in sorted(key for key in keys if not store.files_of(key)):
        yield f"{key} has no file"
    yield from _ownerless(store, keys)


def _ownerless(store: PhotoStore, keys: set[str]) -> Iterator[str]:
    """Files that nothing shows, and that the worker should have put away by now."""
    newest, kept = time.time() - LONGEST_WITHOUT_ROW.total_seconds(), store.keys()
    for key in kept:
        if key not in keys and all(path.stat().st_mtime < newest for path in store.files_of(key)):
            yield f"{key} has files and no row"


def _some(things: Sequence[int]) -> str:
    named = ", ".join(map(str, things[:MOST_NAMED]))
    return named if len(things) <= MOST_NAMED else f"{named} …"
