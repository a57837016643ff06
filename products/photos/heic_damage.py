"""Finding HEIC files that are cut off, of which decoders show what arrived and paint the rest over."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

LONG_SIZE, TO_THE_END = 1, 0
MOST_BOXES = 1_000


def is_cut_off(path: Path) -> bool:
    """Whether a box of the file claims more bytes than there are, or none that make sense (ISO/IEC 14496-12, 4.2)."""
    length, at = path.stat().st_size, 0
    with path.open("rb") as file:
        for _ in range(MOST_BOXES):
            at += _size_of_box(file, at, length)
            if at >= length:
                return at > length
    return True


def _size_of_box(file: BinaryIO, at: int, length: int) -> int:
    """The size in bytes of the box that starts here; more than there are if it is nonsense."""
    file.seek(at)
    head = file.read(16)
    size = int.from_bytes(head[:4], "big")
    if size == TO_THE_END:
        return length - at
    if size == LONG_SIZE:
        size = int.from_bytes(head[8:16], "big")
    return size if size >= 8 else length + 1
