"""The search backend on Whoosh: Whoosh keeps the words on disk, arrays in memory answer.

Whoosh's own searcher is 5 to 40 times slower at this, its ``DisjunctionMax`` ranks wrongly and one query can bring it
down; ``docs/search.md`` has the figures. Any number of processes read; one at a time writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from whoosh.index import create_in, open_dir
from whoosh.writing import IndexWriter

from products.search.answering import answer, most_common
from products.search.backend import Disagreement, Health, SearchPage, SearchQuery, SearchRow, Suggested
from products.search.columns import Ints
from products.search.generations import Generations, names_in, sync
from products.search.snapshot import Snapshot
from products.search.text import question
from products.search.unfinished import meanings
from products.search.whoosh_merging import merge_small
from products.search.whoosh_reading import LatestSnapshot
from products.search.whoosh_schema import document, fingerprint, schema

_BUILD_MEMORY_MB = 64
_WAIT_FOR_WRITER_S = 2.0
_MOST_SUGGESTED_CATEGORIES = 2


class WhooshIndex:
    """A ``SearchBackend`` in a folder, made when it is first rebuilt."""

    def __init__(self, folder: Path) -> None:
        self.generations = Generations(folder, fingerprint())
        self._latest = LatestSnapshot(self.generations)

    def search(self, query: SearchQuery) -> SearchPage:
        """The page that answers ``query``."""
        snapshot = self._latest.snapshot()
        asked = question(query.text)
        if asked:
            documents, scores = snapshot.find(asked)
            return answer(snapshot.columns, documents, scores, query)
        if query.text.strip():
            return SearchPage()
        return answer(snapshot.columns, snapshot.everything, None, query)

    def suggest(self, text: str, limit: int = 6) -> Suggested:
        """Products whose names have the finished words and a word that begins as the last one does."""
        snapshot = self._latest.snapshot()
        found = _named(snapshot, text)
        page = answer(snapshot.columns, found, None, SearchQuery(per_page=limit))
        categories = most_common(snapshot.columns.category_id[found], _MOST_SUGGESTED_CATEGORIES)
        return Suggested(page.product_ids, tuple(categories))

    def apply(self, rows: Iterable[SearchRow], deleted_ids: Iterable[int]) -> bool:
        """List ``rows`` anew and drop ``deleted_ids``, all in one commit that is on the disk when this returns."""
        self._latest.snapshot()
        documents = {row.product_id: document(row) for row in rows}
        with self.generations.writing() as alone:
            folder = self.generations.current()
            before = names_in(folder)
            with _writing(folder) as writer:
                for number in self._living([*documents, *deleted_ids]):
                    writer.delete_document(number)
                for fields in documents.values():
                    writer.add_document(**fields)
            sync(folder, already=before)
        self._latest.look_again()
        return alone

    def rebuild(self, rows: Iterable[SearchRow]) -> None:
        """Build a new index of ``rows`` beside the old one and put it in its place at one stroke."""
        with self.generations.rebuilding(), self.generations.new() as folder:
            create_in(str(folder), schema())
            with _writing(folder) as writer:
                for row in rows:
                    writer.add_document(**document(row))
        self._latest.look_again()

    def ask_for_rebuild(self) -> None:
        """Leave word, for whichever process keeps the index, that it cannot be read."""
        self.generations.ask_for_rebuild()

    def rebuild_is_due(self) -> bool:
        """Whether the index cannot be read here or somebody left word of it."""
        return self.generations.rebuild_is_due() or not self.health().usable

    def check(self, stamps: Mapping[int, int]) -> Disagreement:
        """Compare with the database's product id → ``SearchRow.stamp()``."""
        snapshot = self._latest.snapshot()
        living = snapshot.columns.records[snapshot.everything]
        indexed = dict(zip(living["product_id"].tolist(), living["stamp"].tolist(), strict=True))
        twice = {product_id for product_id, count in _times(living["product_id"]) if count > 1}
        return Disagreement(
            missing=tuple(sorted(stamps.keys() - indexed.keys())),
            stale=tuple(sorted(one for one in stamps.keys() & indexed.keys() if stamps[one] != indexed[one])),
            left_over=tuple(sorted((indexed.keys() - stamps.keys()) | twice)),
        )

    def health(self) -> Health:
        """How the index is; never raises."""
        try:
            products = len(self._latest.snapshot().everything)
            return Health(usable=True, products=products, generation=self.generations.current().name)
        except Exception as fault:
            return Health(usable=False, fault=str(fault))

    def _living(self, product_ids: list[int]) -> list[int]:
        """The numbers of these products' documents in the very latest commit. Needs the write lock."""
        self._latest.look_again()
        snapshot = self._latest.snapshot()
        listed = snapshot.alive & np.isin(snapshot.columns.product_id, product_ids)
        return [int(number) for number in np.flatnonzero(listed)]


@contextmanager
def _writing(folder: Path) -> Iterator[IndexWriter]:
    """The one writer of an index; what it was given is committed at the end of the block."""
    writer = open_dir(str(folder)).writer(timeout=_WAIT_FOR_WRITER_S, limitmb=_BUILD_MEMORY_MB)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=merge_small)


def _named(snapshot: Snapshot, text: str) -> Ints:
    finished, last = meanings(text, lambda prefix, limit: snapshot.words_from("title", prefix, limit))
    found = np.zeros(len(snapshot.columns), dtype=np.bool_)
    for words in last:
        each = [snapshot.with_word_in("title", word) for word in (*finished, *words)]
        found[_in_all(each)] = True
    return np.flatnonzero(found)


def _in_all(sets: list[Ints]) -> Ints:
    common = sets[0]
    for other in sets[1:]:
        common = np.intersect1d(common, other, assume_unique=True)
    return common


def _times(values: Ints) -> list[tuple[int, int]]:
    each, counts = np.unique(values, return_counts=True)
    return list(zip(each.tolist(), counts.tolist(), strict=True))
