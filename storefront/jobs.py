"""What the worker does for each kind of job, and in every round."""

from __future__ import annotations

from flask import Flask

from products import search
from storefront import mail, photo_jobs
from storefront.graduation.consenting import consent_net
from storefront.graduation.importing import batches, hand_import, undo
from storefront.graduation.looking import look_audit
from storefront.orders import overdue as orders_overdue
from storefront.outbox.worker import Chore, Handler, Worker
from storefront.payments import overdue as payments_overdue
from storefront.payments import receipts
from storefront.privacy import files, retention
from storefront.programme.reporting import figures
from storefront.stockroom import statistics

HANDLERS: dict[str, Handler] = {
    "graduation.check": batches.check_batch,
    "graduation.import": batches.import_batch,
    "graduation.undo": undo.undo_batch,
    "mail.send": mail.deliver,
    "photo.sizes": photo_jobs.size_photo,
    "privacy.files": files.forget_files,
    "receipt.sizes": receipts.size_receipt,
}
CHORES: dict[str, Chore] = {
    "search": search.keep_fresh,
    "unpaid": payments_overdue.cancel_one_unpaid,
    "delivered": orders_overdue.complete_one_delivered,
    "statistics": statistics.refresh_when_due,
    "interrupted imports": hand_import.give_up_interrupted,
    "consents": consent_net.keep_to_consents,
    "looks": look_audit.tell_end_daily,
    "figures": figures.keep_fresh,
    "retention": retention.enforce_when_due,
}


def worker(app: Flask) -> Worker:
    """A worker for this shop."""
    return Worker(app, HANDLERS, CHORES)


def init_app(app: Flask) -> None:
    """Let tests and commands reach the worker of this app."""
    app.extensions["worker"] = worker(app)
