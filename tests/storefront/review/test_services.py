"""Remarks on single fields: only on real fields, only with words, and settled once."""

from __future__ import annotations

import pytest
from flask import Flask

from products import clock
from products.actor import Actor, Role
from products.database import transaction
from products.errors import Refusal
from products.models import Product
from storefront.review.services import (
    FIELDS,
    MOST_WORDS,
    open_remarks,
    remark,
    remarks_on,
    settle,
    settle_all,
)
from storefront.selling.forms import ListingForm
from tests.conftest import StoppedClock
from tests.factories import make_account, make_product


@pytest.fixture
def product(app: Flask) -> Product:
    """A listing."""
    return make_product()


@pytest.fixture
def carer(app: Flask) -> Actor:
    """Whoever says something about it."""
    return Actor(Role.ASSISTANT, make_account(Role.ASSISTANT).id)


def test_every_field_to_remark_on_is_a_field_of_the_sellers_form(app: Flask) -> None:
    with app.test_request_context():
        assert FIELDS.keys() <= ListingForm()._fields.keys()


@pytest.mark.parametrize(("field", "text"), [("slug", "Apa ini?"), ("name", "   "), ("", "Apa ini?")])
def test_a_remark_needs_a_field_and_words(carer: Actor, product: Product, field: str, text: str) -> None:
    with pytest.raises(Refusal):
        remark(carer, product, field, text)
    assert not remarks_on(product.id)


def test_nobody_remarks_without_an_account(product: Product) -> None:
    with pytest.raises(Refusal):
        remark(Actor(Role.BUYER), product, "name", "Bagus!")


def test_a_long_remark_is_cut_at_the_end(carer: Actor, product: Product) -> None:
    remark(carer, product, "name", "a" * (MOST_WORDS + 1))
    [one] = remarks_on(product.id)["name"]
    assert len(one.text) == MOST_WORDS


def test_open_remarks_come_in_the_order_of_the_form(carer: Actor, product: Product) -> None:
    for field in ("halal_number", "photos", "name"):
        remark(carer, product, field, "Cek lagi.")
    assert [one.field for one in open_remarks(product.id)] == ["photos", "name", "halal_number"]


def test_settling_one_leaves_the_others_open(carer: Actor, product: Product) -> None:
    remark(carer, product, "name", "Tulis isinya.")
    remark(carer, product, "photos", "Lebih terang.")
    settle(product, remarks_on(product.id)["name"][0].id)
    assert [one.field for one in open_remarks(product.id)] == ["photos"]


def test_a_remark_on_another_listing_is_not_settled_from_here(carer: Actor, product: Product) -> None:
    other = make_product()
    remark(carer, other, "name", "Tulis isinya.")
    settle(product, remarks_on(other.id)["name"][0].id)
    assert len(open_remarks(other.id)) == 1


def test_settling_all_keeps_the_words(carer: Actor, product: Product) -> None:
    remark(carer, product, "name", "Tulis isinya.")
    with transaction():
        settle_all(product)
    assert not open_remarks(product.id)
    assert remarks_on(product.id)["name"][0].text == "Tulis isinya."


def test_a_remark_says_when_it_was_made_by_the_sellers_clock(
    carer: Actor, product: Product, stopped_clock: StoppedClock, app: Flask
) -> None:
    remark(carer, product, "name", "Tulis isinya.")
    with app.test_request_context():
        assert remarks_on(product.id)["name"][0].when == f"{clock.today().day} Mar, 10.00"
