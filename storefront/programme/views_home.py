"""The officer's first page, and the one that leads to whatever has no place in the bar."""

from __future__ import annotations

from flask import render_template

from storefront.accounts.acting import current_actor
from storefront.programme.blueprint import Answer, bp
from storefront.programme.home_page import home_page, other_places
from storefront.programme.scope import my_area


@bp.get("/")
def home() -> Answer:
    """The next thing to do, and the programme in numbers."""
    return render_template("programme/home.html", page=home_page(current_actor(), my_area()))


@bp.get("/more")
def more() -> Answer:
    """The pages that have no place of their own in the bar."""
    return render_template("programme/more.html", places=list(other_places(my_area())))
