"""One segment of a Whoosh index as arrays: its records, and the postings of a word, each read once and kept.

A segment never changes once written, except for its deletions, which the snapshot keeps. What was read stays good
over later commits.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import SegmentReader, TermNotFound

from products.search.columns import RECORD, Ints, Scores
from products.search.least_used import LeastUsed

Postings = tuple[Ints, Scores]

_MOST_BYTES = 16_000_000
NOTHING: Postings = (np.empty(0, np.int64), np.empty(0, np.float32))


class Segment:
    """What one segment holds, deletions left aside. Safe to ask from several threads."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        self._one_at_a_time = threading.Lock()
        self._postings: LeastUsed[tuple[str, str], Postings] = LeastUsed(_MOST_BYTES, _size)
        self.records = _records(reader)

    def postings(self, field: str, word: str) -> Postings:
        """The documents with ``word`` in ``field``, ascending, and how often it stands there. Shape (n,) both."""
        kept = self._postings.get((field, word))
        if kept is None:
            with self._one_at_a_time:
                kept = _decoded(self._reader, field, word)
            self._postings.put((field, word), kept)
        return kept

    def words_from(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """The first ``limit`` words of ``field`` that begin with ``prefix``, with the number of documents."""
        with self._one_at_a_time:
            return list(_words_from(self._reader, field, prefix, limit))


def _records(reader: SegmentReader) -> NDArray[np.void]:
    packed = b"".join(reader.column_reader("record", translate=False))
    return np.frombuffer(packed, dtype=RECORD)


def _decoded(reader: SegmentReader, field: str, word: str) -> Postings:
    try:
        matcher = reader.postings(field, word)
    except TermNotFound:
        return NOTHING
    documents, weights = [], []
    while matcher.is_active():
        documents.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return np.array(documents, np.int64), np.array(weights, np.float32)


def _words_from(reader: SegmentReader, field: str, prefix: str, limit: int) -> Iterator[tuple[str, int]]:
    for (name, word), info in reader.iter_from(field, prefix):
        text = word.decode("utf-8")
        if name != field or not text.startswith(prefix) or limit == 0:
            return
        yield text, info.doc_frequency()
        limit -= 1


def _size(postings: Postings) -> int:
    return postings[0].nbytes + postings[1].nbytes
