from __future__ import annotations

from dataclasses import replace

import pytest

from products.search.columns import regency_number
from tests.products.search.shelves import make_row


@pytest.mark.parametrize(("code", "number"), [("11.17", 1117), ("11", 1100), ("", 0), ("1", 0), ("xx.yy", 0)])
def test_codes_as_numbers(code: str, number: int) -> None:
    assert regency_number(code) == number


def test_a_stamp_changes_with_anything_in_the_row() -> None:
    row = make_row(1)
    assert row.stamp() == make_row(1).stamp()
    assert len({row.stamp(), replace(row, description="x").stamp(), replace(row, in_stock=False).stamp()}) == 3
