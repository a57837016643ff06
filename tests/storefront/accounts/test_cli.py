"""Staff accounts from the command line."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from products.actor import Role
from products.database import db
from storefront.accounts.models import Account, StaffDeed
from tests.storefront.accounts.people import an_officer, sign_in, somebody


def run(app: Flask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["accounts", *words])
    return done.exit_code, done.output


def test_an_assistant_is_added_and_sets_her_own_password(app: Flask, client: FlaskClient) -> None:
    status, output = run(app, "add", "dewi@example.com", "--role", "assistant", "--name", "Dewi", "--province", "33")
    assert status == 0
    code = next(word for word in output.split() if word.isdecimal() and len(word) == 8)
    form = {"identifier": "dewi@example.com", "code": code, "password": "teh tubruk manis"}
    assert client.post("/accounts/reset", data=form).status_code == 303
    assert sign_in(client, "dewi@example.com", "teh tubruk manis").location == "/coaching/"
    account = db.session.query(Account).one()
    assert (account.role, account.province_code, account.locale) == (Role.ASSISTANT, "33", "id")


def test_staff_read_in_the_language_they_were_added_with(app: Flask) -> None:
    assert run(app, "add", "dewi@example.com", "--role", "officer", "--name", "Dewi", "--language", "en")[0] == 0
    assert db.session.query(Account).one().locale == "en"
    assert run(app, "add", "budi@example.com", "--role", "officer", "--name", "Budi", "--language", "xx")[0] != 0


def test_a_taken_address_an_unknown_one_and_a_phone_are_refused_in_a_sentence(app: Flask) -> None:
    somebody("dewi@example.com")
    for words in (
        ("add", "dewi@example.com", "--role", "officer", "--name", "Dewi"),
        ("add", "081234567890", "--role", "officer", "--name", "Dewi"),
        ("code", "nobody@example.com"),
    ):
        status, output = run(app, *words)
        assert status != 0
        assert "Traceback" not in output
    assert db.session.query(Account).count() == 1


def test_a_lost_app_is_set_up_anew_at_the_next_sign_in(app: Flask, client: FlaskClient) -> None:
    an_officer()
    assert run(app, "forget-app", "officer@example.com")[0] == 0
    assert sign_in(client, "officer@example.com").location == "/accounts/login/app"


def test_what_is_done_at_the_command_line_stands_in_the_history_of_the_account(app: Flask) -> None:
    run(app, "add", "dewi@example.com", "--role", "assistant", "--name", "Dewi", "--province", "33")
    run(app, "code", "dewi@example.com")
    run(app, "forget-app", "dewi@example.com")
    rows = db.session.query(StaffDeed).order_by(StaffDeed.id)
    assert [(one.what, one.by_id) for one in rows] == [
        ("invited", None),
        ("code_given", None),
        ("app_forgotten", None),
    ]
