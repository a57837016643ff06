"""Numbers as people type them."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_wtf import FlaskForm

from storefront.fields import WholeNumberField


class CountForm(FlaskForm):
    """One number."""

    count = WholeNumberField("Stok", most=1_000_000)


@pytest.mark.parametrize(("typed", "read"), [("250", 250), ("1.250", 1_250), ("1.000.000", 1_000_000), (" 7 ", 7)])
def test_dots_may_stand_between_thousands(app: Flask, typed: str, read: int) -> None:
    with app.test_request_context(method="POST", data={"count": typed}):
        form = CountForm()
        assert form.validate()
        assert form.count.data == read


@pytest.mark.parametrize("typed", ["1.5", "5.0", "12.50", "1.2345", "1,5", "-1", "1e3", "9" * 5_000, "1.000.001"])
def test_a_fraction_is_no_tenfold_number(app: Flask, typed: str) -> None:
    with app.test_request_context(method="POST", data={"count": typed}):
        form = CountForm()
        assert not form.validate()
        assert form.count.data is None
