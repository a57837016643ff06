"""The reader's language: chosen, remembered, and never a way out of the shop."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale

from storefront.language import in_language, moment, own_path


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("id", "id"), ("en-GB,en;q=0.9", "en"), ("de", "id"), ("", "id"), ("en;q=0.4,id;q=0.8", "id")],
)
def test_the_browser_is_asked_first_and_indonesian_is_the_default(client: FlaskClient, asked: str, shown: str) -> None:
    assert f'<html lang="{shown}"' in client.get("/", headers={"Accept-Language": asked}).text


def test_a_choice_is_remembered_and_leads_back_to_the_page(client: FlaskClient) -> None:
    answer = client.post("/language", data={"language": "en", "next": "/search?q=kopi"})
    assert (answer.status_code, answer.location) == (303, "/search?q=kopi")
    assert '<html lang="en"' in client.get("/", headers={"Accept-Language": "id"}).text


def test_a_language_we_do_not_speak_is_not_remembered(client: FlaskClient) -> None:
    client.post("/language", data={"language": "tlh"})
    assert '<html lang="id"' in client.get("/", headers={"Accept-Language": "id"}).text


@pytest.mark.parametrize(
    "address",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil", "", "http:evil"],
)
def test_an_address_outside_of_the_shop_leads_home(address: str) -> None:
    assert own_path(address) == "/"


@pytest.mark.parametrize("address", ["http://[", "//[", "/\t/evil.example", "/a\r\nSet-Cookie: a=b"])
def test_an_address_that_no_browser_writes_leads_home_too(address: str) -> None:
    assert own_path(address) == "/"


def test_an_address_inside_of_the_shop_is_kept() -> None:
    assert own_path("/products?page=2") == "/products?page=2"


@pytest.mark.parametrize(("language", "written"), [("id", "13 Nov 2026, 18.41"), ("en", "13 Nov 2026, 18:41")])
def test_a_time_is_written_as_its_reader_writes_it(app: Flask, language: str, written: str) -> None:
    with app.test_request_context(), force_locale(language):
        assert moment(datetime(2026, 11, 13, 11, 41, tzinfo=UTC)) == written


@pytest.mark.parametrize(
    ("language", "english", "read"),
    [("id", "Coffee", "Kopi"), ("en", "Coffee", "Coffee"), ("en", "", "Kopi")],
)
def test_what_a_seller_wrote_twice_is_read_in_ones_own_language(
    app: Flask, language: str, english: str, read: str
) -> None:
    with app.test_request_context(), force_locale(language):
        assert in_language("Kopi", english) == read


def test_from_a_form_that_was_refused_the_choice_leads_back_to_where_it_stood(client: FlaskClient) -> None:
    stood = "http://localhost/orders/find?from=mail"
    refused = client.post("/orders/find", data={}, headers={"Referer": stood})
    assert 'name="next" value="/orders/find?from=mail"' in refused.text
    foreign = client.post("/orders/find", data={}, headers={"Referer": "https://evil.example/orders/find"})
    assert 'name="next" value="/"' in foreign.text
