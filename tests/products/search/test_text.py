from __future__ import annotations

import pytest

from products.search.synonyms import spellings, synonyms
from products.search.text import MOST_QUERY_TERMS, listed, question


@pytest.mark.parametrize(
    ("asked", "required"),
    [
        ("coffee", ("kopi",)),
        ("kripik", ("keripik",)),
        ("krupuk", ("krupuk",)),
        ("cassava chips", ("keripik", "singkong")),
        ("kripik telo", ("keripik", "singkong")),
        ("sanjai", ("keripik", "singkong")),
        ("green tea", ("teh", "hijau")),
        ("ginger", ("jahe",)),
        ("peanuts", ("kacang", "tanah")),
        ("souvenir", ("oleh-oleh",)),
        ("buah tangan", ("oleh-oleh",)),
        ("empek empek", ("pempek",)),
        ("rempah2", ("rempah",)),
        ("agar agar", ("agar-agar",)),
        ("kupu-kupu", ("kupu",)),
    ],
)
def test_other_names_are_called_by_the_name_of_the_shop(asked: str, required: tuple[str, ...]) -> None:
    assert question(asked).required == required


@pytest.mark.parametrize("text", ["cassava chips", "Kripik Telo", "keripik singkong", "sanjai"])
def test_what_is_listed_under_one_name_is_found_under_the_others(text: str) -> None:
    assert set(question("cassava chips").required) <= set(listed(text))


@pytest.mark.parametrize(
    ("word", "stem"),
    [("tehnya", "teh"), ("kripiknya", "keripik"), ("kopiku", "kopi"), ("sambals", "sambal"), ("batiknya", "batik")],
)
def test_small_endings_fall_away(word: str, stem: str) -> None:
    assert question(word).required == (stem,)


UNCUT = """
mengemas pengemasan kemasan kepala kelapa keranjang merica durian terasi melati diolah punya berkah sekolah buku tahu
ilmu masakan manisan asinan kerajinan
"""


@pytest.mark.parametrize("word", UNCUT.split())
def test_a_word_is_never_cut_into_another_one(word: str) -> None:
    assert question(word).required == (word,)


def test_packing_is_not_gold() -> None:
    assert "emas" not in listed("mengemas, kemasan, pengemas, pengemasan, dikemas")


def test_sizes_prices_and_opinions_only_help() -> None:
    asked = question("kopi gayo murah 250gr 25rb")
    assert asked.required == ("kopi", "gayo")
    assert asked.helpful == ("murah", "250g", "rp25000")


def test_what_is_said_beyond_a_known_name_helps() -> None:
    assert question("dendeng balado").required == ("dendeng",)
    assert question("dendeng balado").helpful == ("pedas",)


@pytest.mark.parametrize(
    ("asked", "required"), [("250gr", ("250g",)), ("murah", ("murah",)), ("yang dan", ("yang", "dan"))]
)
def test_weak_words_count_when_there_is_nothing_else(asked: str, required: tuple[str, ...]) -> None:
    assert question(asked).required == required


def test_stop_words_are_listed_in_names_alone() -> None:
    assert listed("Ada dan Tiada") == ["tiada"]
    assert listed("Ada dan Tiada", with_filler=True) == ["ada", "dan", "tiada"]


def test_a_question_has_eight_different_words_at_most() -> None:
    words = [f"kata{letter}" for letter in "abcdefghijklmnop"]
    asked = question(" ".join(words + words))
    assert asked.required == tuple(words[:MOST_QUERY_TERMS])
    assert question("kopi coffee KOPI kupi").required == ("kopi",)


def test_operators_are_only_letters_and_signs() -> None:
    assert (
        question('"kopi" AND (title:gayo OR -pahit) k* ~2 [a TO z]').required
        == question("kopi AND title gayo OR pahit k 2 z").required
    )


def test_nothing_is_asked_by_nothing() -> None:
    assert not question("")
    assert not question("☕ !!!")


def test_naming_again_what_is_named_changes_nothing() -> None:
    table = synonyms()
    for name in table.canonical.values():
        assert {again for word in name for again in table.canonical.get((word,), (word,))} == set(name)


def test_letters_can_be_looked_for_in_every_spelling() -> None:
    assert set(spellings("keripik")) >= {"keripik", "kripik", "chips"}
    assert spellings("gayo") == ("gayo",)
