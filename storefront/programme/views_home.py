"""The officer's first page."""

from __future__ import annotations

from flask import render_template

from storefront.accounts.acting import current_actor
from storefront.graduation import claims as claim_services
from storefront.programme import numbers, overview
from storefront.programme.blueprint import Answer, bp


@bp.get("/")
def home() -> Answer:
    """The next thing to do, and the programme in numbers."""
    return render_template(
        "programme/home.html",
        next=overview.next_thing(current_actor()),
        total=numbers.total(),
        by_kind=numbers.by_kind(),
        by_province=numbers.by_province(),
        dead=overview.count_dead_jobs(),
        waiting=claim_services.count_waiting_for(current_actor()),
    )
