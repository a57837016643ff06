"""The assistant's desk: who needs her today."""

from __future__ import annotations

from flask import render_template

from storefront.accounts.guards import assistant_required
from storefront.coaching import (
    views_claims,
    views_declared,
    views_follow_up,
    views_number,
    views_offers,
    views_pauses,
    views_plan,
    views_reviews,
    views_sellers,
)
from storefront.coaching.blueprint import bp
from storefront.coaching.scope import myself
from storefront.coaching.today import today

PAGES = (
    views_claims,
    views_declared,
    views_follow_up,
    views_number,
    views_offers,
    views_pauses,
    views_plan,
    views_reviews,
    views_sellers,
)

__all__ = ["PAGES", "bp"]


@bp.get("/")
@assistant_required
def home() -> str:
    """Where an assistant begins her day."""
    return render_template("coaching/home.html", today=today(myself()))
