"""Sellers offered to her by others, and her own offered to others."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products.errors import Refusal
from products.models import Seller
from storefront.accounts.acting import my_account
from storefront.accounts.guards import assistant_required
from storefront.coaching.blueprint import bp
from storefront.coaching.offer_page import own_offer, received_offer, received_offers, sent_offers
from storefront.coaching.scope import my_seller, myself
from storefront.fields import submitted
from storefront.graduation.area import area_of
from storefront.graduation.caring import offer_lists, offers
from storefront.graduation.forms import AnswerForm, OfferForm, offer_form
from storefront.language import in_words

Answer = str | Response | tuple[str, int]


@bp.get("/offers")
@assistant_required
def all_offers() -> Answer:
    """What is offered to her, and what she offered."""
    mine = my_account().id
    return render_template("coaching/offers.html", received=received_offers(mine), sent=sent_offers(mine))


@bp.get("/offers/<int:offer_id>")
@assistant_required
def offer(offer_id: int) -> Answer:
    """One offer to her: the shop's name, her regency, and what the sender wrote. Nothing else before she says yes."""
    return _page(offer_id, AnswerForm())


@bp.post("/offers/<int:offer_id>/acceptance")
@assistant_required
def accept_offer(offer_id: int) -> Answer:
    """From now on she cares for the seller."""
    received_offer(my_account().id, offer_id) or abort(404)
    try:
        taken = offers.accept(myself(), offer_id)
    except Refusal as refusal:
        return _too_late(refusal)
    flash(_("%(shop)s sekarang Anda dampingi.", shop=taken.seller.name), "good")
    return redirect(url_for("coaching.seller", seller_id=taken.seller_id), 303)


@bp.post("/offers/<int:offer_id>/refusal")
@assistant_required
def decline_offer(offer_id: int) -> Answer:
    """She cannot; whoever offered reads why."""
    received_offer(my_account().id, offer_id) or abort(404)
    form = AnswerForm()
    if submitted(form, lambda: offers.decline(myself(), offer_id, form.reason.data)) is False:
        return _page(offer_id, form, 422)
    flash(_("Jawaban terkirim. Yang menawarkan membaca alasannya."), "good")
    return redirect(url_for("coaching.all_offers"), 303)


@bp.post("/offers/<int:offer_id>/withdrawal")
@assistant_required
def withdraw_offer(offer_id: int) -> Answer:
    """She keeps the seller after all."""
    own_offer(my_account().id, offer_id) or abort(404)
    try:
        offers.take_back(myself(), offer_id)
    except Refusal as refusal:
        return _too_late(refusal)
    flash(_("Tawaran ditarik kembali. Anda tetap mendampinginya."), "good")
    return redirect(url_for("coaching.all_offers"), 303)


@bp.get("/sellers/<int:seller_id>/offer")
@assistant_required
def offer_seller(seller_id: int) -> Answer:
    """To whom to pass her on."""
    return _offering(my_seller(seller_id), _form())


@bp.post("/sellers/<int:seller_id>/offer")
@assistant_required
def send_offer(seller_id: int) -> Answer:
    """Ask another assistant; until she accepts nothing changes."""
    seller, form = my_seller(seller_id), _form()
    sent = submitted(form, lambda: offers.offer(myself(), seller.id, form.assistant.data, form.note.data or ""))
    if sent is False:
        return _offering(seller, form, 422)
    flash(_("Tawaran terkirim. Sampai diterima, Anda tetap mendampingi %(shop)s.", shop=seller.name), "good")
    return redirect(url_for("coaching.all_offers"), 303)


def _page(offer_id: int, form: AnswerForm, status: int = 200) -> Answer:
    one = received_offer(my_account().id, offer_id) or abort(404)
    return render_template("coaching/offer.html", offer=one, form=form), status


def _offering(seller: Seller, form: OfferForm, status: int = 200) -> Answer:
    waiting = offer_lists.open_offers([seller.id]).get(seller.id)
    return render_template("coaching/offer_form.html", seller=seller, waiting=waiting, form=form), status


def _form() -> OfferForm:
    """The other assistants of her province."""
    return offer_form(offer_lists.receivers(area_of(my_account()), my_account().id))


def _too_late(refusal: Refusal) -> Answer:
    flash(in_words(refusal), "look")
    return redirect(url_for("coaching.all_offers"), 303)
