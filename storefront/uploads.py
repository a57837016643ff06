"""Serves product pictures. Only what lies in the store's public part can be reached: stripped, re-encoded, ours."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, send_file

from products.photos import PhotoStore
from storefront.assets import A_YEAR

bp = Blueprint("uploads", __name__)


def photo_store() -> PhotoStore:
    """Where this shop keeps its photos."""
    return PhotoStore(current_app.config["SETTINGS"].upload_root)


@bp.get("/uploads/<path:name>")
def picture(name: str) -> Response:
    """One picture; its name says its content, so it never changes."""
    path = photo_store().find(name) or abort(404)
    response = send_file(path)
    response.headers["Cache-Control"] = A_YEAR
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response
