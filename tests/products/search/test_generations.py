from __future__ import annotations

from pathlib import Path

import pytest

from products.search.generations import Generations, IndexUnusableError


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "search", "abc123")


def test_the_newest_finished_generation_is_in_use_and_the_older_is_gone(generations: Generations) -> None:
    with generations.new() as first:
        (first / "words").write_text("one")
    with generations.new() as second:
        assert generations.current() == first
    assert generations.current() == second
    assert not first.exists()


def test_a_generation_that_failed_is_never_in_use(generations: Generations) -> None:
    with generations.new() as sound:
        pass
    with pytest.raises(ZeroDivisionError), generations.new() as broken:
        raise ZeroDivisionError
    assert generations.current() == sound
    assert not broken.exists()


@pytest.mark.parametrize("pointer", ["", "zzz999-aabbcc", "abc123-../../etc", "\xff", "abc123-\nx"])
def test_a_pointer_that_makes_no_sense_is_no_index(generations: Generations, pointer: str) -> None:
    generations.root.mkdir()
    (generations.root / "current").write_text(pointer, encoding="latin-1")
    with pytest.raises(IndexUnusableError):
        generations.current()


def test_a_note_asks_for_a_rebuild_until_there_was_one(generations: Generations) -> None:
    assert not generations.rebuild_is_due()
    generations.ask_for_rebuild()
    assert generations.rebuild_is_due()
    with generations.new():
        pass
    assert not generations.rebuild_is_due()


def test_who_writes_learns_of_a_rebuild_under_way(generations: Generations) -> None:
    with generations.writing() as alone:
        assert alone
    with generations.rebuilding(), generations.writing() as alone:
        assert not alone
    with pytest.raises(ZeroDivisionError), generations.writing():
        raise ZeroDivisionError
