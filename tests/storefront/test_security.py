"""What every answer tells the browser."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

PUBLIC = {
    "SECRET_KEY": "own",
    "FIELD_KEYS": ",".join(
        f"{name}:{b64encode(bytes([number] * 32)).decode()}" for number, name in enumerate(("k1", "lookup", "log"))
    ),
    "PUBLIC_URL": "https://lapak.example.com",
}
PAGES = ["/", "/products", "/cart", "/accounts/login", "/selling/", "/no/such/page", "/health/live", "/robots.txt"]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_inline_and_nothing_foreign_may_run(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", PAGES[:6])
def test_a_page_names_no_foreign_host_to_be_loaded(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    loaded = re.findall(r'<(?:script|img|link|source|iframe)[^>]*?(?:src|href|srcset)="([^"]+)"', page)
    assert [one for one in loaded if re.match(r"(?:https?:)?//", one)] == []
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    cookie = client.post("/language", data={"language": "en"}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_shop_behind_tls_insists_on_it(app: Flask, make_app: Callable[..., Flask]) -> None:
    client = make_app(PUBLIC).test_client()
    answer = client.post("/language", data={"language": "en"}, base_url="https://lapak.example.com")
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    assert "Secure" in answer.headers["Set-Cookie"]


def test_every_answer_names_its_request_and_takes_a_decent_name_from_outside(client: FlaskClient) -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", client.get("/").headers["X-Request-ID"])
    assert client.get("/", headers={"X-Request-ID": "proxy-12345678"}).headers["X-Request-ID"] == "proxy-12345678"
    assert client.get("/", headers={"X-Request-ID": "<script>"}).headers["X-Request-ID"] != "<script>"


@pytest.mark.parametrize(
    ("settings", "seen"),
    [(PUBLIC, "203.0.113.7"), ({}, "127.0.0.1")],
    ids=["a public shop believes the server before it", "a shop on this machine believes nobody"],
)
def test_who_asks_is_told_by_the_server_in_front_alone(
    make_app: Callable[..., Flask], settings: dict[str, str], seen: str
) -> None:
    app = make_app(settings)
    app.add_url_rule("/who", view_func=lambda: request.remote_addr or "")
    answer = app.test_client().get("/who", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.7"})
    assert answer.text == seen


@pytest.mark.parametrize("path", ["/programme/records", "/coaching/claims", "/me/mine", "/me/claim"])
def test_a_desk_with_peoples_records_is_kept_by_no_browser(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"
