"""Finding JPEG files with holes in them, which decoders paint over with grey without a word.

The source of the rules is ITU-T T.81, annex B. A file that fails here may still be decoded in part; the shop asks for
a whole one instead of showing half a product.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

START, END, SCAN, TEMPORARY = 0xD8, 0xD9, 0xDA, 0x01
RESTARTS = range(0xD0, 0xD8)
WITHOUT_LENGTH = {TEMPORARY, START, *RESTARTS}
# What may follow pixel data: tables, another scan of a progressive picture, its number of lines, notes, the end.
AFTER_PIXELS = {0xC4, 0xCC, SCAN, 0xDB, 0xDC, 0xDD, *range(0xE0, 0xF0), 0xFE, END}

# So many 0xFF in a row are an erased block of a memory card; padding before a marker is a few bytes long.
HOLE = 64
# Cameras write ten scans and some dozens of other segments. Thousands, each decoded over the whole picture, are an
# attack: they turn a small file into minutes of work.
MOST_SCANS = 100
MOST_SEGMENTS = 2_000


class Markers(NamedTuple):
    """All places of a byte 0xFF, and of these the markers: where they stand and their kinds, in order."""

    filled: NDArray[np.intp]
    places: NDArray[np.intp]
    kinds: NDArray[np.uint8]


def is_damaged(data: NDArray[np.uint8]) -> bool:
    """Whether the bytes of a JPEG file are cut off, or its pixel data broken: restart markers out of step, markers that
    do not belong there, holes. Bytes after the end are let be: phones keep a second picture or a video there.
    """
    markers = _markers_in(data)
    at, scans = 2, 0
    for _ in range(MOST_SEGMENTS):
        index = int(np.searchsorted(markers.places, at))
        if index == len(markers.places) or scans > MOST_SCANS:
            return True
        kind = int(markers.kinds[index])
        if kind == END:
            return scans == 0
        at = _end_of_segment(data, int(markers.places[index]) + 2, kind)
        if kind == SCAN:
            end = _end_of_pixels(markers, at)
            if end is None:
                return True
            at, scans = end, scans + 1
    return True


def _markers_in(data: NDArray[np.uint8]) -> Markers:
    """A marker is a byte 0xFF and one that is neither 0 (then it is data) nor 0xFF (then it is padding)."""
    filled = np.flatnonzero(data[:-1] == 0xFF)
    following = data[filled + 1]
    is_marker = (following != 0) & (following != 0xFF)
    return Markers(filled, filled[is_marker], following[is_marker])


def _end_of_segment(data: NDArray[np.uint8], at: int, kind: int) -> int:
    if kind in WITHOUT_LENGTH:
        return at
    return at + int.from_bytes(data[at : at + 2].tobytes(), "big")


def _end_of_pixels(markers: Markers, start: int) -> int | None:
    """Where the marker after a run of pixel data stands; None if the run is broken or has no end."""
    first = int(np.searchsorted(markers.places, start))
    kinds = markers.kinds[first:]
    others = np.flatnonzero(kinds & 0xF8 != RESTARTS.start)
    if not len(others) or int(kinds[others[0]]) not in AFTER_PIXELS:
        return None
    restarts = int(others[0])
    end = int(markers.places[first + restarts])
    in_step = np.array_equal(kinds[:restarts] & 7, np.arange(restarts) & 7)
    return end if in_step and not _has_hole(markers.filled, start, end) else None


def _has_hole(filled: NDArray[np.intp], start: int, end: int) -> bool:
    inside = filled[np.searchsorted(filled, start) : np.searchsorted(filled, end)]
    return bool(np.any(inside[HOLE - 1 :] - inside[: 1 - HOLE] == HOLE - 1))
