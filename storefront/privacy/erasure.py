"""Carrying a deletion out: by an officer's press, or by the worker before the three days are over.

Everything in the database is one transaction with the end of the request, so a worker that is killed has done nothing
and the next one does all of it; files go by a job written in the same transaction, which may be repeated. What stays
stands in ``pseudonyms``.

Parcels that are open then: what is not yet on its way is called off, its buyer told and its stock put back. What is on
its way goes on without her: its buyer says that it came, complaints are the programme officers'. An order of her own
that is on its way keeps its address until it has come, and loses it then (``forget_finished_orders``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import structlog
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select

from products import clock
from products.actor import SYSTEM, Actor, Role
from products.database import db, transaction
from storefront.accounts.models import Account
from storefront.orders.models import Order, Parcel, ParcelState
from storefront.outbox import enqueue
from storefront.payments import services as payments
from storefront.privacy import letters
from storefront.privacy.closing import let_go
from storefront.privacy.models import DataRequest, RequestKind, RequestState
from storefront.privacy.pseudonyms import NO_BUYER, forget_account, forget_orders, forget_shop
from storefront.privacy.requests import end

log = structlog.get_logger("storefront")
S = ParcelState
FINISHED = (S.COMPLETED, S.CANCELLED)
NOT_ON_ITS_WAY = {
    Role.SELLER: (S.PENDING_PAYMENT, S.PAYMENT_REVIEW, S.PROCESSING, S.PACKED),
    Role.BUYER: (S.PENDING_PAYMENT, S.PAYMENT_REVIEW, S.PROCESSING),
}
AHEAD_OF_TIME = timedelta(hours=12)
"""The worker acts so long before the end, so that a night without a worker breaks no promise."""


def erase(actor: Actor, asked: DataRequest) -> None:
    """Delete what may be deleted of the person who asked, and close the request.

    Raises:
        Refusal: when it is closed already, or is no deletion.
    """
    account = asked.account
    with transaction():
        end(asked, RequestState.DONE, actor)
        declared = {asked.field, let_go(actor, account)}
        _call_off_open_parcels(account)
        last_letter = letters.tell_deleted(asked)
        photos = forget_shop(account.seller_id, declared) if account.role is Role.SELLER else []
        receipts = forget_orders(_orders_to_forget(account.id))
        address = account.email or ""
        forget_account(account)
        enqueue(
            "privacy.files",
            f"privacy.files:{asked.id}",
            photos=photos,
            receipts=receipts,
            address=address,
            last_letter=last_letter,
        )


def erase_one_due() -> bool:
    """A rule of ``retention``: carry out the deletion that has waited longest of those that can be. Whether one was.

    One that fails is told in the log and waits for its next turn, so that it keeps no other from its three days.
    """
    due = db.session.scalars(select(DataRequest.id).where(*_is_due()).order_by(DataRequest.due_at, DataRequest.id))
    waiting = due.all()
    db.session.rollback()
    return any(_erases(request_id) for request_id in waiting)


def count_due() -> int:
    """How many deletions the worker would carry out now."""
    return len(db.session.scalars(select(DataRequest.id).where(*_is_due())).all())


def open_parcels_of(account: Account) -> Sequence[Parcel]:
    """What is not finished of hers: parcels that her shop has to bring, and such as she waits for."""
    hers = Parcel.seller_id == account.seller_id if account.seller_id else Order.account_id == account.id
    found = select(Parcel).join(Order, Order.id == Parcel.order_id).where(Parcel.state.not_in(FINISHED))
    return db.session.scalars(found.where(hers | (Order.account_id == account.id)).order_by(Parcel.id)).all()


def forget_finished_orders() -> int:
    """A rule of ``retention``: orders of closed accounts whose last parcel has come meanwhile. How many."""
    found = orders_left_over()
    if not found:
        db.session.rollback()
        return 0
    with transaction():
        receipts = forget_orders(found)
        enqueue(
            "privacy.files", f"privacy.files:orders:{found[0]}-{found[-1]}", photos=[], receipts=receipts, address=""
        )
    return len(found)


def orders_left_over() -> list[int]:
    """Orders of closed accounts that still have an address and need it no more."""
    closed = select(DataRequest.account_id).where(
        DataRequest.kind == RequestKind.DELETE, DataRequest.state == RequestState.DONE
    )
    return _finished(Order.account_id.in_(closed), Order.contact_name != NO_BUYER)


def _erases(request_id: int) -> bool:
    try:
        erase(SYSTEM, db.session.get_one(DataRequest, request_id))
    except Exception:  # whatever it is: the deletions behind it have their three days too
        db.session.rollback()
        log.exception("deletion_failed", request=request_id)
        return False
    return True


def _orders_to_forget(account_id: int) -> list[int]:
    return _finished(Order.account_id == account_id)


def _finished(*which: ColumnElement[bool]) -> list[int]:
    under_way = select(Parcel.order_id).where(Parcel.state.not_in(FINISHED))
    return list(db.session.scalars(select(Order.id).where(*which, Order.id.not_in(under_way)).order_by(Order.id)))


def _call_off_open_parcels(account: Account) -> None:
    for parcel in open_parcels_of(account):
        is_sellers = parcel.seller_id == account.seller_id
        role = Role.SELLER if is_sellers else Role.BUYER
        if parcel.state not in NOT_ON_ITS_WAY[role]:
            continue
        end_it = payments.refuse if is_sellers else payments.cancel
        with force_locale(parcel.order.locale if is_sellers else "id"):
            why = _("Penjual menutup lapaknya.") if is_sellers else _("Pembeli menutup akunnya.")
        end_it(Actor(role, account.id), parcel, why)


def _is_due() -> tuple[ColumnElement[bool], ...]:
    return (
        DataRequest.kind == RequestKind.DELETE,
        DataRequest.state == RequestState.OPEN,
        DataRequest.due_at < clock.now() + AHEAD_OF_TIME,
    )
