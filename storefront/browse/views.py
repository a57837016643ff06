"""The public pages: home, lists, one product, one shop, search."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from products import search
from products.search.backend import SearchQuery, Sort
from storefront.browse.cards import cards
from storefront.browse.criteria import LONGEST_TEXT, Criteria
from storefront.browse.drawn_cards import drawn_card
from storefront.browse.lists import product_list
from storefront.browse.product_page import product_page
from storefront.browse.shop_page import makers, shop_page
from storefront.browse.suggestions import suggestions
from storefront.catalogue import tree

bp = Blueprint("browse", __name__)

NEWEST_ON_HOME = 12

bp.add_app_template_global(drawn_card)


@bp.get("/")
def home() -> str:
    """What is new, the groups of goods, and some of the makers."""
    newest = search.search(SearchQuery(sort=Sort.NEWEST, per_page=NEWEST_ON_HOME))
    return render_template("browse/home.html", cards=cards(newest.product_ids), total=newest.total, makers=makers())


@bp.get("/products")
def products() -> str:
    """Everything there is, to be narrowed by category, province and price."""
    return render_template("browse/products.html", list=product_list(Criteria.read(request.args)))


@bp.get("/categories/<slug>")
def category(slug: str) -> str:
    """One category or group of goods."""
    branch = tree().by_slug.get(slug)
    if branch is None:
        abort(404)
    found = product_list(Criteria.read(request.args), branch=branch)
    group = tree().by_id.get(branch.parent_id) if branch.parent_id else None
    within = tree().within(branch)
    return render_template("browse/category.html", branch=branch, group=group, within=within, list=found)


@bp.get("/search")
def search_page() -> str | AnyResponse:
    """What a visitor looks for; without words, everything."""
    criteria = Criteria.read(request.args)
    if not criteria.text and not criteria.is_narrowed:
        return redirect("/products")
    return render_template("browse/search.html", list=product_list(criteria))


@bp.get("/search/suggest")
def suggest() -> Response:
    """What might be meant by something half typed, as JSON."""
    response = jsonify(suggestions(request.args.get("q", "")[:LONGEST_TEXT]))
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


@bp.get("/products/<slug>")
def product(slug: str) -> str:
    """One product."""
    page = product_page(slug) or abort(404)
    return render_template("browse/product.html", page=page)


@bp.get("/sellers/<slug>")
def seller(slug: str) -> str:
    """One shop: her place, her words, her work."""
    shop = shop_page(slug) or abort(404)
    found = product_list(Criteria.read(request.args), seller_id=shop.id)
    return render_template("browse/seller.html", shop=shop, list=found)
