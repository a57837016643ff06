"""When something is not as expected, the page says so in the shop's look and the reader's language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy import select

from products.database import db
from products.errors import Refusal
from storefront.cart.models import CartItem
from tests.factories import make_product

CODES = [403, 404, 413, 422, 429, 500, 503]


@pytest.fixture
def broken(app: Flask, make_app: Callable[..., Flask]) -> FlaskClient:
    """A shop in which every page of ``/broken`` fails with the code it names."""
    broken_app = make_app(PROPAGATE_EXCEPTIONS=False)

    @broken_app.get("/broken/<int:code>")
    def fail(code: int) -> str:
        abort(code)

    @broken_app.get("/broken/rule")
    def refuse() -> str:
        raise Refusal("Stok tinggal %(left)s.", left=3)

    @broken_app.get("/broken/fault")
    def fault() -> str:
        raise ZeroDivisionError("a secret detail")

    return broken_app.test_client()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_error_has_a_page_with_a_way_on(broken: FlaskClient, code: int, language: str) -> None:
    answer = broken.get(f"/broken/{code}", headers={"Accept-Language": language})
    assert answer.status_code == code
    assert f'<html lang="{language}"' in answer.text
    assert "<h1" in answer.text
    assert 'href="/' in answer.text


def test_what_does_not_exist_and_what_is_not_done_that_way_look_the_same(broken: FlaskClient) -> None:
    assert broken.get("/no/such/page").status_code == 404
    assert broken.post("/robots.txt").status_code == 405
    assert "<h1" in broken.post("/robots.txt").text


def test_a_rule_that_says_no_is_shown_in_its_own_words(broken: FlaskClient) -> None:
    answer = broken.get("/broken/rule")
    assert answer.status_code == 422
    assert "Stok tinggal 3." in answer.text


def test_a_fault_of_ours_tells_no_details_but_names_its_request(broken: FlaskClient) -> None:
    answer = broken.get("/broken/fault")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert answer.headers["X-Request-ID"] in answer.text


def test_a_form_without_its_token_changes_nothing(app: Flask, make_app: Callable[..., Flask]) -> None:
    product = make_product()
    client = make_app(WTF_CSRF_ENABLED=True).test_client()
    assert client.post("/cart/items", data={"product": product.slug, "quantity": "1"}).status_code == 422
    assert db.session.scalar(select(CartItem)) is None
    unguarded = make_app(WTF_CSRF_ENABLED=False).test_client()
    assert unguarded.post("/cart/items", data={"product": product.slug, "quantity": "1"}).status_code == 303
