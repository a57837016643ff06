"""Copying files with their hashes, so that a copy can be checked years later."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

BLOCK = 1 << 20
MANIFEST = "manifest.json"

Hashes = dict[str, str]


def copy_file(source: Path, target: Path) -> str:
    """Copy one file so that the copy is there whole or not at all, and give its SHA-256 in hexadecimal."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    digest = hashlib.sha256()
    with source.open("rb") as from_file, draft.open("wb") as to_file:
        while block := from_file.read(BLOCK):
            digest.update(block)
            to_file.write(block)
        to_file.flush()
        os.fsync(to_file.fileno())
    draft.chmod(source.stat().st_mode & 0o777)
    draft.replace(target)
    return digest.hexdigest()


def hash_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    """Every finished file below ``folder``, in order; none when there is no such folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path


def write_manifest(folder: Path, about: Mapping[str, str], hashes: Hashes) -> None:
    """Write down what lies in a backup: it comes last and says that nothing is missing."""
    words = json.dumps({**about, "files": hashes}, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(words + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Hashes:
    """The files of a backup by their hashes. OSError, ValueError or KeyError when there is no manifest to read."""
    files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    return {str(name): str(digest) for name, digest in files.items()}
