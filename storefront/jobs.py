"""What the worker does for each kind of job, and in every round."""

from __future__ import annotations

from flask import Flask

from products import search
from storefront import mail, photo_jobs
from storefront.outbox.worker import Chore, Handler, Worker

HANDLERS: dict[str, Handler] = {
    "mail.send": mail.deliver,
    "photo.sizes": photo_jobs.size_photo,
}
CHORES: dict[str, Chore] = {
    "search": search.keep_fresh,
}


def worker(app: Flask) -> Worker:
    """A worker for this shop."""
    return Worker(app, HANDLERS, CHORES)


def init_app(app: Flask) -> None:
    """Let tests and commands reach the worker of this app."""
    app.extensions["worker"] = worker(app)
