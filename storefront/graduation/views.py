"""What is kept about a seller and who looked: the front page of her data, and the whole list of looks."""

from __future__ import annotations

from flask import render_template, request

from products.models import Seller
from storefront.accounts.acting import current_actor, current_shop
from storefront.accounts.guards import seller_required
from storefront.graduation.blueprint import Answer, bp, owner
from storefront.graduation.claiming import views_claim
from storefront.graduation.consenting import views_choices, views_story
from storefront.graduation.links import record_of
from storefront.graduation.looking.looks import hers, note_look
from storefront.graduation.looking.who_looked import month_of
from storefront.graduation.mine import what_is_kept

PAGES = (views_choices, views_claim, views_story)
__all__ = ["PAGES", "bp"]


@bp.get("/mine")
@seller_required
def mine() -> Answer:
    """What is kept about the seller, who looked at it, and what was done in her name."""
    shop = current_shop()
    _note_help(shop)
    return render_template("graduation/mine.html", kept=what_is_kept(shop, owner().id), shop=shop)


@bp.get("/looks")
@seller_required
def looks() -> Answer:
    """Everybody who looked at her data, a month on a page."""
    shop = current_shop()
    _note_help(shop)
    month = month_of(hers(shop.id), request.args.get("month", ""))
    return render_template("graduation/looks.html", month=month)


def _note_help(shop: Seller) -> None:
    """An assistant who acts for her sees what she sees, and that is a look."""
    actor = current_actor()
    record = record_of(shop.id) if actor.for_seller_id else None
    if record:
        note_look(actor, record.reference, "care")
