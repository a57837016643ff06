"""The review queue, and the page on which an assistant looks a listing over."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from products.errors import Refusal
from products.listing import NotYet
from products.models import Product
from storefront.accounts.acting import my_account
from storefront.accounts.guards import assistant_required
from storefront.coaching import reviews
from storefront.coaching.blueprint import bp
from storefront.coaching.forms import ReviewForm
from storefront.coaching.review_page import review_page
from storefront.coaching.scope import my_listing, myself
from storefront.coaching.today import review_lines
from storefront.language import in_words
from storefront.review import services as remarks

Answer = str | Response | tuple[str, int]


@bp.get("/reviews")
@assistant_required
def all_reviews() -> Answer:
    """Listings that wait for her, the oldest first."""
    return render_template("coaching/reviews.html", lines=review_lines(my_account().id))


@bp.get("/reviews/<int:product_id>")
@assistant_required
def review(product_id: int) -> Answer:
    """One listing as its buyer will see it."""
    return _page(my_listing(product_id), ReviewForm())


@bp.post("/reviews/<int:product_id>/remarks")
@assistant_required
def write_remarks(product_id: int) -> Answer:
    """Keep the remarks written so far."""

    def write(product: Product, form: ReviewForm) -> str:
        reviews.write_remarks(myself(), product, form.typed)
        return _("Catatan tersimpan.")

    return _done(product_id, write, url_for("coaching.review", product_id=product_id))


@bp.post("/reviews/<int:product_id>/remarks/<int:remark_id>/settlement")
@assistant_required
def settle_remark(product_id: int, remark_id: int) -> Answer:
    """A remark has been put right."""
    product = my_listing(product_id)
    if not remarks.has_remark(product.id, remark_id):
        abort(404)
    reviews.settle_remark(myself(), product, remark_id)
    return redirect(url_for("coaching.review", product_id=product_id), 303)


@bp.post("/reviews/<int:product_id>/return")
@assistant_required
def give_back(product_id: int) -> Answer:
    """Back to the seller, with what to put right."""

    def back(product: Product, form: ReviewForm) -> str:
        reviews.give_back(myself(), product, form.typed, form.reason.data or "")
        return _("%(name)s dikembalikan dengan catatan.", name=product.name)

    return _done(product_id, back, url_for("coaching.all_reviews"))


@bp.post("/reviews/<int:product_id>/publication")
@assistant_required
def publish(product_id: int) -> Answer:
    """To the public."""

    def out(product: Product, form: ReviewForm) -> str:
        reviews.publish(myself(), product, form.seen.data or "", form.typed)
        return _("%(name)s sekarang tampil di toko.", name=product.name)

    return _done(product_id, out, url_for("coaching.all_reviews"))


def _done(product_id: int, act: Callable[[Product, ReviewForm], str], to: str) -> Answer:
    """Do it and say so; a "no" is said above the page, with everything written still there."""
    product, form = my_listing(product_id), ReviewForm()
    if not form.validate():
        return _page(product, form, 422)
    try:
        done = act(product, form)
    except NotYet as refusal:
        flash(" ".join([in_words(refusal), *(_(sentence) for sentence in refusal.fields.values())]), "alert")
        return _page(product, form, 422)
    except Refusal as refusal:
        flash(in_words(refusal), "alert")
        return _page(product, form, 422)
    flash(done, "good")
    return redirect(to, 303)


def _page(product: Product, form: ReviewForm, status: int = 200) -> Answer:
    return render_template("coaching/review.html", page=review_page(product, form)), status
