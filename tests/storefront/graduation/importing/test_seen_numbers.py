"""What a file has said so far."""

from __future__ import annotations

from contextlib import closing

from storefront.graduation.importing.seen_numbers import Earlier, SeenNumbers


def test_the_first_line_with_a_number_is_remembered_and_told_to_the_next() -> None:
    with closing(SeenNumbers()) as seen:
        assert seen.first("3171015708450001", 2, "Sari", 7) is None
        assert seen.first("3171015708450002", 3, "Tini", 8) is None
        assert seen.first("3171015708450001", 4, "Wati", 9) == Earlier(2, "Sari", 7)
        assert seen.first("3171015708450001", 5, "Ani", 9) == Earlier(2, "Sari", 7)


def test_the_first_line_with_a_family_card_is_remembered() -> None:
    with closing(SeenNumbers()) as seen:
        seen.add_cards(iter([("3171010101150001", 4), ("3171010101150001", 9)]))
        assert seen.line_of_card("3171010101150001") == 4
        assert seen.line_of_card("3171015708450001") is None
