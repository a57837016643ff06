"""Whether the shop lives, and whether it is fit to serve."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import func, select, text

from products import clock, search
from products.database import db
from storefront.outbox.models import Heartbeat

bp = Blueprint("health", __name__, url_prefix="/health")

SILENT_AFTER = timedelta(seconds=60)


@bp.get("/live")
def live() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/ready")
def ready() -> tuple[Response, int]:
    """Database, index, uploads and worker, each with its state; 503 when the shop cannot serve.

    A broken index does not make the shop unfit: pages then answer from the database, and the state says so.
    """
    states = {name: _state(check) for name, check in CHECKS.items()}
    is_fit = all(states[name] == "ok" for name in ("database", "uploads", "worker"))
    return jsonify(status="ok" if is_fit else "unfit", **states), 200 if is_fit else 503


def _state(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:  # a health page tells what is wrong, whatever it is
        db.session.rollback()
        return type(error).__name__


def _database() -> str:
    db.session.execute(text("SELECT 1"))
    return "ok"


def _uploads() -> str:
    with tempfile.TemporaryFile(dir=current_app.config["SETTINGS"].upload_root):
        return "ok"


def _worker() -> str:
    last = db.session.scalar(select(func.max(Heartbeat.at)))
    return "ok" if last and clock.now() - last < SILENT_AFTER else "silent"


def _index() -> str:
    """What exactly is wrong stands in the log: it can name files, and this page is open to everybody."""
    return "ok" if search.health() == "ok" else "unusable"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "index": _index,
    "uploads": _uploads,
    "worker": _worker,
}
