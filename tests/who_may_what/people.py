"""The kinds of visitors, each with her own session; what they own lies in ``things``."""

from __future__ import annotations

from flask import Flask

from products.actor import SYSTEM
from products.database import db
from storefront.accounts.models import Account
from storefront.accounts.staff import end_service
from tests.sessions import signed_in
from tests.who_may_what.things import Side

PEOPLE = (
    "guest",
    "buyer",
    "seller",
    "another seller",
    "assistant in care",
    "assistant not in care",
    "assistant whose care ended",
    "the same, still acting",
    "assistant who left",
    "assistant acting",
    "officer of the province",
    "officer of another",
    "officer of the nation",
)


def cookies(app: Flask, here: Side, away: Side, nation: Account) -> dict[str, str]:
    """The ``Cookie`` header of everybody. Whoever left had signed in before."""
    accounts: dict[str, Account | None] = {
        "guest": None,
        "buyer": here.buyer,
        "seller": here.owner,
        "another seller": away.owner,
        "assistant in care": here.carer,
        "assistant not in care": away.carer,
        "assistant whose care ended": here.former,
        "the same, still acting": here.former,
        "assistant who left": here.gone,
        "assistant acting": here.carer,
        "officer of the province": here.officer,
        "officer of another": away.officer,
        "officer of the nation": nation,
    }
    assert tuple(accounts) == PEOPLE
    headers = {name: _cookie(app, account, here, acts=name.endswith("acting")) for name, account in accounts.items()}
    end_service(SYSTEM, db.session.get_one(Account, here.gone.id))
    return headers


def _cookie(app: Flask, account: Account | None, here: Side, *, acts: bool) -> str:
    visitor = signed_in(app, account)
    if acts:
        with visitor.session_transaction() as session:
            session["acting_for"] = here.seller.id
    cookie = visitor.get_cookie(app.config["SESSION_COOKIE_NAME"])
    return f"{cookie.key}={cookie.value}" if cookie else ""
