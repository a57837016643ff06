from __future__ import annotations

import pytest
from flask import Flask

from products.models import Category, Seller
from products.search.upkeep import rebuild_all
from tests.products.search.shelves import make_category, make_product, make_seller


@pytest.fixture
def snacks(app: Flask) -> Category:
    return make_category("Keripik", "Chips", parent=make_category("Camilan", "Snacks"))


@pytest.fixture
def coffee(app: Flask) -> Category:
    return make_category("Kopi bubuk", "Ground coffee", parent=make_category("Kopi", "Coffee"))


@pytest.fixture
def aceh(app: Flask) -> Seller:
    return make_seller("Dapur Bu Siti", "11.17")


@pytest.fixture
def jakarta(app: Flask) -> Seller:
    return make_seller("Warung Rasa", "31.71")


@pytest.fixture
def shop(snacks: Category, coffee: Category, aceh: Seller, jakarta: Seller) -> dict[str, int]:
    """Name → product id of a small shop, which the index knows."""
    products = [
        make_product(aceh, coffee, "Kopi Gayo", description="Dipetik di kebun sendiri.", price_idr=85_000),
        make_product(aceh, coffee, "Kopi Robusta", net_amount=500, price_idr=60_000, on_hand=0),
        make_product(jakarta, coffee, "Kupi Sachet Instan", price_idr=12_000),
        make_product(jakarta, snacks, "Kripik Singkong", name_en="Cassava chips", price_idr=15_000),
        make_product(aceh, snacks, "Kerupuk Tehran", description="Enaknya dengan teh.", price_idr=9_000),
    ]
    rebuild_all()
    return {product.name: product.id for product in products}
