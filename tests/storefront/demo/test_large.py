"""The large shop for measuring is the same for the same seed, and whole."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from products import regions
from products.database import db
from products.models import Photo, Product, Seller
from products.photos import AcceptedPhoto
from products.search import check_all, rebuild_all, search
from products.search.backend import SearchQuery
from storefront.demo import large
from storefront.demo.chance import Chance
from storefront.demo.large_words import words
from tests.conftest import open_shop

SHOTS = {name: AcceptedPhoto(f"{at:064x}", 1200, 1200, "#ffffff", ()) for at, name in enumerate(large.shared_shots())}


def loaded(sellers: int = 12, products: int = 90, seed: int = 7) -> list[tuple[Any, ...]]:
    large.load(sellers, products, seed, SHOTS)
    return [
        tuple(row)
        for row in db.session.execute(
            select(Product.slug, Product.name, Product.price_idr, Product.published_at, Seller.name, Photo.key)
            .join(Seller)
            .join(Photo)
            .order_by(Product.id)
        )
    ]


def test_the_same_seed_gives_the_same_shop_on_another_day(app: Flask, tmp_path: Any) -> None:
    first = loaded()
    assert len(first) == 90
    (tmp_path / "other").mkdir()
    with open_shop(tmp_path / "other", {}):
        db.metadata.create_all(db.engine)
        assert loaded() == first
        assert loaded(seed=8)[90:] != first


@pytest.mark.usefixtures("app")
def test_everything_can_be_found_and_lies_in_a_real_place() -> None:
    loaded()
    rebuild_all()
    assert not check_all()
    assert search(SearchQuery()).total == 90
    assert all(regions.is_regency(code) for code in db.session.scalars(select(Seller.regency_code)))
    assert large.is_there(7)
    assert not large.is_there(8)


@pytest.mark.usefixtures("app")
def test_some_sellers_have_much_and_many_have_little() -> None:
    loaded()
    counted = select(func.count()).select_from(Product).group_by(Product.seller_id)
    most_first = sorted(db.session.scalars(counted), reverse=True)
    assert most_first[0] > 3 * most_first[-1]


def test_every_category_names_a_pack_that_is_drawn() -> None:
    assert {goods.pack for goods in words().categories} == words().packs.keys()


def test_the_first_of_a_list_is_drawn_most() -> None:
    chance = Chance(1)
    drawn = [chance.favour("abcdef") for _ in range(2000)]
    assert drawn.count("a") > drawn.count("b") > drawn.count("d") > 0
