"""The pages for when something is not as expected, in the shop's look and the reader's language."""

from __future__ import annotations

import structlog
from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from products.errors import Refusal
from storefront.language import current, in_words

log = structlog.get_logger("storefront")
PAGES = {403, 404, 413, 422, 429, 500, 503}


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Refusal, refusal)
    app.register_error_handler(CSRFError, csrf_error)
    app.register_error_handler(Exception, unexpected)


def http_error(error: HTTPException) -> tuple[str, int]:
    """An error with a code of its own; a method or media type we do not know is simply not found."""
    code = error.code or 500
    if code < 400 and error.response is not None:
        raise error
    page = code if code in PAGES else (404 if code < 500 else 500)
    return (bare(page) if page >= 500 else render_template(f"errors/{page}.html")), code


def refusal(error: Refusal) -> tuple[str, int]:
    """A rule said no and the view had no form to say it on: its sentence is the page."""
    return render_template("errors/422.html", sentence=in_words(error)), 422


def csrf_error(_error: CSRFError) -> tuple[str, int]:
    """A form from before the session ended, or from elsewhere."""
    return render_template("errors/422.html", sentence=None), 422


def unexpected(error: Exception) -> tuple[str, int]:
    """A fault of ours: told in the log with the request's id, and to the visitor without details."""
    log.error("unexpected", route=str(request.url_rule), exc_info=error)
    return bare(500), 500


def bare(page: int) -> str:
    """A page for faults of ours, drawn without the surroundings of other pages: those may be what is broken."""
    return current_app.jinja_env.get_template(f"errors/{page}.html").render(
        brand=current_app.config["SETTINGS"].brand, locale=current(), request_id=g.get("request_id", "")
    )
