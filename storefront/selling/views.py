"""The seller's desk: today's one next thing on top, everything else quieter."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from products.actor import Role
from storefront.accounts.acting import acting_for, current_account, current_shop
from storefront.accounts.sessions import HOMES
from storefront.selling import views_listings, views_parcels, views_shop, views_steps
from storefront.selling.blueprint import bp
from storefront.selling.today import today

__all__ = ["bp", "views_listings", "views_parcels", "views_shop", "views_steps"]


@bp.get("/")
def home() -> str | Response:
    """Where a seller begins her day; whoever has no shop yet is shown how to open one."""
    account = current_account()
    if account is None:
        return render_template("selling/welcome.html")
    if account.role in {Role.ASSISTANT, Role.OFFICER} and acting_for() is None:
        return redirect(HOMES[account.role])
    if account.role is not Role.SELLER and acting_for() is None:
        return render_template("selling/welcome.html")
    if account.role is Role.SELLER and account.seller_id is None:
        return redirect(url_for("selling.shop"))
    return render_template("selling/home.html", today=today(current_shop()), shop=current_shop())
