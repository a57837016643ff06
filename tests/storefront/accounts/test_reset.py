"""A forgotten password: who may have a code, and what it is good for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient

from products.actor import SYSTEM, Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.accounts.models import Account, Deed, ResetCode
from storefront.accounts.reset import give_reset_code, redeem
from storefront.accounts.throttle import TooSoon
from storefront.graduation.caring.caseload import release_from_care, take_into_care
from tests.conftest import StoppedClock
from tests.factories import make_account, make_seller
from tests.storefront.accounts.people import is_signed_in, sign_in, somebody

NEW = "teh tubruk manis"


def sent_letters() -> list[str]:
    folder: Path = current_app.config["SETTINGS"].data / "mail"
    return [letter.read_text() for letter in sorted(folder.glob("*.eml"))]


def test_a_code_replaces_the_password_once_and_ends_every_session(client: FlaskClient) -> None:
    account = somebody("081234567890", Role.SELLER)
    sign_in(client, "081234567890")
    code = give_reset_code(SYSTEM, account)
    form = {"identifier": "0812-3456-7890", "code": f"{code[:4]} {code[4:]}", "password": NEW}
    assert client.post("/accounts/reset", data=form).location == "/accounts/login"
    assert not is_signed_in(client)
    assert sign_in(client, "081234567890").status_code == 422
    assert sign_in(client, "081234567890", NEW).status_code == 303
    assert client.post("/accounts/reset", data=form).status_code == 422


def test_of_a_shared_phone_only_the_account_of_the_code_changes(app: Flask) -> None:
    mother = somebody("081234567890", Role.SELLER)
    daughter = somebody("081234567890")
    assert redeem("081234567890", give_reset_code(SYSTEM, daughter), NEW, None).id == daughter.id
    assert (
        db.session.get_one(Account, mother.id).password_hash != db.session.get_one(Account, daughter.id).password_hash
    )


def test_a_code_ends_after_half_an_hour(app: Flask, stopped_clock: StoppedClock) -> None:
    code = give_reset_code(SYSTEM, somebody("sari@example.com"))
    stopped_clock.move(minutes=31)
    with pytest.raises(Refusal):
        redeem("sari@example.com", code, NEW, None)


def test_a_new_code_ends_the_one_before(app: Flask) -> None:
    account = somebody("sari@example.com")
    first, second = give_reset_code(SYSTEM, account), give_reset_code(SYSTEM, account)
    with pytest.raises(Refusal):
        redeem("sari@example.com", first, NEW, None)
    redeem("sari@example.com", second, NEW, None)


def test_after_five_wrong_tries_the_code_is_dead_even_when_the_pause_is_over(
    app: Flask, stopped_clock: StoppedClock
) -> None:
    code = give_reset_code(SYSTEM, somebody("sari@example.com"))
    for _ in range(5):
        with pytest.raises(Refusal):
            redeem("sari@example.com", "00000000", NEW, None)
    with pytest.raises(TooSoon):
        redeem("sari@example.com", code, NEW, None)
    stopped_clock.move(minutes=16)
    with pytest.raises(Refusal):
        redeem("sari@example.com", code, NEW, None)


def test_a_weak_password_uses_up_no_try(app: Flask) -> None:
    code = give_reset_code(SYSTEM, somebody("sari@example.com"))
    with pytest.raises(Refusal):
        redeem("sari@example.com", code, "pendek", None)
    redeem("sari@example.com", code, NEW, None)


def test_only_a_hash_of_the_code_is_kept(app: Flask) -> None:
    code = give_reset_code(SYSTEM, somebody("sari@example.com"))
    assert len(code) == 8
    assert code not in db.session.query(ResetCode).one().code_hash


def test_an_assistant_gives_codes_in_her_care_alone_and_the_seller_can_read_that_she_did(app: Flask) -> None:
    shop = make_seller()
    seller = make_account(Role.SELLER, seller_id=shop.id)
    dewi = make_account(Role.ASSISTANT)
    actor = Actor(Role.ASSISTANT, dewi.id)
    with pytest.raises(Refusal):
        give_reset_code(actor, seller)
    take_into_care(dewi.id, shop.id)
    give_reset_code(actor, seller)
    deed = db.session.query(Deed).one()
    assert (deed.what, deed.account_id, deed.seller_id) == ("reset_code.given", dewi.id, shop.id)
    release_from_care(shop.id)
    with pytest.raises(Refusal):
        give_reset_code(actor, seller)


@pytest.mark.parametrize(
    ("role", "target", "may"),
    [
        (Role.OFFICER, Role.ASSISTANT, True),
        (Role.OFFICER, Role.SELLER, False),
        (Role.OFFICER, Role.OFFICER, True),
        (Role.OFFICER, Role.BUYER, False),
        (Role.ASSISTANT, Role.ASSISTANT, False),
        (Role.SELLER, Role.SELLER, False),
        (Role.BUYER, Role.BUYER, False),
    ],
)
def test_who_may_give_a_code_to_whom(app: Flask, role: Role, target: Role, may: bool) -> None:
    actor = Actor(role, make_account(role).id)
    account = make_account(target)
    if may:
        give_reset_code(actor, account)
    else:
        with pytest.raises(Refusal):
            give_reset_code(actor, account)


def test_a_mailed_code_reaches_its_owner_and_nobody_learns_who_has_an_account(
    client: FlaskClient, work: Callable[[], None]
) -> None:
    somebody("sari@example.com")
    pages = []
    for address in ("sari@example.com", "tini@example.com"):
        assert client.post("/accounts/reset/mail", data={"identifier": address}).location == "/accounts/reset"
        pages.append(client.get("/accounts/reset").text)
    assert pages[0] == pages[1]
    work()
    (letter,) = sent_letters()
    assert "To: sari@example.com" in letter
    code = next(word for word in letter.split() if word.isdecimal() and len(word) == 8)
    form = {"identifier": "sari@example.com", "code": code, "password": NEW}
    assert client.post("/accounts/reset", data=form).status_code == 303


def test_mail_is_not_a_way_to_fill_somebodys_box(client: FlaskClient) -> None:
    statuses = [
        client.post("/accounts/reset/mail", data={"identifier": "sari@example.com"}).status_code for _ in range(4)
    ]
    assert statuses == [303, 303, 303, 429]
