"""Names that may mean the same person."""

from __future__ import annotations

import pytest

from storefront.graduation.claiming.names import are_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SARI CONTOH", "Sari Contoh"),
        ("Ibu Sari", "Sari Contoh"),
        ("Hj. Sari Contoh, S.Pd", "Sari Contoh"),
        ("Sari Conto", "Sari Contoh"),
        ("Contoh Sari", "Sari Contoh"),
        ("Suharti", "Soeharti"),
    ],
)
def test_the_same_person_is_known(one: str, other: str) -> None:
    assert are_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Sari Contoh", "Wati Lestari"), ("", "Sari"), ("Ibu", "Ibu"), ("A", "A B"), ("Sari", "Sarinah")]
)
def test_another_person_is_not(one: str, other: str) -> None:
    assert not are_alike(one, other)
