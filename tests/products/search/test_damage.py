"""Whatever happened to the files of the index: it says so by an exception, and a rebuild puts it right."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from products.search.backend import SearchQuery
from products.search.generations import IndexUnusableError
from products.search.whoosh_index import WhooshIndex
from tests.products.search.shelves import make_row


def truncate_the_segment(folder: Path) -> None:
    segment = next(folder.glob("*.seg"))
    segment.write_bytes(segment.read_bytes()[: segment.stat().st_size // 3])


def truncate_the_contents(folder: Path) -> None:
    contents = next(folder.glob("*.toc"))
    contents.write_bytes(contents.read_bytes()[:40])


def empty_the_contents(folder: Path) -> None:
    next(folder.glob("*.toc")).write_bytes(b"")


def remove_the_segment(folder: Path) -> None:
    next(folder.glob("*.seg")).unlink()


def remove_the_generation(folder: Path) -> None:
    shutil.rmtree(folder)


def name_another_version(folder: Path) -> None:
    (folder.parent / "current").write_text("000000000000-aabbccddeeff")


def remove_the_pointer(folder: Path) -> None:
    (folder.parent / "current").unlink()


def put_text_in_the_segment(folder: Path) -> None:
    next(folder.glob("*.seg")).write_text("not an index " * 500)


@pytest.mark.parametrize(
    "damage",
    [
        truncate_the_segment,
        truncate_the_contents,
        empty_the_contents,
        remove_the_segment,
        remove_the_generation,
        name_another_version,
        remove_the_pointer,
        put_text_in_the_segment,
    ],
)
def test_a_damaged_index_says_so_until_it_is_rebuilt(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    WhooshIndex(tmp_path).rebuild(make_row(number) for number in range(1, 50))
    damage(WhooshIndex(tmp_path).generations.current())

    index = WhooshIndex(tmp_path)
    for _ in range(2):
        with pytest.raises(IndexUnusableError):
            index.search(SearchQuery(text="kopi"))
    assert not index.health().usable
    assert index.rebuild_is_due()

    index.rebuild(make_row(number) for number in range(1, 50))
    assert index.search(SearchQuery(text="kopi")).total == 49
    assert index.health().usable
    assert not index.rebuild_is_due()


def test_a_folder_that_was_never_built_has_no_index(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path / "nowhere")
    assert index.rebuild_is_due()
    assert "no search index yet" in index.health().fault
    with pytest.raises(IndexUnusableError, match="no search index yet"):
        index.search(SearchQuery())
    with pytest.raises(IndexUnusableError, match="no search index yet"):
        index.apply([make_row(1)], [])
