"""Who to ask after, and the times she was in touch with a seller."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products import clock
from products.errors import Refusal
from storefront.accounts.acting import my_account
from storefront.accounts.guards import assistant_required
from storefront.care.contact_lines import contact_lines
from storefront.care.contacts import contact_with, contacts_of, note_contact, proposed_next, take_back
from storefront.care.models import Contact, ContactWay
from storefront.coaching.blueprint import bp
from storefront.coaching.follow_up import follow_up_page
from storefront.coaching.forms import ContactForm
from storefront.coaching.scope import my_seller, myself
from storefront.fields import submitted
from storefront.language import in_words

Answer = str | Response | tuple[str, int]


@bp.get("/follow-up")
@assistant_required
def follow_up() -> str:
    """Everybody in a watched month: to be asked after first, the others quieter."""
    return render_template("coaching/follow_up.html", page=follow_up_page(my_account()))


@bp.get("/sellers/<int:seller_id>/contacts")
@assistant_required
def contacts(seller_id: int) -> Answer:
    """When they were in touch, and a form for today."""
    shop, today = my_seller(seller_id), clock.today()
    return _page(shop.id, ContactForm(on_day=today, next_on=proposed_next(shop.id, today)))


@bp.post("/sellers/<int:seller_id>/contacts")
@assistant_required
def write_contact(seller_id: int) -> Answer:
    """They were in touch."""
    shop, form = my_seller(seller_id), ContactForm()

    def write() -> Contact:
        typed = form.data
        way, words = ContactWay(typed["way"]), typed["words"] or ""
        return note_contact(myself(), shop.id, way, typed["on_day"], words, typed["next_on"])

    if submitted(form, write) is False:
        return _page(shop.id, form, 422)
    flash(_("Kabar tercatat."), "good")
    return redirect(url_for("coaching.seller", seller_id=shop.id, _anchor="kabar"), 303)


@bp.post("/sellers/<int:seller_id>/contacts/<int:contact_id>/removal")
@assistant_required
def remove_contact(seller_id: int, contact_id: int) -> Response:
    """It was noted by mistake."""
    shop = my_seller(seller_id)
    try:
        take_back(myself(), contact_with(shop.id, contact_id) or abort(404))
    except Refusal as refusal:
        flash(in_words(refusal), "alert")
    return redirect(url_for("coaching.contacts", seller_id=shop.id), 303)


def _page(seller_id: int, form: ContactForm, status: int = 200) -> Answer:
    shop, lines = my_seller(seller_id), contact_lines(contacts_of(seller_id))
    return render_template("coaching/contacts.html", seller=shop, form=form, lines=lines, me=my_account()), status
