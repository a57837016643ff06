"""Where the file of an import lies until its rows are in: in the data folder, readable by the shop alone."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from flask import current_app

from products.errors import N_, Refusal
from storefront.config import Settings

_BLOCK = 1 << 20


def file_of(batch_id: int) -> Path:
    """Where the file of an import lies."""
    return folder() / f"{batch_id}.table"


def folder() -> Path:
    """The folder of all of them."""
    settings: Settings = current_app.config["SETTINGS"]
    imports = settings.data / "imports"
    imports.mkdir(mode=0o700, parents=True, exist_ok=True)
    return imports


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
