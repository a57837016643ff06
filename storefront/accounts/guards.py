"""Who may enter which part of the shop.

A guest is sent to sign in and comes back afterwards. Somebody signed in whose part it is not sees the page for 403. A
thing inside a part that belongs to somebody else is a 404, so that nobody learns what exists; the views see to that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import abort, redirect, request, session, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from products import clock
from products.actor import Role
from products.database import db
from storefront.accounts.acting import acted_in_vain, acting_for, current_account
from storefront.accounts.models import Account
from storefront.extensions import login_manager

P = ParamSpec("P")
R = TypeVar("R")

SIGNED_IN_AT = "signed_in_at"
WORKING_DAY = timedelta(hours=12)


def init_app() -> None:
    """Tell Flask-Login how a session finds its account."""
    login_manager.user_loader(_signed_in)
    login_manager.session_protection = None


def account_of_session(session_key: str) -> Account | None:
    """The account with this session key, while it is enabled and the key has not been replaced."""
    return db.session.scalar(select(Account).where(Account.session_key == session_key, Account.is_enabled))


def _signed_in(session_key: str) -> Account | None:
    """The account a session belongs to. Assistants and officers sign in anew after a working day."""
    account = account_of_session(session_key)
    is_staff = account is not None and account.role in (Role.ASSISTANT, Role.OFFICER)
    is_old = clock.now().timestamp() - session.get(SIGNED_IN_AT, 0) > WORKING_DAY.total_seconds()
    return None if is_staff and is_old else account


def signed_in_required(view: Callable[P, R]) -> Callable[P, R | Response]:
    """Anybody signed in may enter."""
    return _guarded(view, lambda _account: True)


def seller_required(view: Callable[P, R]) -> Callable[P, R | Response]:
    """A seller may enter, and an assistant who acts for one in her care; once that care has ended it is a 404."""
    return _guarded(view, _has_a_shop)


def assistant_required(view: Callable[P, R]) -> Callable[P, R | Response]:
    """An assistant may enter."""
    return _guarded(view, lambda account: account.role is Role.ASSISTANT)


def officer_required(view: Callable[P, R]) -> Callable[P, R | Response]:
    """A programme officer may enter."""
    return _guarded(view, lambda account: account.role is Role.OFFICER)


def _has_a_shop(account: Account) -> bool:
    if acted_in_vain():
        abort(404)
    return account.role is Role.SELLER or acting_for() is not None


def _guarded(view: Callable[P, R], may_enter: Callable[[Account], bool]) -> Callable[P, R | Response]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        account = current_account()
        if account is None:
            return to_sign_in()
        if not may_enter(account):
            abort(403)
        return view(*args, **kwargs)

    return guarded


def to_sign_in() -> Response:
    """Send a guest to sign in, and from there back to the page she asked for."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("sign_in.login", next=wanted), 303)
