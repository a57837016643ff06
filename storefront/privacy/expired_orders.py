"""Orders, receipts and letters whose time is over: who bought goes first, the books long after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import ColumnElement, Select, and_, delete, func, select

from products.database import Model, db, transaction
from products.models import Photo
from storefront.config import Settings
from storefront.orders.hiding import DONE
from storefront.orders.models import Complaint, Order, Parcel, ParcelLine, ParcelMove
from storefront.outbox import enqueue
from storefront.payments.models import Payment
from storefront.payments.receipts import receipt_store
from storefront.photo_jobs import loose, tidy
from storefront.privacy.files import mail_folder
from storefront.privacy.forgetting import PORTION, counted, picked
from storefront.privacy.pseudonyms import NO_BUYER, forget_orders, forget_receipts
from storefront.uploads import photo_store


def count_hidden(before: datetime) -> int:
    """Parcels whose buyer the shop sees no more; the pages see to it."""
    return counted(select(func.count()).select_from(Parcel).where(_done_before(before)))


def count_receipts(before: datetime) -> int:
    """Receipts of parcels done before that."""
    return counted(select(func.count()).select_from(_receipts(before).subquery()))


def forget_old_receipts(before: datetime) -> int:
    """Take a portion of them off their payments; the files follow by a job."""
    found = picked(_receipts(before).limit(PORTION))
    if found:
        with transaction():
            keys = forget_receipts(Payment.id.in_(found))
            enqueue("privacy.files", f"privacy.files:receipts:{keys[0]}", photos=[], receipts=keys, address="")
    return len(found)


def count_buyers(before: datetime) -> int:
    """Orders placed before that, all their parcels done, that still name their buyer."""
    return counted(select(func.count()).select_from(_named(before).subquery()))


def forget_buyers(before: datetime) -> int:
    """Take the buyer off a portion of them."""
    found = picked(_named(before).order_by(Order.id).limit(PORTION))
    if found:
        with transaction():
            receipts = forget_orders(found)
            key = f"privacy.files:buyers:{found[0]}-{found[-1]}"
            enqueue("privacy.files", key, photos=[], receipts=receipts, address="")
    return len(found)


def count_books(before: datetime) -> int:
    """Orders placed before that, all their parcels done."""
    return counted(select(func.count()).select_from(_finished(before).subquery()))


def forget_books(before: datetime) -> int:
    """Delete a portion of them with everything in them."""
    found = picked(_finished(before).order_by(Order.id).limit(PORTION))
    parcels = select(Parcel.id).where(Parcel.order_id.in_(found))
    if found:
        with transaction():
            for model in (Complaint, ParcelMove, ParcelLine, Payment):
                _delete(model, model.parcel_id.in_(parcels))
            _delete(Parcel, Parcel.order_id.in_(found))
            _delete(Order, Order.id.in_(found))
    return len(found)


def count_photos(_before: datetime) -> int:
    """Photos that no listing shows and no payment names, and that nobody may be sending again at this moment."""
    return loose(photo_store(), _shown()) + loose(receipt_store(), _claimed())


def forget_photos(_before: datetime) -> int:
    """Delete them, originals with all their positions first among them, and what a killed process left half written."""
    shown, claimed = _shown(), _claimed()
    db.session.rollback()
    return tidy(photo_store(), shown) + tidy(receipt_store(), claimed)


def count_letters(before: datetime) -> int:
    """Letters in the folder that were written before that."""
    return len(list(_older(mail_folder().glob("*.eml"), before)))


def forget_letters(before: datetime) -> int:
    """Delete them."""
    return _unlink(_older(mail_folder().glob("*.eml"), before))


def count_logs(before: datetime) -> int:
    """Log files that were closed before that."""
    return len(list(_older(_closed_logs(), before)))


def forget_logs(before: datetime) -> int:
    """Delete them."""
    return _unlink(_older(_closed_logs(), before))


def _done_before(before: datetime) -> ColumnElement[bool]:
    return and_(Parcel.state.in_(DONE), Parcel.changed_at < before)


def _receipts(before: datetime) -> Select[int]:
    return select(Payment.id).join(Parcel).where(Payment.receipt_key != "", _done_before(before))


def _finished(before: datetime) -> Select[int]:
    under_way = select(Parcel.order_id).where(Parcel.state.not_in(DONE))
    return select(Order.id).where(Order.placed_at < before, Order.id.not_in(under_way))


def _named(before: datetime) -> Select[int]:
    return _finished(before).where(Order.contact_name != NO_BUYER)


def _shown() -> set[str]:
    return set(db.session.scalars(select(Photo.key)))


def _claimed() -> set[str]:
    return set(db.session.scalars(select(Payment.receipt_key).where(Payment.receipt_key != "")))


def _closed_logs() -> Iterator[Path]:
    """``server.log.1`` and the like: what a rotation has put aside. The open one belongs to the server."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.data.glob("*.log.*")


def _older(paths: Iterable[Path], before: datetime) -> Iterator[Path]:
    return (path for path in paths if path.stat().st_mtime < before.timestamp())


def _unlink(paths: Iterable[Path]) -> int:
    gone = list(paths)
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _delete(model: type[Model], which: ColumnElement[bool]) -> None:
    db.session.execute(delete(model).where(which).execution_options(synchronize_session=False))
