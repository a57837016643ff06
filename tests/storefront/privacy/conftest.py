"""A seller with everything about her, made once a run and copied for every test that asks for ``scene``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copyfile, copytree

import pytest
from flask import Flask

from products import clock
from products.database import db
from tests.conftest import A_MONDAY_MORNING, StoppedClock, open_shop
from tests.storefront.privacy.people import Scene, a_seller, found_scene


@pytest.fixture(scope="session")
def shop_of_scene(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Path:
    """The folder of a shop in which ``a_seller`` was made, on a Monday morning."""
    folder = tmp_path_factory.mktemp("scene")
    (folder / "data").mkdir()
    copyfile(empty_database, folder / "data" / "shop.sqlite")
    with clock.freeze(A_MONDAY_MORNING), open_shop(folder, {}):
        a_seller()
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


@pytest.fixture
def app(request: pytest.FixtureRequest, make_app: Callable[..., Flask], empty_database: Path, tmp_path: Path) -> Flask:
    """A shop of the test's own: an empty one, or the one with the scene where a test asks for it."""
    if "scene" in request.fixturenames:
        copytree(request.getfixturevalue("shop_of_scene"), tmp_path, dirs_exist_ok=True)
    else:
        (tmp_path / "data").mkdir()
        copyfile(empty_database, tmp_path / "data" / "shop.sqlite")
    return make_app()


@pytest.fixture
def scene(app: Flask, stopped_clock: StoppedClock) -> Scene:
    """The seller and all that is about her; time stands at the moment in which it was made."""
    return found_scene()
