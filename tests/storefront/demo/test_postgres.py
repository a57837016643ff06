"""The demo, the large shop, the audit and an import of goods, on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from products.database import db
from products.models import Product
from products.search import rebuild_all
from storefront.demo import catalogue, large
from storefront.demo.load import load
from storefront.stockroom.audit import disagreements
from storefront.stockroom.goods_in import Outcome, Rules, bring_in
from tests.demo_shop import plain, with_one_picture_each
from tests.storefront.demo.test_large import SHOTS

pytestmark = pytest.mark.postgres


def test_the_demo_is_loaded_and_everything_adds_up(postgres_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "sellers", lambda: with_one_picture_each()[:20])
    load(plain, lambda _words: None)
    assert list(disagreements()) == []


def test_a_large_shop_is_written_at_one_stroke(postgres_app: Flask) -> None:
    large.load(5, 120, 1, SHOTS)
    assert db.session.query(Product).count() == 120
    rebuild_all()
    assert {words.partition(":")[0] for words in disagreements()} == {"photos"}


def test_goods_come_in_from_a_file(postgres_app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    file.write_text("seller,category,name,price_idr\nDapur Baru,Peyek,Peyek Kacang,12000\n")
    rules = Rules(tmp_path, regency_code="34.02")
    assert [done.outcome for done in bring_in(file, rules)] == [Outcome.DRAFT]
    assert [done.outcome for done in bring_in(file, rules)] == [Outcome.KNOWN]
