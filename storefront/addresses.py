"""Numbers in addresses: those that a table may hold. A longer one is the name of nothing, on every page alike."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter


class RowNumber(IntegerConverter):
    """Up to nine digits. More do not fit an ``INTEGER`` of PostgreSQL, and later not one of SQLite either."""

    regex = "[0-9]{1,9}"


def init_app(app: Flask) -> None:
    """Read every ``<int:…>`` so; call it before any blueprint is registered."""
    app.url_map.converters["int"] = RowNumber
