"""The pages on which a seller works on her orders. Each step is a resource of its parcel."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from products.database import db
from products.errors import Refusal
from storefront.accounts.acting import current_actor, current_shop
from storefront.accounts.guards import seller_required
from storefront.language import in_words
from storefront.orders import services as orders
from storefront.orders.models import Parcel
from storefront.payments import services as payments
from storefront.selling.blueprint import bp
from storefront.selling.forms import AnswerForm, HandOverForm, ReasonForm
from storefront.selling.parcel_page import TABS, counts, parcel_page, parcel_rows

Answer = str | Response | tuple[str, int]


@bp.get("/parcels")
@seller_required
def parcels() -> Answer:
    """Her orders by what is to be done."""
    tab = request.args.get("tab", "new")
    tab = tab if tab in TABS else "new"
    seller = current_shop()
    return render_template("selling/parcels.html", tab=tab, rows=parcel_rows(seller, TABS[tab]), counts=counts(seller))


@bp.get("/parcels/<int:parcel_id>")
@seller_required
def parcel(parcel_id: int) -> Answer:
    """One order and the one thing to do next."""
    return _page(own_parcel(parcel_id))


@bp.post("/parcels/<int:parcel_id>/payment")
@seller_required
def confirm_payment(parcel_id: int) -> Answer:
    """The money is on her account."""
    return _done(parcel_id, lambda one: payments.confirm_payment(current_actor(), one))


@bp.post("/parcels/<int:parcel_id>/payment/rejection")
@seller_required
def reject_receipt(parcel_id: int) -> Answer:
    """The money is not there."""
    return _done(parcel_id, lambda one: payments.reject_receipt(current_actor(), one, _typed("reason")))


@bp.post("/parcels/<int:parcel_id>/packing")
@seller_required
def pack(parcel_id: int) -> Answer:
    """The goods are in their box."""
    return _done(parcel_id, lambda one: orders.pack(current_actor(), one))


@bp.post("/parcels/<int:parcel_id>/handover")
@seller_required
def hand_over(parcel_id: int) -> Answer:
    """On its way, with a courier or with the seller herself."""
    words = (_typed("courier"), _typed("tracking_number"))
    return _done(parcel_id, lambda one: orders.hand_over(current_actor(), one, *words))


@bp.post("/parcels/<int:parcel_id>/delivery")
@seller_required
def mark_delivered(parcel_id: int) -> Answer:
    """In the buyer's hands."""
    return _done(parcel_id, lambda one: payments.mark_delivered(current_actor(), one))


@bp.post("/parcels/<int:parcel_id>/completion")
@seller_required
def complete(parcel_id: int) -> Answer:
    """Done, once the buyer has had time to look."""
    return _done(parcel_id, lambda one: orders.complete(current_actor(), one))


@bp.post("/parcels/<int:parcel_id>/refusal")
@seller_required
def refuse(parcel_id: int) -> Answer:
    """It cannot be fulfilled."""
    return _done(parcel_id, lambda one: payments.refuse(current_actor(), one, _typed("reason")))


@bp.post("/parcels/<int:parcel_id>/answer")
@seller_required
def answer_complaint(parcel_id: int) -> Answer:
    """What she says to a complaint."""
    return _done(parcel_id, lambda one: orders.answer_complaint(current_actor(), one, _typed("answer")))


def own_parcel(parcel_id: int) -> Parcel:
    """A parcel of the shop at hand; anybody else's does not exist."""
    found = select(Parcel).where(Parcel.id == parcel_id, Parcel.seller_id == current_shop().id)
    return db.session.scalar(found) or abort(404)


def _done(parcel_id: int, act: Callable[[Parcel], object]) -> Answer:
    """Do one step and show the parcel; a "no" is said above the page, with everything typed still there."""
    one = own_parcel(parcel_id)
    try:
        act(one)
    except Refusal as refusal:
        flash(in_words(refusal), "alert")
        return _page(one, 422)
    flash(_("Tercatat. Pembeli diberi tahu."), "good")
    return redirect(url_for("selling.parcel", parcel_id=parcel_id), 303)


def _page(one: Parcel, status: int = 200) -> Answer:
    forms = {"hand_over": HandOverForm(), "reason": ReasonForm(), "answer": AnswerForm()}
    return render_template("selling/parcel.html", page=parcel_page(one, current_actor()), forms=forms), status


def _typed(name: str) -> str:
    return request.form.get(name, "")
