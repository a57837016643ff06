"""People × pages: who may open what. A page that is missing here fails the last test."""

from __future__ import annotations

from flask import Flask

from products.actor import Role
from products.database import transaction
from storefront.accounts.models import Account
from storefront.graduation.batches import new_batch
from storefront.graduation.caseload import take_into_care
from storefront.graduation.models import BatchState
from tests.factories import make_account, make_product, make_seller
from tests.sessions import signed_in
from tests.storefront.graduation.records import make_record

PEOPLE = ("guest", "buyer", "seller", "assistant", "assistant acting", "officer")
SIGN_IN, NO, YES = 303, 403, 200
SELLERS = dict(zip(PEOPLE, (SIGN_IN, NO, YES, NO, YES, NO), strict=True))
OFFICERS = dict(zip(PEOPLE, (SIGN_IN, NO, NO, NO, NO, YES), strict=True))
SIGNED_IN = dict(zip(PEOPLE, (SIGN_IN, YES, YES, YES, YES, YES), strict=True))

PAGES = {
    "/accounts/": SIGNED_IN,
    "/accounts/password": SIGNED_IN,
    "/graduation/claim": SELLERS,
    "/graduation/mine": SELLERS,
    "/programme/": OFFICERS,
    "/programme/imports": OFFICERS,
    "/programme/imports/<int:batch_id>": OFFICERS,
    "/programme/imports/<int:batch_id>/refused.csv": OFFICERS,
    "/programme/records": OFFICERS,
    "/programme/records/<reference>": OFFICERS,
    "/programme/claims": OFFICERS,
    "/programme/caseloads": OFFICERS,
    "/programme/caseloads/<int:assistant_id>": OFFICERS,
    "/programme/listings": OFFICERS,
    "/programme/listings/<slug>": OFFICERS,
    "/programme/jobs": OFFICERS,
}
OPEN_TO_ALL = {
    "/accounts/login",
    "/accounts/login/who",
    "/accounts/login/code",
    "/accounts/login/app",
    "/accounts/register",
    "/accounts/reset",
    "/accounts/reset/mail",
}


def a_thing_to_open(path: str, assistant: Account) -> str:
    """The path with something real in its places."""
    with transaction() as session:
        batch = new_batch("a.csv", "0" * 64, None)
        batch.state = BatchState.CHECKED
        session.add(batch)
    return (
        path.replace("<int:batch_id>", str(batch.id))
        .replace("<reference>", make_record().reference)
        .replace("<int:assistant_id>", str(assistant.id))
        .replace("<slug>", make_product().slug)
    )


def test_everybody_opens_what_is_hers_and_nothing_else(app: Flask) -> None:
    shop = make_seller()
    dewi = make_account(Role.ASSISTANT)
    take_into_care(dewi.id, shop.id)
    visitors = {
        "guest": signed_in(app, None),
        "buyer": signed_in(app, make_account(Role.BUYER)),
        "seller": signed_in(app, make_account(Role.SELLER, seller_id=shop.id)),
        "assistant": signed_in(app, dewi),
        "assistant acting": signed_in(app, dewi),
        "officer": signed_in(app, make_account(Role.OFFICER)),
    }
    with visitors["assistant acting"].session_transaction() as session:
        session["acting_for"] = shop.id
    addresses = {path: a_thing_to_open(path, dewi) for path in PAGES}
    found = {
        path: {person: visitor.get(address).status_code for person, visitor in visitors.items()}
        for path, address in addresses.items()
    }
    assert found == PAGES


def test_a_post_needs_the_same_right_as_its_page(app: Flask) -> None:
    seller = signed_in(app, make_account(Role.SELLER, seller_id=make_seller().id))
    guest = signed_in(app, None)
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/programme/") and "POST" in (rule.methods or ())
    ]
    assert len(rules) > 5
    for rule in rules:
        address = a_thing_to_open(rule.rule.replace("<int:job_id>", "1"), make_account(Role.ASSISTANT))
        assert seller.post(address).status_code == 403, rule
        assert guest.post(address).status_code == 303, rule


def test_no_page_is_missing_in_the_table(app: Flask) -> None:
    ours = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/accounts/", "/graduation/", "/programme/")) and "GET" in (rule.methods or ())
    }
    assert ours == set(PAGES) | OPEN_TO_ALL
