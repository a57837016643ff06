"""The cart's pages. They work without JavaScript: each change is a form that leads back to the cart."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products.errors import Refusal
from storefront.cart import services
from storefront.cart.contents import baskets, items_idr
from storefront.cart.session import cart_token, keep_cart, recount
from storefront.language import in_words

bp = Blueprint("cart", __name__)


@bp.get("/cart")
def show() -> str:
    """What lies in the cart, by shop."""
    in_cart = baskets(cart_token())
    return render_template("cart/cart.html", baskets=in_cart, items_idr=items_idr(in_cart), most=services.MOST_PACKS)


@bp.post("/cart/items")
def add() -> Response:
    """Put packs of a product in: ``product`` is its slug, ``quantity`` how many (one when not said)."""
    try:
        slug = request.form.get("product", "")
        keep_cart(services.put_in(cart_token(), slug, _number(request.form.get("quantity", "1"))))
        flash(_("Sudah masuk keranjang."), "good")
    except Refusal as refusal:
        flash(in_words(refusal), "look")
    return _back()


@bp.post("/cart/items/<slug>")
def change(slug: str) -> Response:
    """Another ``quantity``; nought takes the product out."""
    try:
        services.set_quantity(cart_token(), slug, _number(request.form.get("quantity", "")))
    except Refusal as refusal:
        flash(in_words(refusal), "look")
    return _back()


def _back() -> Response:
    recount()
    return redirect(url_for("cart.show"), 303)


def _number(typed: str) -> int:
    """What was typed as a number of packs; a word makes no sense, like a number far below nought."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else -1
