"""What may stand in the changing parts of an address: a number that a table may hold, a name that has no NUL in it.
Anything else is the name of nothing, on every page alike, before a database is asked that would choke on it.
"""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, UnicodeConverter, ValidationError


class RowNumber(IntegerConverter):
    """Up to nine digits. More do not fit an ``INTEGER`` of PostgreSQL, and later not one of SQLite either."""

    regex = "[0-9]{1,9}"


class Name(UnicodeConverter):
    """Any text but one with a NUL, which PostgreSQL takes for an error."""

    def to_python(self, value: str) -> str:
        """The name itself."""
        if "\0" in value:
            raise ValidationError
        return value


def init_app(app: Flask) -> None:
    """Read every ``<int:…>`` and ``<…>`` so; call it before any blueprint is registered."""
    app.url_map.converters.update({"int": RowNumber, "default": Name, "string": Name})
