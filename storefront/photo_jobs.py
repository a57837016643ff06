"""The worker's part of photos: their larger sizes, and putting away those that nobody shows any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from sqlalchemy import update

from products.database import transaction
from products.models import Photo
from products.photos import PhotoStore, make_sizes
from storefront.uploads import photo_store

TIDY_EVERY = timedelta(days=1)
"""How often the worker looks for them (``privacy.retention``)."""
GRACE = timedelta(days=1)
"""How long a photo that nothing shows is kept: somebody may be sending it again at this moment."""


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


def loose(store: PhotoStore, wanted: Collection[str]) -> int:
    """How many photos ``tidy`` would delete now."""
    kept = store.keys()
    return sum(key not in wanted and store.is_unused_for(key, GRACE) for key in kept)


def tidy(store: PhotoStore, wanted: Iterable[str]) -> int:
    """Delete the files of every photo whose key is not ``wanted``, originals with all their positions first among them.

    Returns:
        How many photos and half-written files went.
    """
    still_wanted = set(wanted)
    kept = store.keys()
    gone = [key for key in kept if key not in still_wanted and store.remove(key, unused_for=GRACE)]
    return len(gone) + store.clear_leftovers()
