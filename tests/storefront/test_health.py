"""Whether the shop lives, and whether it is fit to serve."""

from __future__ import annotations

import shutil
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from products import clock
from products.database import transaction
from storefront.outbox.models import Heartbeat
from tests.conftest import StoppedClock


def beat() -> None:
    """A worker shows that it lives."""
    with transaction() as session:
        session.merge(Heartbeat(worker="one", at=clock.now()))


def test_a_process_that_answers_lives(client: FlaskClient) -> None:
    assert client.get("/health/live").status_code == 200


def test_a_shop_with_everything_in_place_is_ready(client: FlaskClient) -> None:
    beat()
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json is not None
    assert {answer.json[part] for part in ("status", "database", "uploads", "worker")} == {"ok"}


def test_a_worker_that_fell_silent_is_told(client: FlaskClient, stopped_clock: StoppedClock) -> None:
    assert client.get("/health/ready").status_code == 503
    beat()
    assert client.get("/health/ready").status_code == 200
    stopped_clock.move(seconds=61)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["worker"] == "silent"


def test_a_folder_of_photos_that_is_gone_makes_the_shop_unfit(app: Flask, client: FlaskClient) -> None:
    beat()
    shutil.rmtree(app.config["SETTINGS"].upload_root)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["uploads"] != "ok"


def test_a_lost_index_is_told_but_the_shop_goes_on(app: Flask, client: FlaskClient) -> None:
    beat()
    shutil.rmtree(Path(app.config["SETTINGS"].data) / "search", ignore_errors=True)
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["index"] == "unusable"
    assert client.get("/products").status_code == 200
