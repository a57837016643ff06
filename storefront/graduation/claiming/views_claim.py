"""The page on which a seller says which record is hers."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms import SelectChoice

from products import regions
from products.models import Seller
from storefront.accounts.acting import current_actor, current_shop
from storefront.accounts.guards import seller_required
from storefront.accounts.owners import owner_of
from storefront.fields import submitted
from storefront.graduation import links
from storefront.graduation.blueprint import Answer, bp
from storefront.graduation.claiming import claims, pauses
from storefront.graduation.consenting.consent_form import way_of
from storefront.graduation.consenting.consent_words import Purpose, words_of
from storefront.graduation.forms import ClaimForm


@bp.get("/claim")
@seller_required
def claim() -> Answer:
    """The form; whoever has claimed already sees how far it is."""
    shop = current_shop()
    if links.record_of(shop.id) or claims.waiting_claim_of(shop.id):
        return redirect(url_for(".mine"), 303)
    return _closed_page(shop) or _claim_page(_form())


@bp.post("/claim")
@seller_required
def send_claim() -> Answer:
    """Send the claim to the assistant. The answer is the same whether or not a record was found."""
    shop, actor, form = current_shop(), current_actor(), _form()
    if closed := _closed_page(shop):
        return closed, 422
    account_id = (owner_of(shop.id) or abort(404)).id
    sent = submitted(
        form,
        lambda: claims.claim(
            actor,
            account_id,
            shop,
            form.nik.data,
            form.name.data,
            form.district.data,
            way_of(actor, form.way.data),
        ),
    )
    if sent is False:
        return _claim_page(form), 422
    flash(_("Permintaan terkirim. Pendamping akan mencocokkannya, biasanya dalam beberapa hari."), "good")
    return redirect(url_for(".mine"), 303)


@bp.post("/claim/withdrawal")
@seller_required
def withdraw_claim() -> Answer:
    """Take the waiting claim back and begin another, with the form empty."""
    if not claims.withdraw(current_actor(), current_shop().id):
        return redirect(url_for(".mine"), 303)
    flash(_("Permintaan sudah ditarik. Perbaiki, lalu kirim lagi."), "good")
    return redirect(url_for(".claim"), 303)


def _closed_page(shop: Seller) -> str:
    """What stands there instead of the form while the way is closed; empty while it is open."""
    paused = pauses.pause_of(shop.id)
    return render_template("graduation/claim_closed.html", until=paused.until) if paused else ""


def _form() -> ClaimForm:
    form = ClaimForm()
    form.link_record.label.text = words_of(Purpose.RECORD).sentence
    districts = regions.districts(_regency())
    form.district.choices = [
        SelectChoice("", _("Pilih kecamatan")),
        *(SelectChoice(one.code, one.name) for one in districts),
    ]
    return form


def _claim_page(form: ClaimForm) -> str:
    return render_template(
        "graduation/claim.html",
        form=form,
        words=words_of(Purpose.RECORD),
        regency=(regency := regions.regency(_regency())),
        regency_said=regions.short_name(regency),
        regencies=regions.regencies_by_province(),
    )


def _regency() -> str:
    """The regency whose districts are offered: the shop's, unless she chose another."""
    chosen = request.args.get("regency", "")
    return chosen if regions.is_regency(chosen) else current_shop().regency_code
