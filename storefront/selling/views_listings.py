"""The pages of a seller's listings."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from products.database import db
from products.errors import Refusal
from products.listing import NotYet
from products.models import Product
from storefront.accounts.acting import current_actor, current_shop
from storefront.accounts.guards import seller_required
from storefront.language import in_words
from storefront.review.shelf import shelf
from storefront.selling import listings
from storefront.selling.blueprint import bp
from storefront.selling.forms import ListingForm
from storefront.selling.listing_form import listing_form, show_missing, typed_values
from storefront.selling.listing_page import editing
from storefront.uploads import photo_store

Answer = str | Response | tuple[str, int]


@bp.get("/listings")
@seller_required
def all_listings() -> Answer:
    """Everything on her shelf, whatever its state."""
    return render_template("selling/listings.html", shelf=shelf(current_shop().id, "selling.listing"))


@bp.post("/listings")
@seller_required
def new_listing() -> Answer:
    """Begin a draft and go to its form."""
    product = listings.begin_listing(current_actor(), current_shop())
    return redirect(url_for("selling.listing", product_id=product.id), 303)


@bp.get("/listings/<int:product_id>")
@seller_required
def listing(product_id: int) -> Answer:
    """The form of one listing."""
    product = own(product_id)
    return _page(product, listing_form(product))


@bp.post("/listings/<int:product_id>")
@seller_required
def save_listing(product_id: int) -> Answer:
    """Save what was typed, finished or not."""
    return _saved(own(product_id), lambda product: flash(_("Tersimpan."), "good"))


@bp.post("/listings/<int:product_id>/review")
@seller_required
def send_listing(product_id: int) -> Answer:
    """Save, then ask the assistant to look at it."""

    def send(product: Product) -> None:
        listings.send_to_review(current_actor(), product)
        flash(_("Terkirim. Pendamping akan melihatnya, lalu barang Anda tampil di toko."), "good")

    return _saved(own(product_id), send, to=url_for("selling.all_listings"))


@bp.post("/listings/<int:product_id>/draft")
@seller_required
def take_listing_back(product_id: int) -> Answer:
    """Out of review, to change something."""
    listings.take_back(current_actor(), own(product_id))
    return redirect(url_for("selling.listing", product_id=product_id), 303)


@bp.post("/listings/<int:product_id>/withdrawal")
@seller_required
def withdraw_listing(product_id: int) -> Answer:
    """Off the public's shelves."""
    product = own(product_id)
    listings.withdraw(current_actor(), product)
    flash(_("%(name)s tidak tampil lagi di toko.", name=product.name), "good")
    return redirect(url_for("selling.all_listings"), 303)


@bp.post("/listings/<int:product_id>/photos")
@seller_required
def add_photo(product_id: int) -> Answer:
    """One photo sent alone, by the script of the form: answered as JSON."""
    product, file = own(product_id), request.files.get("photo")
    if file is None:
        return _refused(_("Fotonya belum terkirim. Coba lagi."))
    try:
        photo = listings.add_photo(current_actor(), product, file.stream, file.filename or "", photo_store())
    except Refusal as refusal:
        return _refused(in_words(refusal))
    return jsonify(editing(product).photo(photo).as_json())


@bp.post("/listings/<int:product_id>/photos/<int:photo_id>/removal")
@seller_required
def remove_photo(product_id: int, photo_id: int) -> Answer:
    """Save what was typed, and take one photo off."""
    shown = own_photo(product_id, photo_id)
    return _saved(shown, lambda product: listings.remove_photo(current_actor(), product, photo_id))


@bp.post("/listings/<int:product_id>/photos/<int:photo_id>/cover")
@seller_required
def choose_cover(product_id: int, photo_id: int) -> Answer:
    """Save what was typed, and show one photo first."""
    shown = own_photo(product_id, photo_id)
    return _saved(shown, lambda product: listings.make_cover(current_actor(), product, photo_id))


def own(product_id: int) -> Product:
    """A listing of the shop at hand; anybody else's does not exist."""
    product = db.session.scalar(select(Product).where(Product.id == product_id, Product.seller_id == current_shop().id))
    return product or abort(404)


def own_photo(product_id: int, photo_id: int) -> Product:
    """A listing of the shop at hand that has this photo."""
    product = own(product_id)
    return product if photo_id in [photo.id for photo in product.photos] else abort(404)


def _saved(product: Product, then: Callable[[Product], None], to: str = "") -> Answer:
    """Save the form and do what was asked on top; with anything wrong, the form comes back as it was typed.

    What makes sense is saved even when something else does not, so that a long form is never lost.
    """
    form = listing_form(product)
    is_sound = form.validate()
    try:
        is_sound = _took_photos(form, product) and is_sound
        is_looked_at = listings.save_listing(current_actor(), product, typed_values(form))
        if not is_sound:
            return _page(product, form, 422)
        if is_looked_at:
            flash(_("Tersimpan. Karena nama, jenis, izin, atau halalnya berubah, pendamping melihatnya dulu."), "look")
        else:
            then(product)
    except NotYet as refusal:
        show_missing(form, refusal.fields)
        return _page(product, form, 422)
    except Refusal as refusal:
        flash(in_words(refusal), "alert")
        return _page(product, form, 422)
    return redirect(to or url_for("selling.listing", product_id=product.id), 303)


def _took_photos(form: ListingForm, product: Product) -> bool:
    """Take in the photos that came with the form; each one refused is named beside the field."""
    refused: list[str] = []
    for file in form.photos.data or []:
        if not file or not file.filename:
            continue
        try:
            listings.add_photo(current_actor(), product, file.stream, file.filename, photo_store())
        except Refusal as refusal:
            refused.append(in_words(refusal))
    form.photos.errors = [*form.photos.errors, *refused]
    return not refused


def _page(product: Product, form: ListingForm, status: int = 200) -> tuple[str, int]:
    page = editing(product)
    form.stock_seen.raw_data, form.stock_seen.data = None, product.on_hand
    return render_template("selling/listing.html", page=page, product=product, form=form), status


def _refused(sentence: str) -> Response:
    response = jsonify(error=sentence)
    response.status_code = 422
    return response
