"""People with a password, and what they do at the door."""

from __future__ import annotations

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from products import clock
from products.actor import Role
from storefront.accounts import second_step
from storefront.accounts.identifiers import read
from storefront.accounts.models import Account
from storefront.accounts.services import create_account

PASSWORD = "kopi pagi di teras"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def somebody(identifier: str, role: Role = Role.BUYER, password: str = PASSWORD) -> Account:
    """An account that can really sign in."""
    return create_account(role, "Sari Contoh", read(identifier), password)


def an_officer() -> Account:
    """An officer whose app is set up."""
    account = somebody("officer@example.com", Role.OFFICER)
    second_step.set_up(account, SECRET)
    return account


def sign_in(client: FlaskClient, identifier: str, password: str = PASSWORD, **more: str) -> TestResponse:
    """Send the form."""
    return client.post("/accounts/login", data={"identifier": identifier, "password": password, **more})


def code_now() -> str:
    """What the officer's app shows now."""
    return pyotp.TOTP(SECRET).at(clock.now())


def is_signed_in(client: FlaskClient) -> bool:
    """Whether the account page opens."""
    return client.get("/accounts/").status_code == 200
