"""Where a visitor's session keeps her cart: the token that opens it, and the count that every page shows."""

from __future__ import annotations

from flask import session

from storefront.cart.services import packs_in

TOKEN = "cart"  # noqa: S105 - the name of a place, not a secret
COUNT = "cart_count"


def cart_token() -> str | None:
    """The token of this visitor's cart; ``None`` before she has one."""
    token = session.get(TOKEN)
    return str(token) if token else None


def keep_cart(token: str) -> None:
    """This is her cart from now on."""
    session[TOKEN] = token
    session.permanent = True


def recount() -> None:
    """Let every page show how many packs there are now."""
    session[COUNT] = packs_in(cart_token())
