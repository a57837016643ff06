"""What SQLite knows of its own tables, so that it picks the right index in a large shop.

Without statistics it takes "published" for a rare word and walks all products instead of fetching the six it is asked
for: 14 ms in place of 0.1 at 20,000 products. PostgreSQL looks after itself.
"""

from __future__ import annotations

import time

from sqlalchemy import text

from products.database import db, transaction

EVERY_SECONDS = 3600.0
ROWS_READ = 1_000
"""So many of each index: enough to tell rare from common, done in a moment."""

_last: list[float] = []


def refresh_when_due() -> bool:
    """A chore of the worker: look at the tables when it begins and every hour. Never says that there is more to do."""
    if not _last or time.monotonic() - _last[0] > EVERY_SECONDS:
        _last[:] = [time.monotonic()]
        refresh()
    return False


def refresh() -> None:
    """Look at the tables now."""
    if db.engine.dialect.name != "sqlite":
        return
    with transaction() as session:
        session.execute(text(f"PRAGMA analysis_limit={ROWS_READ}"))
        session.execute(text("ANALYZE"))
