from __future__ import annotations

import math
import random
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from products.search import whoosh_reading
from products.search.backend import Disagreement, SearchPage, SearchQuery, SearchRow
from products.search.text import listed
from products.search.whoosh_index import WhooshIndex
from tests.products.search.shelves import make_row


@pytest.fixture
def index(tmp_path: Path) -> WhooshIndex:
    return WhooshIndex(tmp_path)


def build(index: WhooshIndex, *rows: SearchRow) -> WhooshIndex:
    index.rebuild(rows)
    return index


def find(index: WhooshIndex, text: str) -> tuple[int, ...]:
    return index.search(SearchQuery(text=text)).product_ids


def test_every_word_must_be_there_in_whatever_field(index: WhooshIndex) -> None:
    build(
        index,
        make_row(1, "Kopi Gayo"),
        make_row(2, "Kopi Toraja", description="Dipetik di kebun sendiri"),
        make_row(3, "Teh Gayo", category_words="Teh"),
        make_row(4, "Kerupuk", place_words="Kabupaten Toraja Utara"),
    )
    assert find(index, "kopi") == (2, 1)
    assert find(index, "kopi gayo") == (1,)
    assert find(index, "kopi kebun") == (2,)
    assert set(find(index, "toraja")) == {2, 4}
    assert find(index, "kopi durian") == ()


def test_a_name_counts_more_than_a_category_and_that_more_than_a_mention(index: WhooshIndex) -> None:
    build(
        index,
        make_row(3, "Gula Aren", description="cocok untuk kopi"),
        make_row(2, "Gula Semut", category_words="Kopi"),
        make_row(1, "Kopi Robusta"),
    )
    assert find(index, "kopi") == (1, 2, 3)


def test_helpful_words_raise_but_never_exclude(index: WhooshIndex) -> None:
    build(index, make_row(1, "Kopi Gayo", size="250 g"), make_row(2, "Kopi Gayo", size="100 g"))
    assert find(index, "kopi 250gr") == (1, 2)
    assert find(index, "kopi 100 gram") == (2, 1)


def test_words_without_any_meaning_find_nothing_and_no_words_find_everything(index: WhooshIndex) -> None:
    build(index, make_row(1), make_row(2))
    assert index.search(SearchQuery(text="☕")) == SearchPage()
    assert index.search(SearchQuery(text="  ")).total == 2


def test_the_ranking_is_bm25_of_the_best_field(index: WhooshIndex) -> None:
    chance = random.Random(3)
    words = ["kopi", "teh", "gula", "madu", "lada", "pala"]
    rows = [
        make_row(number, " ".join(chance.choices(words, k=3)), description=" ".join(chance.choices(words, k=12)))
        for number in range(1, 120)
    ]
    build(index, *rows[:60])
    for start in range(60, len(rows), 5):
        index.apply(rows[start : start + 5], [])
    for text in ("kopi", "teh madu", "gula lada pala"):
        expected = by_hand(rows, text.split())
        found = index.search(SearchQuery(text=text, per_page=200)).product_ids
        assert set(found) == set(expected)
        assert all(expected[one] >= expected[other] - 0.001 for one, other in pairwise(found))


def by_hand(rows: list[SearchRow], words: list[str]) -> dict[int, float]:
    """Product id → score, the slow way, straight from the formula."""
    fields = [
        (2.0, 0.3, [listed(row.name) for row in rows]),
        (1.5, 0.3, [listed(f"{row.seller_name} {row.place_words} . {row.size} Rp{row.price_idr}") for row in rows]),
        (1.0, 0.75, [listed(row.description) for row in rows]),
    ]
    scores = dict.fromkeys(range(len(rows)), 0.0)
    for word in words:
        best = {
            at: max(_bm25(weight, thinning, texts, at, word) for weight, thinning, texts in fields) for at in scores
        }
        found = [at for at in range(len(rows)) if any(word in texts[at] for _, _, texts in fields)]
        rarity = math.log1p(len(rows) / (len(found) + 1))
        scores = {at: scores[at] + best[at] * rarity for at in scores if best[at]}
    return {rows[at].product_id: score for at, score in scores.items()}


def _bm25(weight: float, thinning: float, texts: list[list[str]], at: int, word: str) -> float:
    usual = sum(map(len, texts)) / len(texts)
    length = 1 - thinning + thinning * len(texts[at]) / usual
    times = texts[at].count(word)
    return weight * times * 2.2 / (times + 1.2 * length)


def test_changes_replace_and_remove(index: WhooshIndex) -> None:
    build(index, make_row(1, "Kopi Gayo"), make_row(2, "Kopi Toraja"))
    assert index.apply([make_row(1, "Teh Gayo"), make_row(3, "Kopi Flores")], [2])
    assert find(index, "kopi") == (3,)
    assert find(index, "teh") == (1,)
    assert index.search(SearchQuery()).product_ids == (3, 1)
    assert index.search(SearchQuery()).categories == {1: 2, 10: 2}


