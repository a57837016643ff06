from dataclasses import dataclass

import pytest

from products.table import record_from


@dataclass(frozen=True)
class Shelf:
    name: str
    goods: tuple[str, ...]
    height_cm: int = 30


def test_a_table_becomes_a_record_and_lists_become_tuples() -> None:
    assert record_from(Shelf, {"name": "Kopi", "goods": ["biji"]}, "here") == Shelf("Kopi", ("biji",))


def test_a_field_is_made_as_told() -> None:
    shelf = record_from(Shelf, {"name": "Teh", "goods": [], "height_cm": "40"}, "here", height_cm=int)

    assert shelf.height_cm == 40


@pytest.mark.parametrize(
    ("table", "named"),
    [({"name": "Kopi"}, "goods"), ({"name": "Kopi", "goods": [], "colour": "red"}, "colour")],
)
def test_a_missing_or_unknown_key_is_named(table: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=f"shelves.toml: missing or unknown: {named}"):
        record_from(Shelf, table, "shelves.toml")
