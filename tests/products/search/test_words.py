from __future__ import annotations

import pytest

from products.search.words import LONGEST_WORD, is_measure, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("KOPI Gayo", ["kopi", "gayo"]),
        ("Ｋｏｐｉ café", ["kopi", "cafe"]),
        ("enaaaak bangeeet", ["enak", "banget"]),
        ("jum’at, rotan/bambu", ["jumat", "rotan", "bambu"]),
        ("oleh2", ["oleh-oleh"]),
        ("oleh-oleh", ["oleh-oleh"]),
        ("Oleh oleh", ["oleh-oleh"]),
        ("oleh oleh oleh", ["oleh-oleh"]),
        ("co2", ["co2"]),
        ("tumis sayur-mayur", ["tumis", "sayur", "mayur"]),
        ("7 7", ["7", "7"]),
    ],
)
def test_letters_and_doubled_words_get_one_spelling(text: str, words: list[str]) -> None:
    assert words_of(text, 200) == words


@pytest.mark.parametrize("text", ["250gr", "250 gram", "250 G", "1/4 kg", "0,25kg", "0.25 kilo", "2,5 ons", "0.250 kg"])
def test_every_way_to_write_a_quarter_kilo_is_the_same_word(text: str) -> None:
    assert words_of(text, 200) == ["250g"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("500 ml", "500ml"),
        ("0,5 liter", "500ml"),
        ("1.000 gr", "1000g"),
        ("25rb", "rp25000"),
        ("25 ribu", "rp25000"),
        ("Rp25.000", "rp25000"),
        ("rp 25000", "rp25000"),
        ("1,5jt", "rp1500000"),
        ("1/0 kg", "1000g"),
    ],
)
def test_sizes_and_prices_become_one_word(text: str, word: str) -> None:
    assert words_of(text, 200) == [word]
    assert is_measure(word)


def test_a_number_that_measures_nothing_stays_a_number() -> None:
    assert words_of("kopi 3in1 nomor 8 lusin", 200) == ["kopi", "3in1", "nomor", "8", "lusin"]
    assert not is_measure("3in1")


def test_only_the_beginning_is_read_and_no_word_is_endless() -> None:
    assert words_of("kopi " * 1_000, 9) == ["kopi-kopi"]
    assert words_of("ab" * 5_000, 20_000) == [("ab" * 5_000)[:LONGEST_WORD]]
    assert len("".join(words_of("\ufdfa" * 200, 200))) <= 400


def test_what_is_no_letter_is_no_word() -> None:
    assert words_of("\ud800 \x00 ☕ — ()\"' \u200b", 200) == []
