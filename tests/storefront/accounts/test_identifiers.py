"""Phones and e-mail addresses as people write them."""

from __future__ import annotations

import pytest

from products.errors import Refusal
from storefront.accounts.identifiers import Identifier, read
from storefront.phones import national


@pytest.mark.parametrize(
    "typed", ["081234567890", "0812-3456-7890", "6281234567890", "+62 812 3456 7890", " 81234567890 ", "0812.3456.7890"]
)
def test_one_phone_is_one_phone_however_it_is_written(typed: str) -> None:
    assert read(typed) == Identifier(phone="+6281234567890")


@pytest.mark.parametrize("typed", ["Sari@Example.COM", " sari@example.com "])
def test_an_address_is_kept_in_small_letters(typed: str) -> None:
    assert read(typed) == Identifier(email="sari@example.com")


@pytest.mark.parametrize("typed", ["", "sari", "08123", "3171015708450001", "sari@", "@example.com", "sari@example"])
def test_anything_else_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(typed)
    assert refused.value.field == "identifier"


def test_a_kept_phone_is_shown_as_people_write_it() -> None:
    assert national("+6281234567890") == "0812-3456-7890"
