"""With statistics, a few products are fetched by their ids and not by a walk through all that are published."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from products.database import db
from products.models import ListingState, Product
from storefront.demo import large
from storefront.stockroom import statistics
from tests.storefront.demo.test_large import SHOTS


def plan() -> str:
    few = select(Product.id).where(Product.id.in_([1, 2, 3, 4, 5, 6]), Product.state == ListingState.PUBLISHED)
    statement = few.compile(db.engine, compile_kwargs={"literal_binds": True})
    return " ".join(str(row[-1]) for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {statement}")))


@pytest.mark.usefixtures("app")
def test_a_few_products_are_fetched_by_their_ids() -> None:
    large.load(5, 200, 1, SHOTS)
    assert "INDEX ix_product_state" in plan()
    statistics.refresh()
    assert "PRIMARY KEY" in plan()


@pytest.mark.usefixtures("app")
def test_the_chore_looks_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[bool] = []
    monkeypatch.setattr(statistics, "_last", [])
    monkeypatch.setattr(statistics, "refresh", lambda: looked.append(True))
    assert [statistics.refresh_when_due() for _ in range(3)] == [False, False, False]
    assert looked == [True]
