"""Where the index lies: one folder for each generation, and a pointer file that names the one in use.

A generation is built in a folder of its own and put in its place by renaming the pointer, after everything is on the
disk. Its name starts with the fingerprint of the code that built it; another version's is not used.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import TextIO

_POINTER = "current"
_DUE = "rebuild-due"
_REBUILDING = "rebuilding.lock"


class IndexUnusableError(Exception):
    """There is no index here that this version of the shop can read."""


@dataclass(frozen=True, slots=True)
class Generations:
    """The folder of all generations.

    Attributes:
        root: made when first written to.
        fingerprint: of the schema, the analysis and the synonyms, letters and digits only.
    """

    root: Path
    fingerprint: str

    def current(self) -> Path:
        """The generation in use.

        Raises:
            IndexUnusableError: when there is none, or another version built it.
        """
        try:
            name = (self.root / _POINTER).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as fault:
            raise IndexUnusableError("there is no search index yet") from fault
        if not name.startswith(f"{self.fingerprint}-") or not name.replace("-", "").isalnum():
            raise IndexUnusableError(f"the search index {name[:40]!r} is of another version")
        return self.root / name

    @contextmanager
    def new(self) -> Iterator[Path]:
        """A fresh folder, put in use when the block ends well and removed when it does not. Older ones then go."""
        folder = self.root / f"{self.fingerprint}-{token_hex(6)}"
        folder.mkdir(parents=True)
        try:
            yield folder
            sync(folder)
            self._point_to(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._remove_all_but(folder)
        (self.root / _DUE).unlink(missing_ok=True)

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Held by whoever rebuilds; a second one waits."""
        with self._lock_file() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def writing(self) -> Iterator[bool]:
        """Held while the generation in use is changed; ``False`` when a rebuild is under way at the same time."""
        with self._lock_file() as lock:
            yield _got(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def ask_for_rebuild(self) -> None:
        """Leave a note for the worker."""
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / _DUE).touch()

    def rebuild_is_due(self) -> bool:
        """Whether somebody left that note."""
        return (self.root / _DUE).exists()

    def _lock_file(self) -> TextIO:
        self.root.mkdir(parents=True, exist_ok=True)
        return (self.root / _REBUILDING).open("a")

    def _point_to(self, folder: Path) -> None:
        pointer = self.root / f"{_POINTER}.new"
        pointer.write_text(folder.name, encoding="ascii")
        _sync_one(pointer)
        pointer.replace(self.root / _POINTER)
        _sync_one(self.root)

    def _remove_all_but(self, kept: Path) -> None:
        for folder in self.root.iterdir():
            if folder.is_dir() and folder != kept:
                shutil.rmtree(folder, ignore_errors=True)


def sync(folder: Path, already: frozenset[str] = frozenset()) -> None:
    """Have the files of ``folder`` on the disk, but for those of the names ``already`` there."""
    for file in folder.iterdir():
        if file.is_file() and file.name not in already:
            _sync_one(file)
    _sync_one(folder)


def names_in(folder: Path) -> frozenset[str]:
    """The names of the files of ``folder``."""
    return frozenset(os.listdir(folder))  # noqa: PTH208 - asked twice a second by every process, and twice as fast


def _got(lock: TextIO, how: int) -> bool:
    try:
        fcntl.flock(lock, how)
    except BlockingIOError:
        return False
    return True


def _sync_one(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
