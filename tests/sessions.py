"""Visitors who have signed in already, without the page where one does."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from products import clock
from storefront.accounts.guards import SIGNED_IN_AT
from storefront.accounts.models import Account


def signed_in(app: Flask, account: Account | None) -> FlaskClient:
    """A visitor of her own; a guest when there is no account."""
    client = app.test_client()
    if account:
        key = account.session_key
        with client.session_transaction() as session:
            session["_user_id"] = key
            session["_fresh"] = True
            session[SIGNED_IN_AT] = clock.now().timestamp()
    return client
