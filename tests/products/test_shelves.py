"""The categories of the file stand in the database, once."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from products.categories import all_categories, groups
from products.database import db, transaction
from products.models import Category
from products.shelves import stock_categories

pytestmark = pytest.mark.usefixtures("app")


def test_every_group_and_category_is_there_and_a_second_time_changes_nothing() -> None:
    assert stock_categories()
    assert not stock_categories()
    assert db.session.scalar(select(func.count()).select_from(Category)) == len(groups()) + len(all_categories())


def test_categories_stand_below_their_group_in_the_order_of_the_file() -> None:
    stock_categories()
    coffee = db.session.scalars(select(Category).where(Category.slug == "kopi")).one()
    within = db.session.scalars(
        select(Category.slug).where(Category.parent_id == coffee.id).order_by(Category.position)
    ).all()
    assert within == [one.slug for one in groups()[0].categories]


def test_a_name_that_differs_is_put_right_and_what_somebody_added_stays(app: Flask) -> None:
    stock_categories()
    with transaction() as session:
        session.scalars(select(Category).where(Category.slug == "kopi-bubuk")).one().name_en = "Dust"
        session.add(Category(slug="wayang", name_id="Wayang", name_en="Puppets"))
    assert stock_categories()
    names = {row.slug: row.name_en for row in db.session.execute(select(Category.slug, Category.name_en))}
    assert names["kopi-bubuk"] == "Ground coffee"
    assert names["wayang"] == "Puppets"
