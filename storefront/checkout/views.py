"""From the cart to a placed order in two pages: who, where and how; then every amount and the button."""

from __future__ import annotations

import secrets

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products.actor import Actor, Role
from products.errors import Refusal
from products.stock import NotEnough
from storefront.accounts.acting import current_account
from storefront.cart.contents import Basket, baskets
from storefront.cart.session import cart_token, recount
from storefront.checkout import draft
from storefront.checkout.choices import Shop, shops_of
from storefront.checkout.forms import CheckoutForm, delivery_notes, delivery_prices, form_for
from storefront.checkout.plan import NotComplete, Plan, plan_of
from storefront.checkout.services import Changed, Submission, place_order, placed_before
from storefront.language import current, in_words
from storefront.orders.access import grant
from storefront.orders.places import label, labels
from storefront.orders.words import DELIVERY_WAYS
from storefront.payments.words import PAYMENT_WAYS
from storefront.phones import national

bp = Blueprint("checkout", __name__)

LEAST_TOKEN = 32
Answer = str | Response | tuple[str, int]


@bp.route("/checkout", methods=["GET", "POST"])
def fill_in() -> Answer:
    """Contact, address, and for each shop a way to deliver and to pay."""
    in_cart = baskets(cart_token())
    if (elsewhere := _obstacle(in_cart)) is not None:
        return elsewhere
    shops = shops_of(in_cart)
    if (stuck := _shop_without_ways(shops)) is not None:
        return stuck
    form = form_for(shops, draft.remembered())
    if request.method == "GET":
        return _form_page(form, shops)
    draft.remember(request.form.to_dict())
    if form.validate() and _plan(form, shops):
        draft.remember({field.name: field.data for field in form})
        return redirect(url_for("checkout.review"), 303)
    return _form_page(form, shops), 422


@bp.get("/checkout/review")
def review() -> Answer:
    """Everything once more with every amount, before the button."""
    in_cart = baskets(cart_token())
    if (elsewhere := _obstacle(in_cart)) is not None:
        return elsewhere
    shops = shops_of(in_cart)
    form = _filled(shops)
    plan = _plan(form, shops) if form else None
    if form is None or plan is None:
        return redirect(url_for("checkout.fill_in"), 303)
    return _review_page(form, plan)


@bp.post("/checkout/review")
def place() -> Answer:
    """Place the order. The same submission twice leads to the same order."""
    token = request.form.get("submission", "")
    if len(token) < LEAST_TOKEN:
        return redirect(url_for("checkout.review"), 303)
    shops = shops_of(baskets(cart_token()))
    form = _filled(shops)
    try:
        order = placed_before(token) or (place_order(_buyer(), _submission(form, token)) if form else None)
    except Changed as changed:
        plan = _plan(form, shops) if form else None
        return (_review_page(form, plan, changed), 422) if form and plan else _back("checkout.fill_in", changed)
    except NotEnough as refusal:
        return _back("cart.show", refusal)
    except Refusal as refusal:
        return _back("checkout.fill_in", refusal)
    if order is None:
        return redirect(url_for("checkout.fill_in"), 303)
    draft.forget()
    recount()
    grant(order)
    flash(_("Pesanan Anda sudah diteruskan ke penjual."), "good")
    return redirect(url_for("orders.order", number=order.number), 303)


def _obstacle(in_cart: list[Basket]) -> Response | None:
    """Back to the cart while it is empty or holds what cannot be ordered."""
    if in_cart and all(basket.can_be_ordered for basket in in_cart):
        return None
    if in_cart:
        flash(_("Ada barang yang perlu dilihat dulu sebelum memesan."), "look")
    return redirect(url_for("cart.show"), 303)


def _shop_without_ways(shops: list[Shop]) -> Response | None:
    for shop in shops:
        if not shop.can_be_ordered_from:
            sentence = _(
                "%(shop)s belum mengatur cara kirim dan bayar. Keluarkan dulu barangnya, lalu pesan lewat WhatsApp.",
                shop=shop.basket.seller_name,
            )
            flash(sentence, "look")
            return redirect(url_for("cart.show"), 303)
    return None


def _plan(form: CheckoutForm, shops: list[Shop]) -> Plan | None:
    """The plan of a valid form; what does not go together is written beneath its fields."""
    try:
        return plan_of(shops, form.picks, form.contact)
    except NotComplete as problems:
        form.refuse(problems.fields)
        return None


def _filled(shops: list[Shop]) -> CheckoutForm | None:
    """The form as it was sent before, from the draft; ``None`` when that is not complete."""
    if not shops or draft.KEY not in session:
        return None
    form = form_for(shops, draft.remembered(), sent=False)
    return form if form.validate() else None


def _buyer() -> Actor:
    account = current_account()
    return Actor(Role.BUYER, account.id if account else None)


def _submission(form: CheckoutForm, token: str) -> Submission:
    agreed = request.form.get("agreed", "")
    return Submission(token[:43], cart_token() or "", form.contact, form.picks, agreed, current())


def _back(endpoint: str, refusal: Refusal) -> Response:
    flash(in_words(refusal), "look")
    return redirect(url_for(endpoint), 303)


def _form_page(form: CheckoutForm, shops: list[Shop]) -> str:
    return render_template(
        "checkout/fill_in.html",
        form=form,
        shops=shops,
        notes={shop.basket.seller_id: delivery_notes(shop) for shop in shops},
        prices={shop.basket.seller_id: delivery_prices(shop) for shop in shops},
        places=labels(),
    )


def _review_page(form: CheckoutForm, plan: Plan, changed: Refusal | None = None) -> str:
    contact = form.contact
    return render_template(
        "checkout/review.html",
        contact=contact,
        phone=national(contact.phone),
        place=label(contact.regency_code) if contact.regency_code else "",
        plan=plan,
        changed=changed,
        submission=secrets.token_urlsafe(32),
        delivery_ways=DELIVERY_WAYS,
        payment_ways=PAYMENT_WAYS,
    )
