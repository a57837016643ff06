"""Migrations lead up to the models and back down again, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from products.database import Model, db

MIGRATIONS = str(Path(__file__).parents[1] / "migrations")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def bare_app(request: pytest.FixtureRequest, make_app: Callable[..., Flask]) -> Flask:
    """A shop whose database has no tables yet."""
    on_postgres = request.param == "postgresql"
    return make_app({"DATABASE_URL": request.getfixturevalue("postgres_url")} if on_postgres else {})


def test_the_way_up_ends_at_the_models(bare_app: Flask) -> None:
    upgrade(MIGRATIONS)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Model.metadata) == []


def test_the_way_down_leaves_nothing(bare_app: Flask) -> None:
    upgrade(MIGRATIONS)
    downgrade(MIGRATIONS, revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}


def test_up_down_and_up_again(bare_app: Flask) -> None:
    upgrade(MIGRATIONS)
    downgrade(MIGRATIONS, revision="base")
    upgrade(MIGRATIONS)
    assert inspect(db.engine).has_table("product")
