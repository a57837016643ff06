"""What arrives from a form or an address, without the characters that nobody types: control characters, of which
PostgreSQL refuses one outright, and those that turn or hide the letters around them on somebody else's screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict

NOBODY_TYPES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


class TypedValues(ImmutableMultiDict[str, Any]):
    """The values of a form or of the query of an address; files stay as they are."""

    def __init__(self, pairs: Iterable[tuple[str, Any]] = ()) -> None:
        super().__init__([(name, _visible(value)) for name, value in pairs])


class VisitorRequest(Request):
    """A request of which every form and address is read so."""

    parameter_storage_class = TypedValues


def init_app(app: Flask) -> None:
    """Read all requests so."""
    app.request_class = VisitorRequest


def _visible(value: Any) -> Any:
    return NOBODY_TYPES.sub("", value) if isinstance(value, str) else value
