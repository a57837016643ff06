"""What machines read: the sitemap, robots.txt, and what a phone needs to keep the shop on its home screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template, url_for
from sqlalchemy import select

from products.database import db
from products.models import ListingState, Product, Seller, SellerState
from storefront.catalogue import tree
from storefront.orders.links import shop_address

bp = Blueprint("machines", __name__)

MOST_ADDRESSES = 45_000
PRIVATE = (
    "/cart",
    "/checkout",
    "/orders",
    "/accounts",
    "/selling",
    "/coaching",
    "/programme",
    "/me",
    "/privacy/",
    "/search",
)
AN_HOUR = "public, max-age=3600"


@bp.get("/robots.txt")
def robots() -> Response:
    """Crawlers may read the shop window and nothing behind it."""
    rules = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    return _plain("\n".join([*rules, "", f"Sitemap: {_whole('machines.sitemap')}", ""]), "text/plain")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """Every public page with the day it last changed."""
    return _plain(render_template("browse/sitemap.xml", pages=list(_pages())), "application/xml")


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """How the shop looks on a phone's home screen."""
    brand = current_app.config["SETTINGS"].brand
    icon = [("icons/icon-192.png", "192x192", "any"), ("icons/icon-512.png", "512x512", "any")]
    response = jsonify(
        name=brand,
        short_name=brand,
        lang="id",
        start_url="/",
        display="standalone",
        background_color="#FBF7EF",
        theme_color="#FBF7EF",
        icons=[
            {"src": url_for("static", filename=name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in (*icon, ("icons/maskable-512.png", "512x512", "maskable"))
        ],
    )
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = AN_HOUR
    return response


def _pages() -> Iterator[tuple[str, datetime | None]]:
    yield _whole("browse.home"), None
    yield f"{shop_address()}/privacy", None
    for branch in tree().by_id.values():
        yield _whole("browse.category", slug=branch.slug), None
    shops = select(Seller.slug).where(Seller.state != SellerState.CLOSED).limit(MOST_ADDRESSES // 3)
    for slug in db.session.scalars(shops):
        yield _whole("browse.seller", slug=slug), None
    goods = (
        select(Product.slug, Product.changed_at)
        .join(Seller, Seller.id == Product.seller_id)
        .where(Product.state == ListingState.PUBLISHED, Seller.state != SellerState.CLOSED)
        .order_by(Product.published_at.desc())
        .limit(MOST_ADDRESSES // 3 * 2)
    )
    for slug, changed_at in db.session.execute(goods):
        yield _whole("browse.product", slug=slug), changed_at


def _whole(endpoint: str, **values: Any) -> str:
    """An address in full, where the public reaches the shop: never under a host that somebody merely asked for."""
    return shop_address() + url_for(endpoint, **values)


def _plain(text: str, mimetype: str) -> Response:
    response = Response(text, mimetype=mimetype)
    response.headers["Cache-Control"] = AN_HOUR
    return response