def test_doing_a_change_twice_changes_nothing(index: WhooshIndex) -> None:
    build(index, make_row(1))
    for _ in range(2):
        index.apply([make_row(1, "Teh"), make_row(1, "Teh"), make_row(2)], [3])
    assert index.search(SearchQuery()).product_ids == (2, 1)
    assert index.check({row.product_id: row.stamp() for row in (make_row(1, "Teh"), make_row(2))}) == Disagreement()


def test_many_small_changes_are_merged_and_nothing_is_lost(index: WhooshIndex) -> None:
    build(index, *(make_row(number) for number in range(1, 30)))
    for number in range(1, 41):
        index.apply([make_row(number, f"Teh nomor{number}")], [])
    assert index.search(SearchQuery(text="teh")).total == 40
    assert [find(index, f"nomor{number}") for number in (1, 20, 40)] == [(1,), (20,), (40,)]
    assert find(index, "kopi") == ()
    assert len(list(index.generations.current().glob("*.seg"))) < 20


def test_another_process_sees_a_change_when_it_looks_again(
    index: WhooshIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(index, make_row(1))
    reader = WhooshIndex(tmp_path)
    assert find(reader, "teh") == ()
    index.apply([make_row(2, "Teh")], [])
    assert find(reader, "teh") == ()
    monkeypatch.setattr(whoosh_reading, "monotonic", lambda: 1e12)
    assert find(reader, "teh") == (2,)


def test_a_reader_goes_on_over_a_rebuild(index: WhooshIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(index, make_row(1, "Kopi Gayo"))
    reader = WhooshIndex(tmp_path)
    find(reader, "gayo")
    build(index, make_row(1, "Kopi Flores"))
    assert find(reader, "kopi") == (1,)
    monkeypatch.setattr(whoosh_reading, "monotonic", lambda: 1e12)
    assert find(reader, "gayo") == ()
    assert find(reader, "flores") == (1,)


def test_a_rebuild_that_fails_leaves_the_old_index(index: WhooshIndex) -> None:
    def half() -> Iterable[SearchRow]:
        yield make_row(2)
        raise ZeroDivisionError

    build(index, make_row(1))
    with pytest.raises(ZeroDivisionError):
        index.rebuild(half())
    assert index.search(SearchQuery()).product_ids == (1,)


def test_a_change_during_a_rebuild_is_seen_but_does_not_last(index: WhooshIndex) -> None:
    lasting: list[bool] = []

    def rows() -> Iterable[SearchRow]:
        yield make_row(1)
        lasting.append(index.apply([make_row(2)], []))
        assert index.search(SearchQuery()).total == 2

    build(index, make_row(1))
    index.rebuild(rows())
    assert lasting == [False]
    assert index.search(SearchQuery()).product_ids == (1,)


def test_an_empty_index_answers(index: WhooshIndex) -> None:
    build(index)
    assert index.search(SearchQuery()) == SearchPage()
    assert index.search(SearchQuery(text="kopi")) == SearchPage()
    assert index.suggest("kop").product_ids == ()
    index.apply([make_row(1)], [])
    assert find(index, "kopi") == (1,)
    index.apply([], [1])
    assert find(index, "kopi") == ()


def test_check_names_what_disagrees(index: WhooshIndex) -> None:
    build(index, make_row(1), make_row(2), make_row(3))
    stamps = {1: make_row(1).stamp(), 2: make_row(2, "Teh").stamp(), 4: make_row(4).stamp()}
    assert index.check(stamps) == Disagreement(missing=(4,), stale=(2,), left_over=(3,))


def test_suggestions_finish_the_last_word(index: WhooshIndex) -> None:
    build(
        index,
        make_row(1, "Kopi Gayo"),
        make_row(2, "Kopi Toraja"),
        make_row(3, "Keripik Singkong", category_id=20),
        make_row(4, "Teh", description="bukan kopi"),
    )
    assert index.suggest("kop").product_ids == (2, 1)
    assert index.suggest("kop").category_ids == (10,)
    assert index.suggest("kopi ga").product_ids == (1,)
    assert index.suggest("coff").product_ids == (2, 1)
    assert index.suggest("krip").product_ids == (3,)
    assert index.suggest("cassava chi").product_ids == (3,)
    assert index.suggest("Kopi").product_ids == (2, 1)
    assert index.suggest("kop", limit=1).product_ids == (2,)
    assert [index.suggest(text).product_ids for text in ("", "k", "zz", "☕", "zz kop")] == [()] * 5
