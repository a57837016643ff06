"""Where the file of an import lies until its rows are in: in the data folder, readable by the shop alone."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from flask import current_app

from products.errors import N_, Refusal
from storefront.config import Settings

LOCK = ".lock"
_BLOCK = 1 << 20


def file_of(batch_id: int) -> Path:
    """Where the file of an import lies, of whatever kind it is."""
    return folder() / f"{batch_id}.upload"


def folder() -> Path:
    """The folder of all of them."""
    settings: Settings = current_app.config["SETTINGS"]
    imports = settings.data / "imports"
    imports.mkdir(mode=0o700, parents=True, exist_ok=True)
    return imports


def files_before(moment: datetime) -> list[Path]:
    """Files that nobody has written to since, but for locks (``hand_import``)."""
    return [path for path in folder().iterdir() if path.suffix != LOCK and _is_older(path, moment)]


def draft_of(upload: BinaryIO) -> tuple[Path, str]:
    """The upload in a file that only this shop may read, and its hash.

    Raises:
        Refusal: when it is empty.
    """
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=folder(), delete=False) as draft:
        while block := upload.read(_BLOCK):
            draft.write(block)
            digest.update(block)
            size += len(block)
    path = Path(draft.name)
    if size == 0:
        path.unlink()
        raise Refusal(N_("Berkas ini kosong."), field="file")
    return path, digest.hexdigest()


def _is_older(path: Path, moment: datetime) -> bool:
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:  # its import has ended this very moment
        return False
