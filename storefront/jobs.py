"""What the worker does for each kind of job, and in every round."""

from __future__ import annotations

from flask import Flask

from products import search
from storefront import mail, photo_jobs
from storefront.cart import services as cart
from storefront.graduation import batches
from storefront.orders import overdue as orders_overdue
from storefront.outbox import queue
from storefront.outbox.worker import Chore, Handler, Worker
from storefront.payments import overdue as payments_overdue
from storefront.payments import receipts
from storefront.stockroom import statistics

HANDLERS: dict[str, Handler] = {
    "graduation.check": batches.check_batch,
    "graduation.import": batches.import_batch,
    "mail.send": mail.deliver,
    "photo.sizes": photo_jobs.size_photo,
    "receipt.sizes": receipts.size_receipt,
}
CHORES: dict[str, Chore] = {
    "search": search.keep_fresh,
    "unpaid": payments_overdue.cancel_one_unpaid,
    "delivered": orders_overdue.complete_one_delivered,
    "jobs": queue.forget_done,
    "carts": cart.forget_old_carts,
    "statistics": statistics.refresh_when_due,
    "imports": batches.forget_undecided,
    "photos": photo_jobs.tidy_daily,
    "receipts": receipts.tidy_daily,
}


def worker(app: Flask) -> Worker:
    """A worker for this shop."""
    return Worker(app, HANDLERS, CHORES)


def init_app(app: Flask) -> None:
    """Let tests and commands reach the worker of this app."""
    app.extensions["worker"] = worker(app)
