"""What the worker does with photos that are shown, and with those that nobody shows any more."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from flask import Flask
from PIL import Image

from products import clock
from products.database import db, transaction
from products.models import Photo
from products.photos import accept
from storefront.photo_jobs import GRACE, loose, size_photo, tidy
from storefront.uploads import photo_store
from tests.factories import make_product


def taken(colour: str) -> str:
    """The key of a photo that has just come in."""
    file = BytesIO()
    Image.new("RGB", (400, 400), colour).save(file, "JPEG")
    file.seek(0)
    return accept(file, "kopi.jpg", photo_store()).key


def shown(key: str) -> None:
    """Put the photo on a listing."""
    product = make_product()
    with transaction() as session:
        session.add(Photo(product_id=product.id, key=key, width=400, height=400, added_at=clock.now()))


def aged(key: str) -> None:
    """Let the photo's files be older than the grace."""
    for file in photo_store().files_of(key):
        old = file.stat().st_mtime - GRACE.total_seconds() - 60
        os.utime(file, (old, old))


def test_every_listing_that_shows_a_photo_learns_that_its_sizes_are_there(app: Flask) -> None:
    key = taken("red")
    shown(key)
    shown(key)
    for _repeat in range(2):
        size_photo(photo_key=key)
    assert [photo.ready for photo in db.session.query(Photo)] == [True, True]


def test_a_photo_that_is_gone_meanwhile_is_no_fault(app: Flask) -> None:
    size_photo(photo_key="a" * 64)


def test_what_nobody_shows_is_put_away_after_a_day_with_its_original(app: Flask) -> None:
    kept, forgotten, fresh = taken("red"), taken("green"), taken("blue")
    aged(kept)
    aged(forgotten)
    assert tidy(photo_store(), [kept]) == 1
    assert photo_store().files_of(forgotten) == []
    assert not Path(photo_store().original_of(forgotten)).exists()
    assert photo_store().files_of(kept)
    assert photo_store().files_of(fresh)


def test_what_a_listing_shows_is_never_put_away(app: Flask) -> None:
    key = taken("red")
    shown(key)
    aged(key)
    assert loose(photo_store(), [key]) == 0
    assert tidy(photo_store(), [key]) == 0
    assert photo_store().files_of(key)
