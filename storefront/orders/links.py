"""Addresses that leave the shop: in mail, and in messages to a seller."""

from __future__ import annotations

from urllib.parse import quote

from flask import current_app, has_request_context, request

from storefront.orders.models import Order, Parcel

LOCAL_ADDRESS = "http://127.0.0.1:8000"


def shop_address() -> str:
    """Where the public reaches the shop, without a slash at the end."""
    settings = current_app.config["SETTINGS"]
    here = request.host_url if has_request_context() else LOCAL_ADDRESS
    return str(settings.public_url or here).rstrip("/")


def order_link(order: Order) -> str:
    """The address that opens an order without an account, for its buyer alone."""
    return f"{shop_address()}/orders/{order.number}?t={order.token}"


def desk_link(parcel: Parcel) -> str:
    """Where the shop finds a parcel on its desk."""
    return f"{shop_address()}/selling/parcels/{parcel.id}"


def whatsapp_link(number: str | None, text: str) -> str:
    """A link that opens WhatsApp with ``text`` written; empty for a shop without a number (E.164)."""
    return f"https://wa.me/{number.lstrip('+')}?text={quote(text)}" if number else ""
