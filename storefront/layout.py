"""What every page shows around its content: the brand, the groups of goods, the cart's count, who is signed in."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, has_request_context, session
from flask_babel import gettext
from flask_login import current_user

from products.advice import Advice
from products.money import rupiah
from storefront import catalogue
from storefront.language import current, in_words


def init_app(app: Flask) -> None:
    """Give the templates their surroundings."""
    app.jinja_env.filters["rupiah"] = rupiah
    app.jinja_env.filters["in_words"] = in_words
    app.jinja_env.filters["advice_words"] = advice_words
    app.context_processor(surroundings)


def advice_words(advice: Advice) -> str:
    """A word of advice in the reader's language."""
    return gettext(advice.sentence, **advice.values)


def surroundings() -> dict[str, Any]:
    """What the layouts ask for."""
    return {
        "brand": current_app.config["SETTINGS"].brand,
        "locale": current(),
        "nav_groups": [(group.slug, group.name) for group in catalogue.tree().groups()],
        "cart_count": session.get("cart_count", 0) if has_request_context() else 0,
        "current_account": current_user if current_user and current_user.is_authenticated else None,
    }
