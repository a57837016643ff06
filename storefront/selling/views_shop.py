"""The pages on which a seller opens her shop and keeps its settings."""

from __future__ import annotations

from typing import Any, cast

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products import regions
from products.actor import Role
from products.database import transaction
from products.errors import Refusal
from products.models import Seller, SellerState
from products.regions import Zone
from storefront.accounts.acting import current_account, current_actor, current_shop
from storefront.accounts.guards import seller_required
from storefront.accounts.models import Account
from storefront.language import in_words
from storefront.orders.models import DeliveryWay
from storefront.orders.offers import (
    delivery_offers_of,
    offer_delivery,
    postage_of,
    set_postage,
    withdraw_delivery,
)
from storefront.payments.models import PaymentWay
from storefront.payments.offers import offer_payment, payment_offers_of, withdraw_payment
from storefront.selling.blueprint import bp
from storefront.selling.forms import DeliveryForm, PaymentForm, ShopForm
from storefront.selling.shop import change_shop, known_regency, open_shop

Answer = str | Response | tuple[str, int]


@bp.get("/shop")
@seller_required
def shop() -> Answer:
    """What the shop says of itself; for a seller without one, the form that opens it."""
    return _shop_page(_shop_form(_shop_or_none()))


@bp.post("/shop")
@seller_required
def save_shop() -> Answer:
    """Open the shop, or change what it says."""
    seller = _shop_or_none()
    form = _shop_form(seller)
    if not form.validate():
        return _shop_page(form, 422)
    try:
        if seller is None:
            open_shop(cast(Account, current_account()), _shop_values(form))
            return redirect(url_for("selling.delivery"), 303)
        change_shop(current_actor(), seller, _shop_values(form))
    except Refusal as refusal:
        return _shop_page(_with_fault(form, refusal), 422)
    flash(_("Tersimpan."), "good")
    return redirect(url_for("selling.shop"), 303)


@bp.get("/delivery")
@seller_required
def delivery() -> Answer:
    """How goods reach her buyers."""
    seller = current_shop()
    offers = {offer.way: offer for offer in delivery_offers_of(seller.id)}
    brings, pick_up = offers.get(DeliveryWay.SELLER_BRINGS), offers.get(DeliveryWay.PICK_UP)
    form = DeliveryForm(
        ways=[way.value for way in offers],
        seller_brings_fee=brings.fee_idr if brings else None,
        seller_brings_note=brings.note if brings else "",
        pick_up_note=pick_up.note if pick_up else "",
        **{zone.value: amount for zone, amount in postage_of(seller.id).items()},
    )
    return render_template("selling/delivery.html", form=form, zones=Zone)


@bp.post("/delivery")
@seller_required
def save_delivery() -> Answer:
    """Keep how goods reach her buyers."""
    form, seller = DeliveryForm(), current_shop()
    if not form.validate():
        return render_template("selling/delivery.html", form=form, zones=Zone), 422
    try:
        with transaction():
            _keep_deliveries(form, seller)
    except Refusal as refusal:
        return render_template("selling/delivery.html", form=_with_fault(form, refusal), zones=Zone), 422
    flash(_("Cara kirim tersimpan."), "good")
    return redirect(url_for("selling.payment" if not payment_offers_of(seller.id) else "selling.delivery"), 303)


@bp.get("/payment")
@seller_required
def payment() -> Answer:
    """How she is paid."""
    offers = {offer.way: offer for offer in payment_offers_of(current_shop().id)}
    transfer = offers.get(PaymentWay.BANK_TRANSFER)
    words = {name: getattr(transfer, name) if transfer else "" for name in ("bank", "account_number", "account_holder")}
    form = PaymentForm(ways=[way.value for way in offers], **words)
    return render_template("selling/payment.html", form=form)


@bp.post("/payment")
@seller_required
def save_payment() -> Answer:
    """Keep how she is paid."""
    form, seller = PaymentForm(), current_shop()
    if not form.validate():
        return render_template("selling/payment.html", form=form), 422
    try:
        with transaction():
            _keep_payments(form, seller)
    except Refusal as refusal:
        return render_template("selling/payment.html", form=_with_fault(form, refusal)), 422
    flash(_("Cara bayar tersimpan."), "good")
    return redirect(url_for("selling.home"), 303)


def _keep_deliveries(form: DeliveryForm, seller: Seller) -> None:
    actor = current_actor()
    words = {
        DeliveryWay.SELLER_BRINGS: (form.seller_brings_fee.data or 0, form.seller_brings_note.data or ""),
        DeliveryWay.PICK_UP: (0, form.pick_up_note.data or ""),
        DeliveryWay.COURIER: (0, ""),
    }
    for way in DeliveryWay:
        if way.value in (form.ways.data or []):
            offer_delivery(actor, seller, way, *words[way])
        else:
            withdraw_delivery(actor, seller, way)
    set_postage(actor, seller, {zone: form[zone.value].data for zone in Zone})


def _keep_payments(form: PaymentForm, seller: Seller) -> None:
    actor = current_actor()
    bank = (form.bank.data or "", form.account_number.data or "", form.account_holder.data or "")
    for way in PaymentWay:
        if way.value not in (form.ways.data or []):
            withdraw_payment(actor, seller, way)
        elif way is PaymentWay.BANK_TRANSFER:
            offer_payment(actor, seller, way, *bank)
        else:
            offer_payment(actor, seller, way)


def _shop_or_none() -> Seller | None:
    account = current_account()
    if account and account.role is Role.SELLER:
        return account.seller
    return current_shop()


def _shop_form(seller: Seller | None) -> ShopForm:
    account = current_account()
    kept: dict[str, Any] = {"maker": account.display_name if account else "", "state": SellerState.OPEN.value}
    if seller:
        names = ("name", "maker", "story", "story_en", "whatsapp", "nib")
        kept = {name: getattr(seller, name) for name in names} | {"state": seller.state.value}
        kept["regency"] = seller.regency_code
    form = ShopForm(data=kept)
    form.regency.choices = {"": _("Pilih kabupaten atau kota")} | {
        province.name: {one.code: one.name for one in regions.regencies(province.code)}
        for province in regions.provinces()
    }
    form.state.choices = {
        SellerState.OPEN.value: _("Buka, menerima pesanan"),
        SellerState.RESTING.value: _("Istirahat dulu, barang tetap terlihat"),
    }
    return form


def _shop_values(form: ShopForm) -> dict[str, Any]:
    return {
        "name": form.name.data.strip(),
        "maker": (form.maker.data or "").strip(),
        "story": (form.story.data or "").strip(),
        "story_en": (form.story_en.data or "").strip(),
        "regency_code": known_regency(form.regency.data),
        "whatsapp": form.whatsapp.data,
        "nib": form.nib.data,
        "state": SellerState(form.state.data),
    }


def _shop_page(form: ShopForm, status: int = 200) -> Answer:
    return render_template("selling/shop.html", form=form, shop=_shop_or_none(), adding=request.args.get("new")), status


def _with_fault(form: Any, refusal: Refusal) -> Any:
    """Put a rule's "no" beside the field it concerns, else above the form."""
    name = refusal.field if refusal.field in form._fields else None
    if name:
        form[name].errors = [*form[name].errors, in_words(refusal)]
    else:
        flash(in_words(refusal), "alert")
    return form
