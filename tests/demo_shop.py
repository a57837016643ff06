"""The demo shop for tests: loaded once a run with pictures of one colour, and copied for whoever wants to change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import copytree
from typing import Any
from zlib import crc32

import pytest
from flask import Flask
from PIL import Image

from products.database import Model, db
from products.packshots import Packshot
from products.photos import AcceptedPhoto
from storefront.demo import catalogue
from storefront.demo.load import load
from storefront.demo.pictures import Drawn
from tests.conftest import open_shop

SHOPS = catalogue.sellers()
PHOTO = AcceptedPhoto("0" * 64, 1, 1, "", ())


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything the demo is made of; nobody opens a shop in it, see ``demo``."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch, open_shop(folder, {}):
        patch.setattr(catalogue, "sellers", with_one_picture_each)
        Model.metadata.create_all(db.engine)
        load(plain, lambda _words: None)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


@pytest.fixture(scope="module")
def demo(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A shop with the demo in it, for all tests of one file."""
    mine = tmp_path_factory.mktemp("mine") / "demo"
    copytree(demo_folder, mine)
    with pytest.MonkeyPatch.context() as patch, open_shop(mine, {}) as app:
        patch.setattr(catalogue, "sellers", with_one_picture_each)
        yield app


def plain(shots: Mapping[Any, Packshot], _later: object = ()) -> Iterator[tuple[Any, Drawn]]:
    """Instead of pictures, squares of one colour each."""
    for name in shots:
        out = BytesIO()
        Image.new("RGB", (320, 320), f"#{crc32(repr(name).encode()) & 0xFFFFFF:06x}").save(out, "JPEG")
        yield name, Drawn(out.getvalue(), PHOTO)


def with_one_picture_each() -> list[catalogue.DemoSeller]:
    """The catalogue, quicker to load."""
    return [
        replace(shop, products=tuple(replace(product, pictures=product.pictures[:1]) for product in shop.products))
        for shop in SHOPS
    ]
