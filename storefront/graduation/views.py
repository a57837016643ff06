"""The seller's own pages about her record: claiming it, and seeing what is kept and who looked."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from products import regions
from products.actor import Role
from products.database import db
from products.models import Seller
from storefront.accounts.acting import current_account, current_actor, current_shop
from storefront.accounts.guards import seller_required
from storefront.accounts.models import Account
from storefront.fields import submitted
from storefront.graduation import claims, consent, links
from storefront.graduation.consent import Purpose
from storefront.graduation.forms import ClaimForm
from storefront.graduation.looks import note_look
from storefront.graduation.mine import what_is_kept

bp = Blueprint("graduation", __name__, url_prefix="/graduation")
Answer = Response | str | tuple[str, int]


@bp.before_request
def shop_first() -> Response | None:
    """A seller names her shop before she claims a record for it."""
    account = current_account()
    if account and account.role is Role.SELLER and account.seller_id is None:
        return redirect("/selling/", 303)
    return None


@bp.get("/claim")
@seller_required
def claim() -> Answer:
    """The form; whoever has claimed already sees how far it is."""
    if _has_claimed(current_shop()):
        return redirect(url_for(".mine"), 303)
    return _claim_page(_form())


@bp.post("/claim")
@seller_required
def send_claim() -> Answer:
    """Send the claim to the assistant. The answer is the same whether or not a record was found."""
    shop, form = current_shop(), _form()
    sent = submitted(
        form,
        lambda: claims.claim(
            current_actor(), owner_of(shop).id, shop, form.nik.data, form.name.data, form.district.data
        ),
    )
    if sent is False:
        return _claim_page(form), 422
    flash(_("Permintaan terkirim. Pendamping akan mencocokkannya, biasanya dalam beberapa hari."), "good")
    return redirect(url_for(".mine"), 303)


@bp.get("/mine")
@seller_required
def mine() -> Answer:
    """What is kept about the seller, who looked at it, and what was done in her name."""
    shop, actor = current_shop(), current_actor()
    kept = what_is_kept(shop, owner_of(shop).id)
    if kept.record and actor.for_seller_id:
        note_look(actor, kept.record.reference, "care")
    return render_template("graduation/mine.html", kept=kept)


@bp.post("/unlink")
@seller_required
def unlink() -> Answer:
    """Take back the consent to link the record."""
    shop = current_shop()
    claims.unlink(current_actor(), owner_of(shop).id, shop.id)
    flash(_("Hubungan dengan data graduasi sudah diputus. Lapak Anda tetap jalan."), "good")
    return redirect(url_for(".mine"), 303)


def owner_of(shop: Seller) -> Account:
    """The account of the seller herself, also while an assistant acts for her."""
    owner = select(Account).where(Account.seller_id == shop.id).order_by(Account.id).limit(1)
    found: Account | None = db.session.scalar(owner)
    return found or abort(404)


def _form() -> ClaimForm:
    form = ClaimForm()
    form.shop_data.label.text = consent.shown(Purpose.SHOP)
    form.link_record.label.text = consent.shown(Purpose.RECORD)
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
        told=[_(sentence) for sentence in consent.TOLD_BEFORE],
        regency=regions.regency(_regency()),
        regencies={
            province.name: [(one.code, one.name) for one in regions.regencies(province.code)]
            for province in regions.provinces()
        },
    )


def _regency() -> str:
    """The regency whose districts are offered: the shop's, unless she chose another."""
    chosen = request.args.get("regency", "")
    return chosen if regions.is_regency(chosen) else current_shop().regency_code


def _has_claimed(shop: Seller) -> bool:
    last = claims.last_claim_of(shop.id)
    return links.record_of(shop.id) is not None or (last is not None and last.state == "waiting")
