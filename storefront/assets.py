"""Addresses of our own files carry a hash of their content, so that browsers may keep them for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request, url_for

A_YEAR = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Add ``static_url`` to the templates and the long life to what it names."""
    folder = Path(str(app.static_folder))

    @cache
    def fingerprint(filename: str) -> str:
        return hashlib.sha256((folder / filename).read_bytes()).hexdigest()[:12]

    @cache
    def static_url(filename: str) -> str:
        return url_for("static", filename=filename, v=fingerprint(filename))

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint == "static" and request.args.get("v") and response.status_code == 200:
            response.headers["Cache-Control"] = A_YEAR
        return response

    values: dict[str, Any] = {"static_url": static_url}
    app.jinja_env.globals.update(values)
