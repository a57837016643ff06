"""Sellers who tried five times in a day: taking one up, and opening her way again after speaking with her."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from storefront.accounts.guards import assistant_required
from storefront.accounts.owners import owner_of
from storefront.coaching.blueprint import bp
from storefront.coaching.scope import myself
from storefront.fields import told
from storefront.graduation.claiming import pauses
from storefront.graduation.models import ClaimPause
from storefront.orders.links import whatsapp_link

Answer = str | Response


@bp.get("/pauses/<int:pause_id>")
@assistant_required
def pause(pause_id: int) -> Answer:
    """Who she is and how to reach her. What she wrote is not here."""
    one = _mine(pause_id)
    owner = owner_of(one.seller_id)
    number = one.seller.whatsapp or (owner.phone if owner else None)
    greeting = _("Halo %(name)s,", name=one.seller.maker or one.seller.name)
    return render_template("coaching/pause.html", pause=one, whatsapp=whatsapp_link(number, greeting))


@bp.post("/pauses/<int:pause_id>/seen")
@assistant_required
def take_up_pause(pause_id: int) -> Answer:
    """I take it up: it leaves the lists of what waits."""
    one = _mine(pause_id)
    told(lambda: pauses.mark_seen(myself(), one), _("Tercatat. Penjual ini Anda bantu."))
    return redirect(url_for("coaching.all_claims"), 303)


@bp.post("/pauses/<int:pause_id>/opening")
@assistant_required
def open_pause(pause_id: int) -> Answer:
    """We have spoken: she may try again now."""
    one = _mine(pause_id)
    name = one.seller.maker or one.seller.name
    told(lambda: pauses.open_again(myself(), one), _("%(name)s bisa mencoba lagi sekarang.", name=name))
    return redirect(url_for("coaching.all_claims"), 303)


def _mine(pause_id: int) -> ClaimPause:
    """A pause of a seller I can help, or 404."""
    return pauses.pause_for(myself(), pause_id) or abort(404)
