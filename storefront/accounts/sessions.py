"""Signing in and out of this browser, once it is known who somebody is.

Between the password and the second step the session holds only who is expected: nobody is signed in yet. Signing in
starts the session anew and keeps nothing of the guest but her language, her cart and the orders she may open.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import session
from flask_login import login_user, logout_user

from products import clock
from products.actor import Role
from products.database import db
from storefront.accounts import second_step
from storefront.accounts.guards import SIGNED_IN_AT, account_of_session
from storefront.accounts.models import Account
from storefront.accounts.services import end_sessions
from storefront.language import own_path

EXPECTED = "expected"
PATIENCE = timedelta(minutes=10)
KEPT_OF_A_GUEST = ("locale", "cart", "cart_count", "checkout", "orders")
HOMES = {Role.BUYER: "/accounts/", Role.SELLER: "/selling/", Role.ASSISTANT: "/coaching/", Role.OFFICER: "/programme/"}


def expect(accounts: Sequence[Account], wanted: str) -> None:
    """Remember for ten minutes whose password was right, and the page that was asked for."""
    session[EXPECTED] = {
        "keys": [account.session_key for account in accounts],
        "until": (clock.now() + PATIENCE).timestamp(),
        "next": wanted,
    }


def expected() -> list[Account]:
    """The accounts whose password was right; empty when nobody is expected any more."""
    waiting = session.get(EXPECTED)
    if not waiting or waiting["until"] < clock.now().timestamp():
        return []
    return [account for key in waiting["keys"] if (account := account_of_session(key))]


def next_step(account: Account) -> str:
    """Where somebody whose password was right goes now: the second step, or in."""
    wanted = session[EXPECTED]["next"]
    if second_step.is_needed(account):
        expect([account], wanted)
        return "/accounts/login/code" if account.totp_secret else "/accounts/login/app"
    return open_session(account, wanted)


def open_session(account: Account, wanted: str = "") -> str:
    """Sign an account in on this browser and say where to go."""
    kept = {name: session[name] for name in KEPT_OF_A_GUEST if name in session}
    session.clear()
    session.update(kept)
    session["locale"] = account.locale
    session[SIGNED_IN_AT] = clock.now().timestamp()
    session.permanent = account.role in (Role.BUYER, Role.SELLER)
    login_user(account)
    return home_of(account, wanted)


def close_session(account: Account) -> None:
    """Sign out here and everywhere: a copied cookie opens nothing any more."""
    end_sessions(account)
    locale = session.get("locale")
    logout_user()
    session.clear()
    if locale:
        session["locale"] = locale


def home_of(account: Account, wanted: str = "") -> str:
    """The page that was asked for if it is one of ours, else the desk of this kind of account."""
    own = own_path(wanted) if wanted else "/"
    return own if own != "/" else HOMES[account.role]


def renew_session(account: Account) -> None:
    """Keep this browser signed in after the account's key was replaced, which ended all others."""
    db.session.refresh(account)
    login_user(account)
