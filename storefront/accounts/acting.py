"""Who acts in this request, and for which shop.

A seller acts for her own shop. An assistant may act for a seller in her care; ``session["acting_for"]`` says for whom,
and whether that seller is still in her care is asked anew in every request. The caseload lies above the accounts, so
the factory hands its question down.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Flask, abort, current_app, g, has_request_context, session, url_for
from flask_login import current_user

from products.actor import Actor, Role
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account

InCare = Callable[[int, int], bool]
ACTING_FOR = "acting_for"


def init_app(app: Flask, in_care: InCare) -> None:
    """Remember how to ask whether a seller (second number) is in an assistant's care (first number)."""
    app.extensions["in_care"] = in_care
    app.context_processor(_in_whose_name)


def current_account() -> Account | None:
    """The account signed in, or ``None`` for a guest."""
    return cast(Account, current_user._get_current_object()) if current_user.is_authenticated else None


def my_account() -> Account:
    """The account signed in, where a guard has seen to it that there is one."""
    return current_account() or abort(404)


def current_actor() -> Actor:
    """Who acts now, for the services that change something; a guest acts as a buyer without an account."""
    account = current_account()
    if account is None:
        return Actor(Role.BUYER)
    shop = acting_for()
    return Actor(account.role, account.id, shop.id if shop else None)


def current_shop() -> Seller:
    """The shop at hand: a seller's own, or the one an assistant acts for. There being none is a 404."""
    account = current_account()
    if account and account.role is Role.SELLER and account.seller:
        return account.seller
    return acting_for() or abort(404)


def acting_for() -> Seller | None:
    """The shop an assistant acts for in this request; ``None`` once it has left her care."""
    if "acting_for" not in g:
        g.acting_for = _shop_in_care(session.get(ACTING_FOR))
    return cast(Seller | None, g.acting_for)


def acted_in_vain() -> bool:
    """Whether an assistant still wants to act for a shop that has left her care: to her it does not exist any more."""
    account = current_account()
    is_assistant = account is not None and account.role is Role.ASSISTANT
    return is_assistant and ACTING_FOR in session and acting_for() is None


def start_acting(seller_id: int) -> None:
    """From now on the assistant signed in acts for this seller. One who is not in her care is a 404."""
    g.acting_for = _shop_in_care(seller_id) or abort(404)
    session[ACTING_FOR] = seller_id


def stop_acting() -> None:
    """The assistant acts for herself again."""
    session.pop(ACTING_FOR, None)
    g.acting_for = None


def is_in_care(assistant_id: int | None, seller_id: int | None) -> bool:
    """Whether the seller is in that assistant's care at this moment."""
    in_care = cast(InCare, current_app.extensions["in_care"])
    return assistant_id is not None and seller_id is not None and in_care(assistant_id, seller_id)


def _shop_in_care(seller_id: int | None) -> Seller | None:
    account = current_account()
    if account is None or account.role is not Role.ASSISTANT or not is_in_care(account.id, seller_id):
        return None
    return db.session.get(Seller, seller_id)


def _in_whose_name() -> dict[str, object]:
    shop = acting_for() if has_request_context() else None
    return {"acting_for": shop.name, "stop_acting_url": url_for("accounts.acting_stop")} if shop else {}
