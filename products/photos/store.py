"""Where photo files lie: names, folders and writes that a power cut cannot halve."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

KEY = re.compile(r"[0-9a-f]{64}")
URL_PATH = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})-([1-9][0-9]{1,4})\.(webp|jpg)")
UNFINISHED = ".part"


class PictureFormat(StrEnum):
    """How a public picture is encoded; the value is the ending of its file name."""

    WEBP = "webp"
    JPEG = "jpg"


class PhotoStore:
    """One folder of photos, in which only what lies below ``public/`` may ever be served.

    ``incoming/`` holds originals with all that phones write into them, until the worker is done; ``masters/`` holds
    one clean picture each, from which sizes not thought of yet can be made. Both can be read by the shop alone.
    Everything that takes a key raises ValueError for one that is not 64 lower-case hexadecimal digits.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.public = root / "public"
        self.incoming = root / "incoming"
        self.masters = root / "masters"

    def url_path(self, key: str, edge: int, kind: PictureFormat) -> str:
        """The picture's name below ``public/``, as it stands in its address: ``ab/cd/abcd…-320.webp``."""
        return f"{_fan_out(key)}-{edge}.{kind.value}"

    def path_of(self, key: str, edge: int, kind: PictureFormat) -> Path:
        """The file of one public picture, whether it exists or not."""
        return self.public / self.url_path(key, edge, kind)

    def find(self, url_path: str) -> Path | None:
        """The file to serve under this address, or None: for anything that is not the name of a public picture."""
        if not URL_PATH.fullmatch(url_path):
            return None
        path = self.public / url_path
        return path if path.is_file() else None

    def exists(self, key: str, edge: int, kind: PictureFormat) -> bool:
        """Whether this public picture is on disk."""
        return self.path_of(key, edge, kind).is_file()

    def open(self, key: str, edge: int, kind: PictureFormat) -> BinaryIO:
        """The public picture for reading; FileNotFoundError where there is none."""
        return self.path_of(key, edge, kind).open("rb")

    def original_of(self, key: str) -> Path:
        """Where the photo lies as it was sent, until its sizes are made. Never to be served."""
        return self.incoming / _checked(key)

    def master_of(self, key: str) -> Path:
        """The clean picture that further sizes are made from."""
        return self.masters / f"{_fan_out(key)}.jpg"

    def is_finished(self, key: str) -> bool:
        """Whether all sizes are on disk: the master is written after them."""
        return self.master_of(key).is_file()

    def files_of(self, key: str) -> list[Path]:
        """All files of one photo: public ones, master and original."""
        public = sorted((self.public / _fan_out(key)).parent.glob(f"{key}-*"))
        return [path for path in (*public, self.master_of(key), self.original_of(key)) if path.is_file()]

    def keys(self) -> Iterator[str]:
        """Every photo of which any file is on disk, in order, for the audit."""
        places = (self.public.glob("*/*/*"), self.masters.glob("*/*/*"), self.incoming.glob("*"))
        names = {path.name[:64] for place in places for path in place}
        return iter(sorted(name for name in names if KEY.fullmatch(name)))

    def remove(self, key: str, *, unused_for: timedelta = timedelta(0)) -> bool:
        """Delete a photo's files; False if one was written or accepted again within ``unused_for``.

        The grace saves the photo that somebody sends again in the moment in which its last owner deletes it.
        """
        if not self.is_unused_for(key, unused_for):
            return False
        for path in self.files_of(key):
            path.unlink(missing_ok=True)
        return True

    def is_unused_for(self, key: str, span: timedelta) -> bool:
        """Whether none of a photo's files was written or accepted again within ``span``."""
        return all(_age(path) >= span for path in self.files_of(key))

    def clear_leftovers(self, older_than: timedelta = timedelta(hours=1)) -> int:
        """Delete half-written files that a killed process left; gives their number."""
        stale = [path for path in self.root.rglob(f".*{UNFINISHED}") if _age(path) >= older_than]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def write(self, path: Path, content: bytes) -> None:
        """Put a whole file in place or none at all; on return it survives a power cut."""
        unfinished = self.new_unfinished(path.parent, private=self.public not in path.parents)
        try:
            unfinished.write_bytes(content)
            self.finish(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)

    def touch(self, path: Path) -> bool:
        """Note that a file is wanted again (see ``remove``); False if it does not exist."""
        try:
            os.utime(path)
        except FileNotFoundError:
            return False
        return True

    def new_unfinished(self, folder: Path, *, private: bool) -> Path:
        """A new empty file of a name that nobody else has, readable by the shop alone if ``private``."""
        self._make_folder(folder)
        path = folder / f".{secrets.token_hex(8)}{UNFINISHED}"
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if private else 0o644))
        return path

    def finish(self, unfinished: Path, path: Path) -> None:
        """Give a written file its name, so that after a power cut it is there whole or not at all."""
        _sync(unfinished)
        unfinished.replace(path)
        _sync(path.parent)

    def _make_folder(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            with suppress(FileExistsError):
                each.mkdir(mode=0o700 if each in (self.incoming, self.masters) else 0o755)
            _sync(each.parent)


def _fan_out(key: str) -> str:
    return f"{_checked(key)[:2]}/{key[2:4]}/{key}"


def _checked(key: str) -> str:
    if not KEY.fullmatch(key):
        raise ValueError(f"not a photo key: {key!r}")
    return key


def _age(path: Path) -> timedelta:
    """How long ago the file was touched, by the clock of the file system; endless for one just gone."""
    try:
        return timedelta(seconds=time.time() - path.stat().st_mtime)
    except FileNotFoundError:
        return timedelta.max


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
