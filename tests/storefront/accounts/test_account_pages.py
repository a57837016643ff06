"""Making an account and looking after it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Role
from products.database import db
from storefront.accounts.models import Account
from tests.storefront.accounts.people import PASSWORD, is_signed_in, sign_in, somebody

FORM = {
    "role": "seller",
    "display_name": "  Sari   Contoh ",
    "identifier": "0812 3456 7890",
    "password": PASSWORD,
    "locale": "en",
}


def register(client: FlaskClient, **changed: str) -> int:
    return client.post("/accounts/register", data=FORM | changed).status_code


def test_a_seller_registers_with_her_phone_and_is_in(client: FlaskClient) -> None:
    assert client.post("/accounts/register", data=FORM).location == "/selling/"
    assert is_signed_in(client)
    account = db.session.query(Account).one()
    assert (account.role, account.display_name, account.phone) == (Role.SELLER, "Sari Contoh", "+6281234567890")
    assert (account.email, account.locale) == (None, "en")
    with client.session_transaction() as session:
        assert session["locale"] == "en"


@pytest.mark.parametrize("role", ["officer", "assistant", "system", ""])
def test_nobody_registers_as_staff(client: FlaskClient, role: str) -> None:
    assert register(client, role=role) == 422
    assert db.session.query(Account).count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", ""),
        ("display_name", "x" * 81),
        ("identifier", "sari"),
        ("password", "pendek"),
        ("locale", "fr"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed_but_the_password(
    client: FlaskClient, field: str, value: str
) -> None:
    answer = client.post("/accounts/register", data=FORM | {field: value})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert PASSWORD not in answer.text
    if field != "identifier":
        assert "0812 3456 7890" in answer.text


def test_an_address_has_one_account_and_a_phone_a_few(app: Flask) -> None:
    visitor = app.test_client
    assert register(visitor(), identifier="sari@example.com") == 303
    assert register(visitor(), identifier="SARI@example.com") == 422
    assert [register(visitor()) for _ in range(4)] == [303, 303, 303, 422]


def test_one_network_address_cannot_make_accounts_without_end(app: Flask) -> None:
    statuses = [register(app.test_client(), identifier="nobody") for _ in range(61)]
    assert statuses == [422] * 60 + [429]


def test_name_and_language_change_and_the_session_stays(client: FlaskClient) -> None:
    somebody("sari@example.com")
    sign_in(client, "sari@example.com")
    assert client.post("/accounts/", data={"display_name": "Bu Sari", "locale": "en"}).status_code == 303
    assert "Bu Sari" in client.get("/accounts/").text
    assert client.post("/accounts/", data={"display_name": "", "locale": "en"}).status_code == 422


def test_a_new_password_ends_other_sessions_and_keeps_this_one(app: Flask, client: FlaskClient) -> None:
    somebody("sari@example.com")
    other = app.test_client()
    for visitor in (client, other):
        sign_in(visitor, "sari@example.com")
    wrong = {"old": "bukan ini", "password": "teh tubruk manis"}
    assert client.post("/accounts/password", data=wrong).status_code == 422
    assert client.post("/accounts/password", data=wrong | {"old": PASSWORD}).status_code == 303
    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_guessing_the_old_password_on_an_open_session_is_slowed_down(client: FlaskClient) -> None:
    somebody("sari@example.com")
    sign_in(client, "sari@example.com")
    statuses = [
        client.post("/accounts/password", data={"old": f"tebakan {n}", "password": PASSWORD}).status_code
        for n in range(6)
    ]
    assert statuses == [422] * 5 + [429]


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/password"])
def test_a_guest_is_sent_to_sign_in(client: FlaskClient, path: str) -> None:
    assert client.get(path).location == f"/accounts/login?next={path}"


@pytest.mark.parametrize(
    "path", ["/accounts/login", "/accounts/register?role=seller", "/accounts/reset", "/accounts/reset/mail"]
)
def test_a_guest_sees_the_forms_in_both_languages(client: FlaskClient, path: str) -> None:
    for language in ("id", "en"):
        page = client.get(path, headers={"Accept-Language": language})
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.text


def test_every_form_needs_its_token(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    for path in ("login", "register", "reset", "reset/mail", "logout"):
        assert client.post(f"/accounts/{path}", data=FORM).status_code == 422
