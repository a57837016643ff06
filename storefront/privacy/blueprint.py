"""The pages on personal data under ``/privacy``."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from products.actor import Role
from storefront.accounts.models import Account

bp = Blueprint("privacy", __name__, url_prefix="/privacy")
Answer = Response | str | tuple[str, int]


def frame_of(account: Account) -> str:
    """The frame that these pages stand in: a seller's own desk, and for everybody else the shop's."""
    return "selling/desk.html" if account.role is Role.SELLER else "layout.html"
