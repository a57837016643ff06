"""From the files of an index to a snapshot in memory, and how a process keeps up with the newest one."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from products.search.generations import Generations, IndexUnusableError, names_in
from products.search.snapshot import Snapshot
from products.search.whoosh_segment import Segment

LOOK_AGAIN_AFTER_S = 0.5
_INDEX_NAME = "MAIN"
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
            IndexUnusableError: when the index cannot be read, for whatever reason.
        """
        if monotonic() >= self._look_again_at and self._opening.acquire(blocking=self._snapshot is None):
            try:
                self._look()
            finally:
                self._opening.release()
        if self._snapshot is None:
            raise IndexUnusableError(f"the search index cannot be read: {self._fault!r}") from self._fault
        return self._snapshot

    def look_again(self) -> None:
        """Have the next question look for a newer index at once."""
        self._look_again_at = 0.0

    def _look(self) -> None:
        if monotonic() < self._look_again_at:
            return
        try:
            self._open_if_newer()
            self._fault = None
        except Exception as fault:
            self._snapshot, self._segments, self._folder, self._fault = None, {}, None, fault
        self._look_again_at = monotonic() + LOOK_AGAIN_AFTER_S

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
        snapshot, segments = _read(folder, known)
        self._snapshot, self._segments, self._folder, self._commits = snapshot, segments, folder, commits


def _read(folder: Path, known: Mapping[str, Segment]) -> tuple[Snapshot, Mapping[str, Segment]]:
    """The latest commit in ``folder``; of its segments only those are opened that are not ``known``."""
    storage = _OpenFiles(str(folder))
    try:
        contents = TOC.read(storage, _INDEX_NAME)
        segments = {
            segment.segment_id(): known.get(segment.segment_id())
            or Segment(SegmentReader(storage, contents.schema, segment))
            for segment in contents.segments
        }
    finally:
        storage.close_all()
    deleted = [frozenset(segment.deleted_docs()) for segment in contents.segments]
    return Snapshot(list(segments.values()), deleted), segments


class _OpenFiles(FileStorage):
    """Knows the files it opened: Whoosh leaves them open when it finds them damaged.

    Those of a sound segment are closed already when it is open; it lives on as a memory map.
    """

    def __init__(self, folder: str) -> None:
        super().__init__(folder)  # type: ignore[no-untyped-call]
        self._opened: list[StructFile] = []

    def open_file(self, name: str, **options: Any) -> StructFile:
        """As Whoosh asks for it."""
        file: StructFile = super().open_file(name, **options)  # type: ignore[no-untyped-call]
        self._opened.append(file)
        return file

    def close_all(self) -> None:
        """Close what is still open."""
        for file in self._opened:
            if not file.is_closed:
                file.close()
