"""Files that follow the rows of a person who asked to be deleted: photos, receipts, and mail kept in the folder.

A job of the outbox, safe to repeat: a photo that another listing shows too, or a receipt that another payment names, is
left where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr
from pathlib import Path

from flask import current_app
from sqlalchemy import delete, select

from products.database import db, transaction
from products.models import Photo
from products.photos import PhotoStore
from storefront.config import Settings
from storefront.outbox.models import Job, JobState
from storefront.payments.models import Payment
from storefront.payments.receipts import receipt_store
from storefront.uploads import photo_store


def forget_files(*, photos: Sequence[str], receipts: Sequence[str], address: str, last_letter: str = "") -> None:
    """Delete the files of these photos and receipts, and what the shop wrote to ``address``.

    Args:
        photos: keys of photos.
        receipts: keys of receipts.
        address: whose letters go; nothing for nobody's.
        last_letter: the name of the one that stays, which says that all is done.
    """
    _remove(photo_store(), photos, set(db.session.scalars(select(Photo.key).where(Photo.key.in_(photos)))))
    named = set(db.session.scalars(select(Payment.receipt_key).where(Payment.receipt_key.in_(receipts))))
    _remove(receipt_store(), receipts, named)
    db.session.rollback()
    if address:
        for letter in _letters_to(address):
            if letter.stem != last_letter:
                letter.unlink(missing_ok=True)
        _forget_keys_with(address)


def mail_folder() -> Path:
    """Where mail lies when no server takes it."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.data / "mail"


def _remove(store: PhotoStore, keys: Sequence[str], still_shown: set[str]) -> None:
    for key in keys:
        if key not in still_shown:
            store.remove(key)


def _letters_to(address: str) -> Iterator[Path]:
    """Every letter in the folder to that address."""
    for path in mail_folder().glob("*.eml"):
        to = message_from_bytes(path.read_bytes(), policy=default)["To"]
        if parseaddr(str(to))[1].lower() == address.lower():
            yield path


def _forget_keys_with(address: str) -> None:
    """A finished job's key may name the address that a letter went to."""
    done = (JobState.DONE, JobState.DEAD)
    with transaction() as session:
        session.execute(
            delete(Job)
            .where(Job.key.contains(address, autoescape=True), Job.state.in_(done))
            .execution_options(synchronize_session=False)
        )
