"""The database server that tests bring."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from products.database import db

pytestmark = pytest.mark.postgres


def test_a_shop_runs_on_it(postgres_app: Flask) -> None:
    assert db.engine.dialect.name == "postgresql"
    assert inspect(db.engine).has_table("product")


def test_no_two_tests_share_a_database(postgres_url: str, new_database: Callable[[], str]) -> None:
    assert postgres_url != new_database()


def test_it_is_a_version_that_we_promise_to_run_on(postgres_app: Flask) -> None:
    assert int(db.session.scalar(text("SHOW server_version_num"))) >= 150000
