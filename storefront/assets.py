"""Our own files under one address that changes with their content, so that browsers may keep them for a year.

All files share one hash: a script can import its neighbours, and a stylesheet name its font, by relative address. The
stylesheets of the parts are joined into one, so that a page needs a single request for them; there is no build step.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, render_template, request, send_from_directory
from werkzeug.security import safe_join

A_YEAR = "public, max-age=31536000, immutable"
STYLESHEET = "css/app.css"
MOST_KEPT = 256
"""Texts kept in memory: more than there are, and few enough that odd spellings of a path fill nothing."""
FIRST_SHEETS = ("layers", "reset", "tokens", "base", "layout")
TEXT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
}


def init_app(app: Flask) -> None:
    """Add ``static_url`` to the templates and serve what it names."""
    folder = Path(str(app.static_folder))
    version = fingerprint(folder)
    bp = Blueprint("assets", __name__)

    @bp.get("/assets/<asked_version>/<path:filename>")
    def asset(asked_version: str, filename: str) -> Response:
        response = served(folder, filename)
        response.headers["Cache-Control"] = A_YEAR if asked_version == version else "no-cache"
        return response

    @bp.get("/service-worker.js")
    def service_worker() -> Response:
        response = served(folder, "js/service-worker.js")
        response.headers["Cache-Control"] = "no-cache"
        return response

    @bp.get("/offline")
    def offline() -> str:
        return render_template("errors/offline.html")

    def static_url(filename: str) -> str:
        return f"/assets/{version}/{filename}"

    values: dict[str, Any] = {"static_url": static_url, "assets_version": version}
    app.jinja_env.globals.update(values)
    app.register_blueprint(bp)


def served(folder: Path, filename: str) -> Response:
    """One file as an answer; text is packed for browsers that can unpack it. 404 for what does not exist."""
    media_type = TEXT_TYPES.get(Path(filename).suffix)
    if media_type is None:
        return send_from_directory(folder, filename)
    response = Response(content_type=media_type)
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0:
        response.data = packed(folder, filename)
        response.content_encoding = "gzip"
    else:
        response.data = text(folder, filename)
    response.add_etag()
    response.make_conditional(request)
    return response


def fingerprint(folder: Path) -> str:
    """Twelve hexadecimal digits that change when any file in the folder does."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@lru_cache(MOST_KEPT)
def packed(folder: Path, filename: str) -> bytes:
    """A text file under gzip, packed once."""
    return gzip.compress(text(folder, filename), mtime=0)


@lru_cache(MOST_KEPT)
def text(folder: Path, filename: str) -> bytes:
    """The bytes of a text file, or the joined stylesheet; 404 for what is neither."""
    if filename == STYLESHEET:
        return stylesheet(folder / "css")
    path = safe_join(str(folder), filename)
    if path is None or not Path(path).is_file():
        abort(404)
    return Path(path).read_bytes()


def stylesheet(folder: Path) -> bytes:
    """The stylesheets joined in their order, the parts by name, without comments and indentation."""
    sheets = [folder / f"{name}.css" for name in FIRST_SHEETS] + sorted((folder / "parts").glob("*.css"))
    joined = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    without_comments = re.sub(r"/\*.*?\*/", "", joined, flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", without_comments).encode()
