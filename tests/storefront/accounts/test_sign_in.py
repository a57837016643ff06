"""Signing in: who gets in, and what everybody else is told."""

from __future__ import annotations

import pyotp
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Role
from products.database import db, transaction
from storefront.accounts import passwords
from storefront.accounts.models import Account
from tests.conftest import StoppedClock
from tests.storefront.accounts.people import PASSWORD, an_officer, code_now, is_signed_in, sign_in, somebody


@pytest.mark.parametrize(
    ("role", "home"), [(Role.BUYER, "/accounts/"), (Role.SELLER, "/selling/"), (Role.ASSISTANT, "/coaching/")]
)
def test_everybody_comes_to_her_own_desk(client: FlaskClient, role: Role, home: str) -> None:
    somebody("sari@example.com", role)
    assert sign_in(client, "Sari@Example.com").location == home
    assert is_signed_in(client)


def test_a_phone_signs_in_however_it_is_written(client: FlaskClient) -> None:
    somebody("081234567890")
    assert sign_in(client, "+62 812-3456-7890").status_code == 303


def test_a_known_and_an_unknown_name_get_the_same_answer_and_the_same_work(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody("sari@example.com")
    work: list[str | None] = []
    verify = passwords.verify

    def counted(kept: str | None, typed: str) -> bool:
        work.append(kept)
        return verify(kept, typed)

    monkeypatch.setattr(passwords, "verify", counted)
    known = sign_in(client, "sari@example.com", "salah sekali")
    unknown = sign_in(client, "tini@example.com", "salah sekali")
    assert known.status_code == unknown.status_code == 422
    assert known.text.replace("sari@", "tini@") == unknown.text
    assert len(work) == 2
    del work[:]
    for typed in ("081234567890", "089999999999"):
        sign_in(client, typed, "salah sekali")
    assert len(work) == 6


def test_a_disabled_account_does_not_open(client: FlaskClient) -> None:
    account = somebody("sari@example.com")
    sign_in(client, "sari@example.com")
    with transaction():
        account.is_enabled = False
    assert not is_signed_in(client)
    assert sign_in(client, "sari@example.com").status_code == 422


def test_after_five_wrong_tries_even_the_right_password_waits(client: FlaskClient, stopped_clock: StoppedClock) -> None:
    somebody("sari@example.com")
    for _ in range(5):
        assert sign_in(client, "sari@example.com", "salah sekali").status_code == 422
    answer = sign_in(client, "sari@example.com")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "30"
    assert not is_signed_in(client)
    stopped_clock.move(seconds=31)
    assert sign_in(client, "sari@example.com").status_code == 303


def test_a_family_that_shares_phone_and_password_says_who_is_meant(client: FlaskClient) -> None:
    somebody("081234567890", Role.SELLER)
    daughter = somebody("081234567890")
    stranger = somebody("rina@example.com")
    assert sign_in(client, "081234567890").location == "/accounts/login/who"
    assert "Sari Contoh" in client.get("/accounts/login/who").text
    assert client.post("/accounts/login/who", data={"account": stranger.id}).status_code == 404
    assert client.post("/accounts/login/who", data={"account": daughter.id}).location == "/accounts/"


def test_a_shared_phone_with_different_passwords_needs_no_question(client: FlaskClient) -> None:
    somebody("081234567890", password="kata sandi ibu")
    somebody("081234567890", Role.SELLER, password="kata sandi anak")
    assert sign_in(client, "081234567890", "kata sandi anak").location == "/selling/"


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_place(client: FlaskClient, wanted: str) -> None:
    somebody("sari@example.com")
    assert sign_in(client, "sari@example.com", next=wanted).location == "/accounts/"


def test_a_guest_comes_back_to_the_page_she_asked_for(client: FlaskClient) -> None:
    somebody("sari@example.com")
    asked = client.get("/accounts/password")
    assert asked.location == "/accounts/login?next=/accounts/password"
    assert sign_in(client, "sari@example.com", next="/accounts/password").location == "/accounts/password"


def test_signing_in_starts_a_new_session_that_keeps_only_cart_and_orders(client: FlaskClient) -> None:
    somebody("sari@example.com")
    with client.session_transaction() as session:
        session.update({"cart": "token", "acting_for": 7, "planted": "by somebody else"})
    sign_in(client, "sari@example.com")
    with client.session_transaction() as session:
        assert session["cart"] == "token"
        assert not {"planted", "acting_for", "expected"} & set(session)


def test_signing_out_ends_a_copied_cookie_too(app: Flask, client: FlaskClient) -> None:
    somebody("sari@example.com")
    sign_in(client, "sari@example.com")
    cookie = client.get_cookie("lapak")
    assert cookie is not None
    thief = app.test_client()
    thief.set_cookie("lapak", cookie.value)
    assert is_signed_in(thief)
    assert client.post("/accounts/logout").status_code == 303
    assert not is_signed_in(client)
    assert not is_signed_in(thief)


def test_an_old_hash_is_renewed_when_the_password_is_at_hand(client: FlaskClient) -> None:
    account = somebody("sari@example.com")
    with transaction():
        account.password_hash = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    sign_in(client, "sari@example.com")
    kept = db.session.get_one(Account, account.id).password_hash
    assert not passwords.is_outdated(kept)
    assert passwords.verify(kept, PASSWORD)


def test_staff_signs_in_anew_after_a_working_day_and_buyers_do_not(
    app: Flask, client: FlaskClient, stopped_clock: StoppedClock
) -> None:
    somebody("dewi@example.com", Role.ASSISTANT)
    somebody("sari@example.com")
    buyer = app.test_client()
    sign_in(client, "dewi@example.com")
    sign_in(buyer, "sari@example.com")
    stopped_clock.move(hours=12, minutes=1)
    assert not is_signed_in(client)
    assert is_signed_in(buyer)


def test_an_officer_is_nobody_until_the_second_step(client: FlaskClient) -> None:
    an_officer()
    assert sign_in(client, "officer@example.com").location == "/accounts/login/code"
    assert client.get("/programme/").status_code == 303
    assert client.post("/accounts/login/code", data={"code": "000000"}).status_code == 422
    assert client.post("/accounts/login/code", data={"code": code_now()}).location == "/programme/"
    assert client.get("/programme/").status_code == 200


def test_a_code_is_good_once(app: Flask, client: FlaskClient, stopped_clock: StoppedClock) -> None:
    an_officer()
    code = code_now()
    for visitor, status in ((client, 303), (app.test_client(), 422)):
        sign_in(visitor, "officer@example.com")
        assert visitor.post("/accounts/login/code", data={"code": code}).status_code == status
    stopped_clock.move(seconds=30)
    late = app.test_client()
    sign_in(late, "officer@example.com")
    assert late.post("/accounts/login/code", data={"code": code}).status_code == 422
    assert late.post("/accounts/login/code", data={"code": code_now()}).status_code == 303


def test_guessing_codes_is_slowed_down_however_often_the_password_is_given(app: Flask) -> None:
    an_officer()
    answers = []
    for _ in range(7):
        visitor = app.test_client()
        sign_in(visitor, "officer@example.com")
        answers.append(visitor.post("/accounts/login/code", data={"code": "000000"}).status_code)
    assert answers == [422] * 5 + [429] * 2


def test_the_second_step_without_the_first_leads_back_to_the_start(client: FlaskClient) -> None:
    an_officer()
    for path in ("/accounts/login/code", "/accounts/login/app", "/accounts/login/who"):
        assert client.get(path).location == "/accounts/login"
    assert client.post("/accounts/login/code", data={"code": code_now()}).location == "/accounts/login"


def test_the_second_step_waits_ten_minutes_and_no_longer(client: FlaskClient, stopped_clock: StoppedClock) -> None:
    an_officer()
    sign_in(client, "officer@example.com")
    stopped_clock.move(minutes=11)
    assert client.post("/accounts/login/code", data={"code": code_now()}).location == "/accounts/login"


def test_an_officer_without_an_app_sets_it_up_before_anything_else(client: FlaskClient) -> None:
    somebody("officer@example.com", Role.OFFICER)
    assert sign_in(client, "officer@example.com").location == "/accounts/login/app"
    assert "data:image/svg+xml" in client.get("/accounts/login/app").text
    assert client.post("/accounts/login/app", data={"code": "000000"}).status_code == 422
    with client.session_transaction() as session:
        secret = session["fresh_secret"]
    assert client.post("/accounts/login/app", data={"code": pyotp.TOTP(secret).now()}).location == "/programme/"
    account = db.session.query(Account).one()
    assert account.totp_secret is not None
    assert secret not in account.totp_secret
