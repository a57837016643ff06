"""The plan of a seller in care: read with its progress, ticked step by step, and taken back."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from products.actor import Actor
from products.errors import Refusal
from storefront.accounts.guards import assistant_required
from storefront.care import steps
from storefront.coaching.blueprint import bp
from storefront.coaching.plan_page import plan_page
from storefront.coaching.scope import my_seller, myself
from storefront.graduation.links import record_of
from storefront.graduation.looking.looks import note_look
from storefront.language import in_words


@bp.get("/sellers/<int:seller_id>/plan")
@assistant_required
def plan(seller_id: int) -> str:
    """What to do together, by how she left the programme; the seller can read that her record was opened."""
    shop = my_seller(seller_id)
    record, progress = record_of(shop.id), steps.progress_of(shop.id)
    if record is None or progress is None:
        abort(404)
    note_look(myself(), record.reference, "care")
    return render_template("coaching/plan.html", page=plan_page(shop, record, progress))


@bp.post("/sellers/<int:seller_id>/steps/<code>")
@assistant_required
def tick_step(seller_id: int, code: str) -> Response:
    """This step is done."""
    return _changed(seller_id, code, steps.tick)


@bp.post("/sellers/<int:seller_id>/steps/<code>/removal")
@assistant_required
def untick_step(seller_id: int, code: str) -> Response:
    """It is not done after all."""
    return _changed(seller_id, code, steps.untick)


def _changed(seller_id: int, code: str, change: Callable[[Actor, int, str], None]) -> Response:
    shop = my_seller(seller_id)
    try:
        change(myself(), shop.id, code)
    except Refusal as refusal:
        flash(in_words(refusal), "alert")
    return redirect(url_for("coaching.plan", seller_id=shop.id, _anchor=code), 303)
