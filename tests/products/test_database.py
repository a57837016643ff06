"""``transaction()``: all or nothing, decided on what is true now."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select, text

from products import clock
from products.database import db, transaction
from products.models import Product, Seller
from tests.factories import make_product, make_seller

pytestmark = pytest.mark.usefixtures("app")


def test_everything_in_a_transaction_is_kept_together_or_not_at_all() -> None:
    with pytest.raises(ZeroDivisionError), transaction() as session:
        session.add(Seller(slug="a", name="A", regency_code="34.02", created_at=clock.now()))
        session.flush()
        raise ZeroDivisionError
    assert db.session.scalar(select(Seller)) is None


def test_an_inner_transaction_belongs_to_the_outer_one() -> None:
    seller = make_seller(name="Dapur")
    with pytest.raises(ZeroDivisionError), transaction():
        with transaction():
            seller.name = "Dapur baru"
        raise ZeroDivisionError
    assert db.session.scalar(select(Seller.name)) == "Dapur"


def test_a_change_outside_of_a_transaction_is_not_kept_by_accident() -> None:
    seller = make_seller()
    seller.name = "Dapur baru"
    with pytest.raises(RuntimeError, match="outside of a transaction"), transaction():
        pass
    db.session.rollback()


def test_what_was_read_before_is_read_afresh_inside(app: Flask) -> None:
    product = make_product(on_hand=5)
    assert product.on_hand == 5

    def sell() -> None:
        with app.app_context(), transaction() as session:
            session.execute(text("UPDATE product SET on_hand = 1"))

    seller = threading.Thread(target=sell)
    seller.start()
    seller.join()
    with transaction():
        assert product.on_hand == 1


def test_a_reader_does_not_wait_for_a_writer(app: Flask) -> None:
    make_product(name="Kopi")
    names: list[str] = []

    def read() -> None:
        with app.app_context():
            names.extend(db.session.scalars(select(Product.name)))

    with transaction() as session:
        session.execute(text("UPDATE product SET name = 'Teh'"))
        reader = threading.Thread(target=read)
        reader.start()
        reader.join(timeout=5)
        assert names == ["Kopi"]


def test_sqlite_keeps_what_it_acknowledged_and_checks_its_references() -> None:
    settings = {
        name: db.session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_moment_without_a_zone_is_refused_and_one_with_a_zone_comes_back_in_utc() -> None:
    moment = datetime(2026, 3, 2, 3, 4, 5, tzinfo=UTC)
    seller = make_seller(created_at=moment)
    assert db.session.get_one(Seller, seller.id).created_at == moment
    with pytest.raises(Exception, match="without a time zone"):
        make_seller(created_at=datetime(2026, 3, 2))  # noqa: DTZ001 - the mistake itself
