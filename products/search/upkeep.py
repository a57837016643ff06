"""Keeping the index like the database: the worker's part of the search, and the commands'."""

from __future__ import annotations

import logging

from sqlalchemy import Select, delete, select

from products.database import db, transaction
from products.search.backend import Disagreement
from products.search.changes import SearchChange
from products.search.place import index
from products.search.rows import all_rows, rows_of

log = logging.getLogger(__name__)

MOST_CHANGES_AT_ONCE = 100


def keep_fresh() -> bool:
    """One round of the worker: rebuild when that is due, else bring in the waiting changes. Whether there was work."""
    if index().rebuild_is_due():
        rebuild_all()
        return True
    return drain() > 0


def drain(limit: int = MOST_CHANGES_AT_ONCE) -> int:
    """Bring the oldest ``limit`` changes into the index with one commit, then forget them.

    Returns:
        How many changes were done with; none of those that came while another process rebuilds, for they are found at
        once but must be brought into the new index too.
    """
    db.session.rollback()
    waiting = {row.id: row.product_id for row in db.session.execute(_oldest(limit))}
    if not waiting:
        return 0
    product_ids = set(waiting.values())
    rows = rows_of(product_ids)
    lasting = index().apply(rows, product_ids - {row.product_id for row in rows})
    if not lasting:
        return 0
    with transaction() as session:
        session.execute(delete(SearchChange).where(SearchChange.id.in_(waiting)))
    return len(waiting)


def rebuild_all() -> int:
    """Build the index anew from the database and swap it in. How many products it has."""
    db.session.rollback()
    index().rebuild(all_rows())
    db.session.rollback()
    products = index().health().products
    log.info("search index rebuilt with %d products", products)
    return products


def check_all() -> Disagreement:
    """Where index and database differ, apart from products whose change still waits."""
    db.session.rollback()
    stamps = {row.product_id: row.stamp() for row in all_rows()}
    waiting = set(db.session.scalars(select(SearchChange.product_id)))
    found = index().check(stamps)
    return Disagreement(
        *(tuple(one for one in ids if one not in waiting) for ids in (found.missing, found.stale, found.left_over))
    )


def _oldest(limit: int) -> Select[int, int]:
    return select(SearchChange.id, SearchChange.product_id).order_by(SearchChange.id).limit(limit)
