"""People by pages: what one assistant cares for does not exist for anybody else."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from products.actor import Role
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation.caseload import release_from_care
from tests.factories import make_account
from tests.sessions import signed_in
from tests.storefront.coaching.scenes import assistant, claim_by, in_review, record_of, seller_of

OWN_DESK = ("/coaching/", "/coaching/reviews", "/coaching/claims", "/coaching/sellers")
GETS = (
    "/coaching/reviews/{product}",
    "/coaching/claims/{claim}",
    "/coaching/claims/{claim}/confirmation",
    "/coaching/sellers/{seller}",
    "/coaching/sellers/{seller}/plan",
    "/coaching/sellers/{seller}/reset-code",
)
POSTS = (
    "POST /coaching/reviews/{product}/remarks",
    "POST /coaching/reviews/{product}/remarks/1/settlement",
    "POST /coaching/reviews/{product}/return",
    "POST /coaching/reviews/{product}/publication",
    "POST /coaching/claims/{claim}/confirmation",
    "POST /coaching/claims/{claim}/refusal",
    "POST /coaching/sellers/{seller}/acting",
    "POST /coaching/sellers/{seller}/reset-code",
)


@pytest.fixture
def carer(app: Flask) -> Account:
    """The assistant whose things they are."""
    return assistant()


@pytest.fixture
def places(carer: Account) -> dict[str, object]:
    """A listing, a claim and a seller of hers, as addresses name them."""
    seller = seller_of(carer)
    record_of(carer, nik="3171015708450002", seller_id=seller.id)
    record_of(carer)
    return {"product": in_review(seller).id, "claim": claim_by().reference, "seller": seller.id}


def test_the_assistant_herself_gets_in(app: Flask, carer: Account, places: dict[str, object]) -> None:
    pages = OWN_DESK + tuple(one for one in GETS if "reset-code" not in one)
    assert statuses(signed_in(app, carer), pages, places) == dict.fromkeys(pages, 200)


def test_for_another_assistant_it_does_not_exist(app: Flask, places: dict[str, object]) -> None:
    pages = GETS + POSTS
    assert statuses(signed_in(app, assistant()), pages, places) == dict.fromkeys(pages, 404)


@pytest.mark.parametrize("role", [Role.BUYER, Role.SELLER, Role.OFFICER])
def test_nobody_in_another_role_gets_in(app: Flask, places: dict[str, object], role: Role) -> None:
    pages = OWN_DESK + GETS + POSTS
    assert statuses(signed_in(app, make_account(role)), pages, places) == dict.fromkeys(pages, 403)


def test_the_seller_herself_sees_her_own_desk_and_not_her_assistants(app: Flask, places: dict[str, object]) -> None:
    owner = db.session.scalars(select(Account).where(Account.seller_id == places["seller"])).one()
    pages = OWN_DESK + GETS + POSTS
    assert statuses(signed_in(app, owner), pages, places) == dict.fromkeys(pages, 403)


def test_a_guest_is_sent_to_sign_in(app: Flask, places: dict[str, object]) -> None:
    pages = OWN_DESK + GETS + POSTS
    assert statuses(app.test_client(), pages, places) == dict.fromkeys(pages, 303)
    assert "/accounts/login" in app.test_client().get("/coaching/").location


def test_access_ends_the_moment_the_seller_leaves_her_care(
    app: Flask, carer: Account, places: dict[str, object]
) -> None:
    visitor = signed_in(app, carer)
    release_from_care(int(str(places["seller"])))
    pages = tuple(one for one in GETS + POSTS if "{claim}" not in one)
    assert statuses(visitor, pages, places) == dict.fromkeys(pages, 404)


def test_nothing_of_it_is_public(app: Flask, places: dict[str, object]) -> None:
    seller = db.session.get_one(Seller, places["seller"])
    page = app.test_client().get(f"/sellers/{seller.slug}").text
    for words in ("raduasi", "pendamping", "PKH", "/coaching"):
        assert words not in page


def statuses(visitor: FlaskClient, pages: Iterable[str], places: dict[str, object]) -> dict[str, int]:
    """What each page answers."""
    return {page: ask(visitor, page, places) for page in pages}


def ask(visitor: FlaskClient, page: str, places: dict[str, object]) -> int:
    """The answer to ``POST …``, or to a bare address by GET."""
    method, _, address = page.rpartition(" ")
    return visitor.open(address.format(**places), method=method or "GET").status_code
