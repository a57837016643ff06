"""The log helps to find a fault and tells nothing of the people who met it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError
from structlog.testing import capture_logs

from tests.factories import make_account


def test_a_line_names_the_route_and_not_the_address(client: FlaskClient) -> None:
    with capture_logs() as lines:
        client.get("/orders/LK-2222-3333?t=a-secret-token", headers={"X-Request-ID": "asked-by-a-proxy"})
    [line] = [one for one in lines if one["event"] == "request"]
    assert (line["route"], line["status"]) == ("/orders/<number>", 404)
    assert "secret" not in str(line)
    assert "LK-2222-3333" not in str(line)


def test_an_id_from_outside_is_kept_only_when_it_is_one(client: FlaskClient) -> None:
    assert client.get("/", headers={"X-Request-ID": "abcd-1234"}).headers["X-Request-ID"] == "abcd-1234"
    assert client.get("/", headers={"X-Request-ID": "<b>halo</b>"}).headers["X-Request-ID"] != "<b>halo</b>"


def test_a_failed_statement_does_not_tell_what_it_held(app: Flask) -> None:
    make_account(email="sari@example.com")
    with pytest.raises(IntegrityError) as fault:
        make_account(email="sari@example.com")
    assert "account" in str(fault.value)
    assert "sari@example.com" not in str(fault.value)
