"""Characters that nobody types are not there."""

from __future__ import annotations

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

HIDDEN = "Ko\0pi\u202e \u2066Gayo\u200b\ufeff\x07"


def test_control_and_turning_characters_are_left_out_of_forms_and_addresses(app: Flask) -> None:
    with app.test_request_context("/search", method="POST", query_string={"q": HIDDEN}, data={"name": HIDDEN}):
        assert request.args["q"] == request.form["name"] == "Kopi Gayo"


def test_line_breaks_and_joined_signs_stay(app: Flask) -> None:
    words = "satu\r\ndua\ttiga 👩‍🍳 ꦏꦺꦴꦥꦶ"
    with app.test_request_context("/", method="POST", data={"story": words}):
        assert request.form["story"] == words


@pytest.mark.parametrize("path", ["/products/a%00b", "/orders/%00", "/sellers/%00", "/search?q=%00kopi"])
def test_a_nul_in_an_address_breaks_nothing(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == (200 if "?" in path else 404)
