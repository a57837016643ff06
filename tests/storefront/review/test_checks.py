"""What the shop itself says about a listing: softly, and nothing where it knows nothing."""

from __future__ import annotations

from flask import Flask

from products.packaging.materials import Closure, Material, Travel
from products.permits import PermitKind
from storefront.review.checks import halal_advice, packaging_advice, permit_advice
from tests.factories import make_product


def test_without_a_material_or_a_known_category_there_is_no_packaging_advice(app: Flask) -> None:
    product = make_product(material=Material.PAPER)
    assert packaging_advice(product, None) is None
    assert packaging_advice(product, "barang-lain") is None
    assert packaging_advice(make_product(), "kopi-bubuk") is None


def test_coffee_in_paper_alone_by_post_is_stopped(app: Flask) -> None:
    product = make_product(material=Material.PAPER, closure=Closure.FOLDED, travels=Travel.POST)
    advice = packaging_advice(product, "kopi-bubuk")
    assert advice
    assert "stop.material" in {one.code for one in advice.stops}


def test_a_missing_permit_is_asked_for_and_a_wrong_number_pointed_at(app: Flask) -> None:
    assert [one.code for one in permit_advice(make_product(), "kopi-bubuk")] == ["permit.missing"]
    wrong = make_product(permit_kind=PermitKind.PIRT, permit_number="12345")
    assert [one.code for one in permit_advice(wrong, "kopi-bubuk")] == ["permit.form"]


def test_nothing_is_said_about_papers_of_unknown_goods(app: Flask) -> None:
    assert permit_advice(make_product(), None) == []
    assert permit_advice(make_product(), "barang-lain") == []


def test_a_halal_number_is_looked_over_only_when_there_is_one(app: Flask) -> None:
    assert halal_advice(make_product()) == []
    assert [one.code for one in halal_advice(make_product(halal_number="123"))] == ["permit.form"]
