"""Runs the migrations on the database of the current app, SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Enum

from products.database import Model, UtcDateTime, db
from storefront import tables

assert tables.ALL, "importing them is what fills the metadata"


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write our own types into a migration in the words of SQLAlchemy, so that it stays true when they change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


@contextmanager
def unwatched(connection: Connection) -> Iterator[None]:
    """On SQLite, a table that others point at is changed by making it anew; meanwhile foreign keys are not watched.

    They are counted again before the connection is given back, and a row that points nowhere is an error.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.cursor()
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        lost = raw.execute("PRAGMA foreign_key_check").fetchall()
        raw.execute("PRAGMA foreign_keys=ON")
    if lost:
        raise RuntimeError(f"rows that point nowhere after the migration: {lost[:5]}")


def run() -> None:
    """Migrate in one transaction: all of it becomes true, or nothing."""
    arguments = {**current_app.extensions["migrate"].configure_args, "compare_type": True}
    with db.engine.connect().execution_options(writing=True) as connection, unwatched(connection):
        context.configure(
            connection=connection,
            target_metadata=Model.metadata,
            transactional_ddl=True,
            render_item=render_item,
            **arguments,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
