"""Holes in files are found, and files that are merely unusual are not called broken."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from products.photos.heic_damage import is_cut_off
from products.photos.jpeg_damage import MOST_SCANS, is_damaged
from tests.products.photos.pictures import file_of, noise, phone_photo, scene


def damaged(content: bytes) -> bool:
    return is_damaged(np.frombuffer(content, dtype=np.uint8))


WHOLE = file_of(noise())
WITH_RESTARTS = file_of(noise(), restart_marker_rows=1)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(WHOLE, id="plain"),
        pytest.param(WITH_RESTARTS, id="restart markers"),
        pytest.param(file_of(noise(), progressive=True), id="progressive"),
        pytest.param(file_of(noise(), exif=b"Exif\0\0" + b"\xff" * 500), id="note full of 0xFF"),
        pytest.param(WHOLE + b"\xff\xd8 and a video", id="something behind the end"),
        pytest.param(WHOLE[:-2] + b"\xff\xff\xff\xd9", id="padding before the end"),
        *(pytest.param(phone_photo(f"orientation_{name}.jpg"), id=name) for name in ("1", "2_mirrored", "6", "8")),
    ],
)
def test_a_whole_file_is_left_alone(content: bytes) -> None:
    assert not damaged(content)


def with_hole(content: bytes, hole: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + hole + content[middle + len(hole) :]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(phone_photo("corrupted_3648x2736.jpg"), id="real one"),
        pytest.param(WHOLE[:-2], id="no end"),
        pytest.param(WHOLE[:300], id="no pixels"),
        pytest.param(WHOLE[:2] + b"\xff\xd9", id="end without pixels"),
        pytest.param(with_hole(WHOLE, b"\xff" * 512), id="erased block"),
        pytest.param(with_hole(WHOLE, b"\xff\xd8\xff\xe1"), id="piece of another photo"),
        pytest.param(WITH_RESTARTS.replace(b"\xff\xd3", b"\xff\xd5", 1), id="restart out of step"),
        pytest.param(
            WHOLE[: WHOLE.index(b"\xff\xda")] + b"\xff\xda\0\2\0" * (MOST_SCANS + 2) + b"\xff\xd9", id="scans"
        ),
        pytest.param(b"\xff\xd8" + b"\xff\xe1\0\2" * 100_000, id="endless notes"),
    ],
)
def test_a_file_with_a_hole_is_found_out(content: bytes) -> None:
    assert damaged(content)


@pytest.mark.parametrize(("kept", "expected"), [(None, False), (-1, True), (3000, True), (39, True)])
def test_a_heic_that_did_not_arrive_whole_is_found_out(tmp_path: Path, kept: int | None, expected: bool) -> None:
    photo = tmp_path / "photo"
    photo.write_bytes(phone_photo("iphone.heic")[:kept])

    assert is_cut_off(photo) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\0\0\0\x08free\0\0\0\0mdat and all the rest", False),
        (b"\0\0\0\0", False),
        (b"\0\0\0\x04free", True),
        (b"\0\0\0\1mdat" + (24).to_bytes(8, "big") + bytes(8), False),
        (b"\0\0\0\1mdat" + (25).to_bytes(8, "big") + bytes(8), True),
        (b"\0\0\0\x08free" * 2_000, True),
    ],
)
def test_boxes_are_added_up(tmp_path: Path, content: bytes, expected: bool) -> None:
    photo = tmp_path / "photo"
    photo.write_bytes(content)

    assert is_cut_off(photo) is expected


def test_a_picture_of_one_colour_is_whole() -> None:
    assert not damaged(file_of(scene(16, 16)))
