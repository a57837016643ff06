"""Several people doing something at the very same moment, each with a database session of her own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from flask import Flask

from products.database import db

T = TypeVar("T")


def at_once(app: Flask, deeds: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Do all the deeds together; for each what it gave, or the exception that ended it."""
    db.session.rollback()
    start = Barrier(len(deeds), timeout=30)

    def one(deed: Callable[[], T]) -> T | Exception:
        with app.app_context():
            start.wait()
            try:
                return deed()
            except Exception as ended:
                return ended
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(deeds)) as crowd:
        return list(crowd.map(one, deeds))
