"""A backup taken while people buy shows one moment: never half of what belongs together."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from products.database import transaction
from storefront.stockroom.backup import back_up
from tests.factories import make_product, make_seller

ROUNDS = 5


@pytest.mark.concurrency
def test_what_was_written_together_is_copied_together(app: Flask, tmp_path: Path) -> None:
    seller, stop = make_seller(), threading.Event()
    seller_id = seller.id

    def write() -> None:
        with app.app_context():
            while not stop.is_set():
                with transaction():
                    for _ in range(10):
                        make_product(seller, seller_id=seller_id)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(ROUNDS):
            back_up(app.config["SETTINGS"], tmp_path / str(number), lambda _words: None)
    finally:
        stop.set()
        writer.join()
    counts = [products_in(tmp_path / str(number) / "shop.sqlite") for number in range(ROUNDS)]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
    assert all(count % 10 == 0 for count in counts)


def products_in(copy: Path) -> int:
    with closing(sqlite3.connect(copy)) as database:
        return int(database.execute("SELECT count(*) FROM product").fetchone()[0])
