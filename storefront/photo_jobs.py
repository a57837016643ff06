"""The worker's part of a photo: its larger sizes, and then the word that they are there."""

from __future__ import annotations

from sqlalchemy import update

from products.database import transaction
from products.models import Photo
from products.photos import make_sizes
from storefront.uploads import photo_store


def size_photo(*, photo_key: str) -> None:
    """Make the sizes of one photo and mark every listing that shows it. Doing it twice changes nothing.

    A photo taken off its listing meanwhile may have no files any more; then there is nothing to do.
    """
    store = photo_store()
    if not store.files_of(photo_key):
        return
    make_sizes(photo_key, store)
    with transaction() as session:
        session.execute(update(Photo).where(Photo.key == photo_key).values(ready=True))
