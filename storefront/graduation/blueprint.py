"""The seller's own pages about her record, under ``/graduation``."""

from __future__ import annotations

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from products.actor import Role
from storefront.accounts.acting import current_account

bp = Blueprint("graduation", __name__, url_prefix="/graduation")
Answer = Response | str | tuple[str, int]


@bp.before_request
def shop_first() -> Response | None:
    """A seller names her shop before she claims a record for it."""
    account = current_account()
    if account and account.role is Role.SELLER and account.seller_id is None:
        return redirect("/selling/", 303)
    return None
