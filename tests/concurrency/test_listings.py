"""Two hands on one listing at the same moment: what buyers see stays whole."""

from __future__ import annotations

from functools import partial
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from products.models import Photo, Product
from storefront.selling import listings
from tests.concurrency.crowd import at_once
from tests.factories import make_account, make_product

pytestmark = pytest.mark.concurrency


def with_two_photos() -> tuple[int, list[int]]:
    """A listing in the shop, and the ids of its two photos."""
    product = make_product()
    with transaction() as session:
        photos = [
            Photo(product_id=product.id, key=letter * 64, width=800, height=600, added_at=clock.now())
            for letter in "ab"
        ]
        session.add_all(photos)
    return product.id, [photo.id for photo in photos]


def take_both_off(app: Flask, product_id: int, photo_ids: list[int]) -> list[str]:
    """Each photo is taken off by a hand of its own; what became of it."""
    seller_id = db.session.get_one(Product, product_id).seller_id
    seller = Actor(Role.SELLER, make_account(Role.SELLER, seller_id=seller_id).id)

    def take_off(photo_id: int) -> str:
        listings.remove_photo(seller, db.session.get_one(Product, product_id), photo_id)
        return "gone"

    ended = at_once(app, [partial(take_off, photo_id) for photo_id in photo_ids])
    return sorted(one if isinstance(one, str) else type(one).__name__ for one in ended)


@pytest.mark.parametrize("database", ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def test_the_last_photo_stays_whoever_takes_off_the_others(request: pytest.FixtureRequest, database: str) -> None:
    app: Flask = request.getfixturevalue(database)
    product_id, photo_ids = with_two_photos()
    assert take_both_off(app, product_id, photo_ids) == ["Refusal", "gone"]
    assert len(db.session.scalars(select(Photo)).all()) == 1


@pytest.mark.postgres
def test_control_hands_that_do_not_wait_for_each_other_take_both(
    postgres_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    product_id, photo_ids = with_two_photos()
    both_look = Barrier(2, timeout=30)

    def careless(product: Product) -> None:
        assert len(product.photos) == 2
        both_look.wait()

    monkeypatch.setattr(listings, "_refuse_while_reviewed", careless)
    assert take_both_off(postgres_app, product_id, photo_ids) == ["gone", "gone"]
    assert db.session.scalar(select(Photo)) is None
