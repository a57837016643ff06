"""The worker's part of photos: their larger sizes, and putting away those that nobody shows any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import select, update

from products import clock
from products.database import db, transaction
from products.models import Photo
from products.photos import PhotoStore, make_sizes
from storefront.uploads import photo_store

TIDY_EVERY = timedelta(days=1)
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


def tidy_daily() -> bool:
    """Once a day, and when a worker starts: put away what no listing shows. Whether anything went."""
    return is_due("photos") and tidy(photo_store(), db.session.scalars(select(Photo.key))) > 0


def is_due(chore: str) -> bool:
    """Whether a daily chore of this worker is to be done now; asking counts as doing it."""
    done_at: dict[str, datetime] = current_app.extensions.setdefault("daily_chores", {})
    if chore in done_at and clock.now() - done_at[chore] < TIDY_EVERY:
        return False
    done_at[chore] = clock.now()
    return True


def tidy(store: PhotoStore, wanted: Iterable[str]) -> int:
    """Delete the files of every photo whose key is not ``wanted``, originals with all their positions first among them.

    Returns:
        How many photos and half-written files went.
    """
    still_wanted = set(wanted)
    kept = store.keys()
    gone = [key for key in kept if key not in still_wanted and store.remove(key, unused_for=GRACE)]
    return len(gone) + store.clear_leftovers()
