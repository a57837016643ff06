"""Cards as HTML, kept: a card says all that is drawn, so the same card in the same language is the same HTML."""

from __future__ import annotations

from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from storefront.browse.cards import Card
from storefront.language import current

MOST_KEPT = 4_000
"""Some 6 MB in each process: the first pages of every category in both languages."""


def drawn_card(card: Card, eager: bool, heading: str) -> Markup:
    """The HTML of ``parts/card.html`` for one card, drawn at most once as long as nothing of it changes."""
    return _drawn(card, eager, heading, current())


@lru_cache(MOST_KEPT)
def _drawn(card: Card, eager: bool, heading: str, _language: str) -> Markup:
    macros = current_app.jinja_env.get_template("parts/card.html").module
    return Markup(macros.product_card(card, eager, heading))  # type: ignore[attr-defined]  # noqa: S704 - escaped by the macro
