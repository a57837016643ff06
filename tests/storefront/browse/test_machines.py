"""What machines read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.factories import make_product


@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt", "/products/keripik-uji"])
def test_addresses_are_those_of_the_public_whatever_host_was_asked_for(
    app: Flask, make_app: Callable[..., Flask], path: str
) -> None:
    make_product(slug="keripik-uji")
    public = make_app({"PUBLIC_URL": "http://127.0.0.1:8001"})
    page = public.test_client().get(path, headers={"Host": "evil.example"}).text
    assert "evil.example" not in page
    assert "http://127.0.0.1:8001/" in page
