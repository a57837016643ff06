"""Whose shop it is."""

from __future__ import annotations

import pytest
from flask import Flask

from products.actor import Role
from storefront.accounts.owners import owner_of
from tests.factories import make_account, make_seller


@pytest.fixture(autouse=True)
def in_a_shop(app: Flask) -> None:
    """Everything here asks the database."""


def test_the_owner_of_a_shop_is_the_account_that_signs_in_to_it() -> None:
    shop, other = make_seller(), make_seller()
    mine = make_account(Role.SELLER, seller_id=shop.id)
    make_account(Role.SELLER, seller_id=other.id)
    assert owner_of(shop.id) is mine


def test_a_shop_that_an_import_made_has_no_owner() -> None:
    assert owner_of(make_seller().id) is None
