"""The seller's own pages about her record, under ``/me``."""

from __future__ import annotations

from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from products.actor import Role
from storefront.accounts.acting import current_account, current_shop
from storefront.accounts.models import Account
from storefront.accounts.owners import owner_of

bp = Blueprint("graduation", __name__, url_prefix="/me")
Answer = Response | str | tuple[str, int]


@bp.before_request
def shop_first() -> Response | None:
    """A seller names her shop before she claims a record for it."""
    account = current_account()
    if account and account.role is Role.SELLER and account.seller_id is None:
        return redirect("/selling/", 303)
    return None


def owner() -> Account:
    """The account of the seller whose pages these are, also while an assistant acts for her; a 404 without one."""
    return owner_of(current_shop().id) or abort(404)
