"""From the files of an index to a snapshot in memory, and how a process keeps up with the newest one."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path

from whoosh.index import FileIndex, open_dir

from products.search.generations import Generations, IndexUnusableError, names_in
from products.search.snapshot import Snapshot
from products.search.whoosh_segment import Segment

LOOK_AGAIN_AFTER_S = 0.5
_TRIES = 3


class LatestSnapshot:
    """The newest snapshot, looked for twice a second at most. Safe to ask from several threads.

    While one thread opens a newer one the others go on with what they have.
    """

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._opening = threading.Lock()
        self._look_again_at = 0.0
        self._folder: Path | None = None
        self._commits: frozenset[str] = frozenset()
        self._segments: Mapping[str, Segment] = {}
        self._snapshot: Snapshot | None = None
        self._fault: Exception | None = None

    def snapshot(self) -> Snapshot:
        """The newest snapshot.

        Raises:
            Exception: of any kind when the index cannot be read; the same one until it is looked at again.
        """
        if time.monotonic() >= self._look_again_at and self._opening.acquire(blocking=self._snapshot is None):
            try:
                self._look()
            finally:
                self._opening.release()
        if self._snapshot is None:
            raise self._fault or IndexUnusableError("the search index is not open")
        return self._snapshot

    def look_again(self) -> None:
        """Have the next question look for a newer index at once."""
        self._look_again_at = 0.0

    def _look(self) -> None:
        if time.monotonic() < self._look_again_at:
            return
        try:
            self._open_if_newer()
            self._fault = None
        except Exception as fault:
            self._snapshot, self._segments, self._folder, self._fault = None, {}, None, fault
        self._look_again_at = time.monotonic() + LOOK_AGAIN_AFTER_S

    def _open_if_newer(self) -> None:
        for tries_left in reversed(range(_TRIES)):
            folder = self._generations.current()
            try:
                self._open(folder)
                return
            except Exception:
                if not tries_left or folder == self._generations.current():
                    raise

    def _open(self, folder: Path) -> None:
        commits = frozenset(name for name in names_in(folder) if name.endswith(".toc"))
        if (folder, commits) == (self._folder, self._commits):
            return
        known = self._segments if folder == self._folder else {}
        snapshot, segments = _read(open_dir(str(folder)), known)
        self._snapshot, self._segments, self._folder, self._commits = snapshot, segments, folder, commits


def _read(index: FileIndex, known: Mapping[str, Segment]) -> tuple[Snapshot, Mapping[str, Segment]]:
    segments: dict[str, Segment] = {}
    deleted: list[frozenset[int]] = []
    for reader, _ in index.reader().leaf_readers():
        segment = reader.segment()
        if segment is None:
            continue
        name = segment.segment_id()
        if name in known:
            segments[name] = known[name]
            reader.close()
        else:
            segments[name] = Segment(reader)
        deleted.append(frozenset(segment.deleted_docs()))
    return Snapshot(list(segments.values()), deleted), segments
