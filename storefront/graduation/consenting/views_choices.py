"""The page "Pilihan saya": three choices about her data, each with one thing to press."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products.errors import Refusal
from products.models import Seller
from storefront.accounts.acting import current_actor, current_shop, is_in_care
from storefront.accounts.guards import seller_required
from storefront.graduation import links
from storefront.graduation.blueprint import Answer, bp, owner
from storefront.graduation.claiming import claims
from storefront.graduation.consenting import choices as service
from storefront.graduation.consenting.consent_form import way_of
from storefront.graduation.consenting.consent_words import Purpose
from storefront.graduation.consenting.story import story_of
from storefront.graduation.forms import WayForm
from storefront.language import in_words


@bp.get("/choices")
@seller_required
def choices() -> Answer:
    """The three, and how each stands."""
    return _page()


@bp.post("/choices/<any(shop_data, link_record, tell_story):purpose>/given")
@seller_required
def give_consent(purpose: str) -> Answer:
    """She agrees to one of them."""
    shop, actor = current_shop(), current_actor()
    way = way_of(actor, _way_form(Purpose(purpose)).way.data)
    try:
        service.agree(actor, owner().id, shop.id, Purpose(purpose), way)
    except Refusal as refusal:
        return _page(faults={purpose: in_words(refusal)}), 422
    flash(_("Tercatat. Anda boleh berubah pikiran kapan saja."), "good")
    return redirect(_back(purpose), 303)


@bp.post("/choices/<any(shop_data, link_record, tell_story):purpose>/withdrawn")
@seller_required
def withdraw_consent(purpose: str) -> Answer:
    """She takes one of them back; it holds at once."""
    shop = current_shop()
    try:
        service.take_back(current_actor(), owner().id, shop.id, Purpose(purpose))
    except Refusal as refusal:
        return _page(faults={purpose: in_words(refusal)}), 422
    flash(DONE[Purpose(purpose)](), "good")
    return _after_taking_back(purpose)


DONE = {
    Purpose.RECORD: lambda: _("Dicabut. Data graduasi tidak terhubung lagi, lapak tetap jalan."),
    Purpose.STORY: lambda: _("Kisah sudah tidak tampil. Tulisannya tetap tersimpan untuk Anda."),
}


def _page(faults: dict[str, str] | None = None) -> str:
    shop = current_shop()
    return render_template(
        "graduation/choices.html",
        choices=service.choices_of(owner().id),
        first=_first_steps(shop),
        care_stays=links.care_is_older(shop.id),
        forms={purpose: _way_form(purpose) for purpose in Purpose},
        faults=faults or {},
    )


def _way_form(purpose: Purpose) -> WayForm:
    """Each choice has its own, so that no two fields of the page share a name."""
    return WayForm(prefix=purpose.value)


def _first_steps(shop: Seller) -> dict[Purpose, tuple[str, str]]:
    """What comes before agreeing, where something does: its words and address."""
    steps = {}
    if links.record_of(shop.id) is None and claims.waiting_claim_of(shop.id) is None:
        steps[Purpose.RECORD] = (_("Hubungkan data graduasi"), url_for(".claim"))
    if not story_of(shop.id):
        steps[Purpose.STORY] = (_("Tulis kisah saya"), url_for(".story"))
    return steps


def _after_taking_back(purpose: str) -> Response:
    """Back to the page it was pressed on; an assistant whose care ended with the link goes to her own desk."""
    actor = current_actor()
    is_out = actor.for_seller_id is not None and not is_in_care(actor.account_id, actor.for_seller_id)
    return redirect("/coaching/" if is_out else _back(purpose), 303)


def _back(purpose: str) -> str:
    came_from = request.form.get("from")
    return url_for(".story") if came_from == "story" else url_for(".choices", _anchor=purpose)
