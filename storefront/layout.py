"""What every page shows around its content: the brand, the groups of goods, the cart's count, who is signed in."""

from __future__ import annotations

import time
from typing import Any

from flask import Flask, current_app, session
from flask_login import current_user
from sqlalchemy import select

from products.database import db
from products.models import Category
from products.money import rupiah
from storefront.language import current

KEEP_SECONDS = 60
_groups: dict[int, tuple[float, list[tuple[str, str, str]]]] = {}


def init_app(app: Flask) -> None:
    """Give the templates their surroundings."""
    app.jinja_env.filters["rupiah"] = rupiah

    @app.context_processor
    def surroundings() -> dict[str, Any]:
        locale = current()
        return {
            "brand": current_app.config["SETTINGS"].brand,
            "locale": locale,
            "nav_groups": [(slug, name_id if locale == "id" else name_en) for slug, name_id, name_en in _nav(app)],
            "cart_count": session.get("cart_count", 0),
            "current_account": current_user if current_user and current_user.is_authenticated else None,
        }


def _nav(app: Flask) -> list[tuple[str, str, str]]:
    """The groups of goods, kept for a minute: they hardly ever change and every page shows them."""
    read_at, groups = _groups.get(id(app), (0.0, []))
    if groups and time.monotonic() - read_at < KEEP_SECONDS:
        return groups
    rows = db.session.execute(
        select(Category.slug, Category.name_id, Category.name_en)
        .where(Category.parent_id.is_(None))
        .order_by(Category.position)
    )
    groups = [(slug, name_id, name_en) for slug, name_id, name_en in rows]
    _groups[id(app)] = (time.monotonic(), groups)
    return groups
