import re

from products.categories import CategoryFacts, Group, all_categories, category_facts, groups
from products.models import Unit


def test_coffee_and_tea_come_first() -> None:
    assert [group.slug for group in groups()][:2] == ["kopi", "teh"]
    assert [category.slug for category in all_categories()][:3] == ["kopi-bubuk", "kopi-biji", "kopi-instan"]


def test_every_address_is_used_once_and_reads_well() -> None:
    slugs = [group.slug for group in groups()] + [category.slug for category in all_categories()]

    assert len(slugs) == len(set(slugs))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in slugs)


def test_every_shelf_is_named_in_both_languages_and_fits_its_column() -> None:
    shelves: list[Group | CategoryFacts] = [*groups(), *all_categories()]
    for shelf in shelves:
        assert 0 < len(shelf.name_id) <= 80
        assert 0 < len(shelf.name_en) <= 80
        assert 0 < len(shelf.blurb_id) <= 200
        assert 0 < len(shelf.blurb_en) <= 200


def test_units_and_food_kinds_are_ones_that_exist() -> None:
    for category in all_categories():
        assert category.unit in set(Unit)
        assert set(category.food_kinds) <= {f"{kind:02}" for kind in range(1, 17)}
        assert bool(category.food_kinds) == (category.permit in {"pirt", "jamu"})


def test_only_cloth_crafts_and_soap_are_not_food() -> None:
    inedible = [category.slug for category in all_categories() if not category.is_food]

    assert inedible == ["batik", "tenun", "anyaman", "kerajinan", "sabun"]


def test_a_shelf_somebody_else_made_has_no_facts() -> None:
    assert category_facts("buatan-sendiri") is None
