"""Entering a record for a seller in my care who has none, and reading what an officer said to it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products import regions
from products.errors import Refusal
from products.models import Seller
from storefront.accounts.guards import assistant_required
from storefront.accounts.owners import owner_of
from storefront.coaching.blueprint import bp
from storefront.coaching.declared_form import KIND_NOTES, declared_form
from storefront.coaching.forms import DeclaredForm
from storefront.coaching.scope import my_seller, myself
from storefront.fields import submitted
from storefront.graduation import links
from storefront.graduation.claiming import claims, declared, first_care, verifying
from storefront.graduation.claiming.waiting import claim_for
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent_form import WAYS
from storefront.graduation.consenting.consent_words import Purpose, words_of
from storefront.graduation.looking.looks import note_look
from storefront.graduation.models import ConsentWay
from storefront.language import in_words

Answer = str | Response | tuple[str, int]


@bp.get("/sellers/<int:seller_id>/record")
@assistant_required
def seller_record(seller_id: int) -> Answer:
    """The form; where a record is verified or imported there is nothing to enter, and the plan shows it."""
    seller = my_seller(seller_id)
    if links.record_of(seller.id) and declared.own_declared(seller.id) is None:
        return redirect(url_for("coaching.plan", seller_id=seller.id), 303)
    return _page(seller, declared_form(_regency(seller)))


@bp.post("/sellers/<int:seller_id>/record")
@assistant_required
def declare_record(seller_id: int) -> Answer:
    """Send it to the officers. This answer is the same whether or not the number is known; what follows is not."""
    seller = my_seller(seller_id)
    account_id = (owner_of(seller.id) or abort(404)).id
    form = declared_form(_regency(seller))
    way = ConsentWay(form.way.data) if form.way.data in WAYS else None
    sent = submitted(form, lambda: declared.declare(myself(), account_id, seller.id, form.told, way))
    if sent is False:
        return _page(seller, form), 422
    flash(_("Data terkirim. Kami cocokkan dulu, biasanya dalam beberapa hari."), "good")
    return redirect(url_for("coaching.seller", seller_id=seller.id), 303)


@bp.post("/claims/<reference>/care")
@assistant_required
def take_on(reference: str) -> Answer:
    """Care for a seller whose claim met nothing, and go on to enter her record."""
    waiting = claim_for(myself(), reference) or abort(404)
    try:
        first_care.take_on(myself(), waiting)
    except Refusal as refusal:
        flash(in_words(refusal), "alert")
        return redirect(url_for("coaching.claim", reference=reference), 303)
    return redirect(url_for("coaching.seller_record", seller_id=waiting.seller_id), 303)


def _page(seller: Seller, form: DeclaredForm) -> str:
    owner, record = owner_of(seller.id) or abort(404), declared.own_declared(seller.id)
    if record:
        note_look(myself(), record.reference, "care")
    return render_template(
        "coaching/declared.html",
        seller=seller,
        form=form,
        record=record,
        why_mismatched=verifying.why_mismatched(record) if record else "",
        is_waiting=claims.waiting_claim_of(seller.id) is not None,
        has_agreed=consent.has(owner.id, Purpose.RECORD),
        words=words_of(Purpose.RECORD),
        kind_notes=KIND_NOTES,
        regency=(regency := regions.regency(_regency(seller))),
        regency_said=regions.short_name(regency),
        regencies=regions.regencies_by_province(),
    )


def _regency(seller: Seller) -> str:
    chosen = request.args.get("regency", "")
    return chosen if regions.is_regency(chosen) else seller.regency_code
