"""What is kept about a seller, who looked, and taking back that her record is linked."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from storefront.accounts.acting import current_actor, current_shop
from storefront.accounts.guards import seller_required
from storefront.accounts.owners import owner_of
from storefront.graduation import claims, views_claim
from storefront.graduation.blueprint import Answer, bp
from storefront.graduation.looks import note_look
from storefront.graduation.mine import what_is_kept

PAGES = (views_claim,)
__all__ = ["PAGES", "bp"]


@bp.get("/mine")
@seller_required
def mine() -> Answer:
    """What is kept about the seller, who looked at it, and what was done in her name."""
    shop, actor = current_shop(), current_actor()
    kept = what_is_kept(shop, (owner_of(shop.id) or abort(404)).id)
    if kept.record and actor.for_seller_id:
        note_look(actor, kept.record.reference, "care")
    return render_template("graduation/mine.html", kept=kept)


@bp.post("/unlink")
@seller_required
def unlink() -> Answer:
    """Take back the consent to link the record."""
    shop = current_shop()
    claims.unlink(current_actor(), (owner_of(shop.id) or abort(404)).id, shop.id)
    flash(_("Hubungan dengan data graduasi sudah diputus. Lapak Anda tetap jalan."), "good")
    return redirect(url_for(".mine"), 303)
