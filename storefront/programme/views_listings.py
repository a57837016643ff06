"""Taking a listing down."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from products import listing
from products.database import db, transaction
from products.models import ListingState, Product, Seller
from storefront.accounts.acting import current_actor
from storefront.fields import submitted
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import TakeDownForm
from storefront.programme.scope import my_area

MOST_FOUND = 50


@bp.get("/listings")
def listings() -> Answer:
    """Published listings of my area whose name or shop has these words."""
    words = request.args.get("q", "")[:100]
    return render_template("programme/listings.html", q=words, listings=_found(words))


@bp.get("/listings/<slug>")
def take_down_form(slug: str) -> Answer:
    """The form that asks why."""
    return render_template("programme/take_down.html", listing=_published(slug), form=TakeDownForm())


@bp.post("/listings/<slug>")
def take_down(slug: str) -> Answer:
    """Withdraw the listing from the public, with a reason that its seller reads."""
    product, form = _published(slug), TakeDownForm()
    if submitted(form, lambda: _withdraw(product, form.reason.data.strip())) is False:
        return render_template("programme/take_down.html", listing=product, form=form), 422
    flash(_("%(name)s sudah tidak tampil di toko.", name=product.name), "good")
    return redirect(url_for(".listings"), 303)


def _withdraw(product: Product, reason: str) -> None:
    with transaction():
        listing.move_to(product, ListingState.WITHDRAWN, current_actor(), reason)


def _published(slug: str) -> Product:
    one = select(Product).join(Product.seller).options(contains_eager(Product.seller))
    one = one.where(Product.slug == slug, Product.state == ListingState.PUBLISHED, my_area().holds(Seller.regency_code))
    return db.session.scalar(one) or abort(404)


def _found(words: str) -> list[Product]:
    public = select(Product).join(Product.seller).options(contains_eager(Product.seller))
    public = public.where(Product.state == ListingState.PUBLISHED, my_area().holds(Seller.regency_code))
    for word in words.split()[:5]:
        public = public.where(
            Product.name.icontains(word, autoescape=True) | Seller.name.icontains(word, autoescape=True)
        )
    return list(db.session.scalars(public.order_by(Product.published_at.desc(), Product.id).limit(MOST_FOUND)))
