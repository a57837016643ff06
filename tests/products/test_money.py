"""Rupiah to text and back, and split so that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.errors import Refusal
from products.money import MOST_IDR, parse_rupiah, rupiah, split_fairly


def test_rupiah_are_written_with_dots_and_without_a_space() -> None:
    assert rupiah(0) == "Rp0"
    assert rupiah(25_000) == "Rp25.000"
    assert rupiah(1_234_567) == "Rp1.234.567"
    assert rupiah(-500) == "-Rp500"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("25000", 25_000),
        ("25.000", 25_000),
        ("25,000", 25_000),
        ("Rp25.000", 25_000),
        ("Rp 25.000,-", 25_000),
        ("rp. 25.000,00", 25_000),
        ("25rb", 25_000),
        ("25 rb", 25_000),
        ("25k", 25_000),
        ("25ribu", 25_000),
        ("12,5rb", 12_500),
        ("1,5jt", 1_500_000),
        ("2 juta", 2_000_000),
        ("  7500 ", 7_500),
    ],
)
def test_people_may_type_an_amount_the_way_they_say_it(typed: str, amount: int) -> None:
    assert parse_rupiah(typed) == amount


@pytest.mark.parametrize("typed", ["1.5.5rb", "1,5,5 jt", "9" * 5_000, "1," + "5" * 5_000 + "jt"])
def test_what_no_number_can_be_made_of_is_refused_too(typed: str) -> None:
    with pytest.raises(Refusal):
        parse_rupiah(typed)


@pytest.mark.parametrize("typed", ["", "murah", "12.5", "25.00", "-5000", "1.2.3", "25 000 rb ya", "9999999999"])
def test_what_is_no_whole_amount_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Refusal):
        parse_rupiah(typed)


@given(st.integers(0, MOST_IDR))
def test_what_is_written_can_be_read_again(amount: int) -> None:
    assert parse_rupiah(rupiah(amount)) == amount


@given(st.integers(0, MOST_IDR), st.lists(st.integers(0, 10_000), min_size=1, max_size=20).filter(any))
def test_parts_add_up_to_the_whole_and_follow_their_weights(total: int, weights: list[int]) -> None:
    parts = split_fairly(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1
