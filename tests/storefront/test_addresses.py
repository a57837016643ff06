"""Numbers in addresses that no table can hold name nothing, and break nothing."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("number", ["2147483648", "9" * 20, "9" * 5_000, "٣"])
def test_a_number_that_no_table_holds_names_nothing(client: FlaskClient, number: str) -> None:
    assert client.get(f"/orders/LK-7F3K-9Q2M/parcels/{number}/receipt").status_code == 404
