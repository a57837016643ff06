"""The pages on which a seller opens her shop and keeps its settings."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products.actor import Role
from products.errors import Refusal
from products.models import Seller
from products.regions import Zone
from storefront.accounts.acting import current_actor, current_shop, my_account
from storefront.accounts.guards import seller_required
from storefront.graduation.consenting.consent_words import Purpose, words_of
from storefront.payments.offers import payment_offers_of
from storefront.selling.blueprint import bp
from storefront.selling.forms import DeliveryForm, PaymentForm, ShopForm
from storefront.selling.shop import change_shop, open_shop
from storefront.selling.shop_form import (
    delivery_form,
    offered_deliveries,
    offered_payments,
    payment_form,
    shop_form,
    shop_values,
    typed_bank,
    typed_postage,
    with_fault,
)
from storefront.selling.ways import keep_deliveries, keep_payments

Answer = str | Response | tuple[str, int]


@bp.get("/shop")
@seller_required
def shop() -> Answer:
    """What the shop says of itself; for a seller without one, the form that opens it."""
    seller = _shop_or_none()
    return _shop_page(shop_form(seller, my_account().display_name), seller)


@bp.post("/shop")
@seller_required
def save_shop() -> Answer:
    """Open the shop, or change what it says."""
    seller = _shop_or_none()
    form = shop_form(seller, my_account().display_name)
    if not form.validate():
        return _shop_page(form, seller, 422)
    try:
        if seller is None:
            open_shop(my_account(), shop_values(form), agreed=form.agreed.data)
            return redirect(url_for("selling.delivery"), 303)
        change_shop(current_actor(), seller, shop_values(form))
    except Refusal as refusal:
        return _shop_page(with_fault(form, refusal), seller, 422)
    flash(_("Tersimpan."), "good")
    return redirect(url_for("selling.shop"), 303)


@bp.get("/delivery")
@seller_required
def delivery() -> Answer:
    """How goods reach her buyers."""
    return _delivery_page(delivery_form(current_shop()))


@bp.post("/delivery")
@seller_required
def save_delivery() -> Answer:
    """Keep how goods reach her buyers."""
    form, seller = DeliveryForm(), current_shop()
    if not form.validate():
        return _delivery_page(form, 422)
    try:
        keep_deliveries(current_actor(), seller, offered_deliveries(form), typed_postage(form))
    except Refusal as refusal:
        return _delivery_page(with_fault(form, refusal), 422)
    flash(_("Cara kirim tersimpan."), "good")
    return redirect(url_for("selling.delivery" if payment_offers_of(seller.id) else "selling.payment"), 303)


@bp.get("/payment")
@seller_required
def payment() -> Answer:
    """How she is paid."""
    return _payment_page(payment_form(current_shop()))


@bp.post("/payment")
@seller_required
def save_payment() -> Answer:
    """Keep how she is paid."""
    form, seller = PaymentForm(), current_shop()
    if not form.validate():
        return _payment_page(form, 422)
    try:
        keep_payments(current_actor(), seller, offered_payments(form), typed_bank(form))
    except Refusal as refusal:
        return _payment_page(with_fault(form, refusal), 422)
    flash(_("Cara bayar tersimpan."), "good")
    return redirect(url_for("selling.home"), 303)


def _shop_or_none() -> Seller | None:
    """The shop at hand; ``None`` for a seller who has not opened one."""
    account = my_account()
    return account.seller if account.role is Role.SELLER else current_shop()


def _shop_page(form: ShopForm, seller: Seller | None, status: int = 200) -> Answer:
    return render_template("selling/shop.html", form=form, shop=seller, words=words_of(Purpose.SHOP)), status


def _delivery_page(form: DeliveryForm, status: int = 200) -> Answer:
    return render_template("selling/delivery.html", form=form, zones=Zone), status


def _payment_page(form: PaymentForm, status: int = 200) -> Answer:
    return render_template("selling/payment.html", form=form), status
