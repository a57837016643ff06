"""The officer's first page."""

from __future__ import annotations

from flask import render_template

from storefront.accounts.acting import current_actor
from storefront.graduation.waiting import count_waiting_for
from storefront.programme import figures, overview
from storefront.programme.blueprint import Answer, bp


@bp.get("/")
def home() -> Answer:
    """The next thing to do, and the programme in numbers."""
    return render_template(
        "programme/home.html",
        next=overview.next_thing(current_actor()),
        figures=figures.newest(),
        dead=overview.count_dead_jobs(),
        waiting=count_waiting_for(current_actor()),
    )
