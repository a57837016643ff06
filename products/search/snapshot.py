"""The whole index at one moment: its segments end to end, and the arithmetic that finds and ranks.

For each word and product the score is BM25 in the title, on the shelf (category, maker, place) and in the body, each
with its weight; the best of the three counts. Required words are joined by AND and their scores added; helpful words
only add.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from products.search.columns import RECORD, Columns, Ints, Mask, Scores
from products.search.least_used import LeastUsed
from products.search.text import Question
from products.search.whoosh_segment import NOTHING, Postings, Segment

_MOST_BYTES = 32_000_000
_MOST_LOOKED_AT = 400
_SATURATION = 1.2


@dataclass(frozen=True, slots=True)
class _Field:
    """How a field counts: its weight, and how much a long text thins a word out (BM25's b)."""

    name: str
    weight: float
    thinning: float


_FIELDS = (_Field("title", 2.0, 0.3), _Field("shelf", 1.5, 0.3), _Field("body", 1.0, 0.75))


class Snapshot:
    """N documents, of which some are deleted. Never changes; safe to ask from several threads."""

    def __init__(self, segments: Sequence[Segment], deleted: Sequence[frozenset[int]]) -> None:
        self._segments = list(segments)
        records = [segment.records for segment in segments]
        self._offsets = np.cumsum([0, *map(len, records)])
        self.columns = Columns(np.concatenate(records) if records else np.empty(0, RECORD))
        self.alive: Mask = np.ones(len(self.columns), dtype=np.bool_)
        for offset, gone in zip(self._offsets, deleted, strict=False):
            self.alive[np.fromiter(gone, np.int64) + offset] = False
        self._words: LeastUsed[str, Postings] = LeastUsed(_MOST_BYTES, lambda kept: kept[0].nbytes + kept[1].nbytes)

    @cached_property
    def everything(self) -> Ints:
        """All living documents, ascending."""
        return np.flatnonzero(self.alive)

    def find(self, asked: Question) -> tuple[Ints, Scores]:
        """The documents that have every required word, ascending, and their scores. Shape (n,) both."""
        required = sorted((self.word(word) for word in asked.required), key=lambda found: len(found[0]))
        documents, scores = required[0]
        for other in required[1:]:
            more = self._spread(other)[documents]
            hit = more > 0
            documents, scores = documents[hit], scores[hit] + more[hit]
        for word in asked.helpful:
            scores = scores + self._spread(self.word(word))[documents]
        return documents, scores

    def word(self, word: str) -> Postings:
        """The living documents with ``word`` anywhere, ascending, and what it adds to their score."""
        kept = self._words.get(word)
        if kept is None:
            kept = self._scored(word)
            self._words.put(word, kept)
        return kept

    def words_from(self, field: str, prefix: str, limit: int) -> list[str]:
        """Up to ``limit`` words of ``field`` that begin with ``prefix``, commonest first."""
        counts: dict[str, int] = {}
        for segment in self._segments:
            for word, count in segment.words_from(field, prefix, _MOST_LOOKED_AT):
                counts[word] = counts.get(word, 0) + count
        return sorted(counts, key=lambda word: (-counts[word], word))[:limit]

    def with_word_in(self, field: str, word: str) -> Ints:
        """The living documents with ``word`` in ``field``, ascending."""
        documents, _ = self._postings(field, word)
        return documents[self.alive[documents]]

    def _scored(self, word: str) -> Postings:
        best = np.zeros(len(self.columns), dtype=np.float32)
        for field in _FIELDS:
            documents, counts = self._postings(field.name, word)
            best[documents] = np.maximum(best[documents], field.weight * self._saturated(field, documents, counts))
        best *= self.alive
        documents = np.flatnonzero(best)
        rarity = np.log1p(len(self.everything) / (len(documents) + 1))
        return documents, (best[documents] * rarity).astype(np.float32)

    def _saturated(self, field: _Field, documents: Ints, counts: Scores) -> Scores:
        lengths, usual = self._lengths[field.name]
        length = 1 - field.thinning + field.thinning * lengths[documents] / usual
        return (counts * (_SATURATION + 1) / (counts + _SATURATION * length)).astype(np.float32)

    def _spread(self, found: Postings) -> Scores:
        """The scores of ``found`` laid out over all documents, 0 elsewhere. Shape (N,)."""
        spread = np.zeros(len(self.columns), dtype=np.float32)
        spread[found[0]] = found[1]
        return spread

    @cached_property
    def _lengths(self) -> dict[str, tuple[Scores, float]]:
        """The words in each document's field, and their mean over the living ones."""
        lengths = {field.name: self.columns.records[f"{field.name}_length"].astype(np.float32) for field in _FIELDS}
        living = max(len(self.everything), 1)
        return {name: (each, max(float(each[self.alive].sum()) / living, 1.0)) for name, each in lengths.items()}

    def _postings(self, field: str, word: str) -> Postings:
        found = [segment.postings(field, word) for segment in self._segments] or [NOTHING]
        documents = [each + offset for (each, _), offset in zip(found, self._offsets, strict=False)]
        return np.concatenate(documents), np.concatenate([counts for _, counts in found])
