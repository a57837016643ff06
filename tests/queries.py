"""How often the database is asked: a list page must not ask more often because there is more to show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask.testing import FlaskClient
from sqlalchemy import event

from products.database import db


def queries_of(client: FlaskClient, address: str) -> int:
    """How many statements one page sends, opened for the second time."""
    client.get(address)
    with counted_queries() as statements:
        assert client.get(address).status_code == 200
    return len(statements)


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
