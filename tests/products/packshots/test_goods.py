"""Goods, surfaces and patterns: all of them can be drawn, and none is a flat patch."""

from __future__ import annotations

import numpy as np
import pytest

from products.packshots import camera, dyes
from products.packshots.backdrop import room
from products.packshots.contents import CONTENTS, piece
from products.packshots.field import dice, look_up, slopes, step
from products.packshots.heap import filling, mound
from products.packshots.motif import MOTIFS, coloured, motif
from products.packshots.surface import SURFACES, surface


@pytest.mark.parametrize("goods", CONTENTS)
def test_goods_fill_a_frame_and_lie_in_a_heap(goods: str) -> None:
    frame = filling(goods, dice(1), 70, 90, size=0.4)
    assert frame.shape == (70, 90, 3)
    assert frame.std() > 0.004
    heap = mound(goods, dice(1), 120, size=0.4)
    assert heap.cover.max() > 0.9
    assert heap.cover[:, 0].max() < 0.5, "a heap ends before its picture does"


@pytest.mark.parametrize("kind", SURFACES)
def test_a_surface_has_a_grain(kind: str) -> None:
    flat = surface(kind, dice(2), 80, 120, flatten=3.0)
    assert flat.shape == (80, 120, 3)
    assert 0.002 < flat.std() < 0.5


@pytest.mark.parametrize("kind", MOTIFS)
def test_a_pattern_shows_ground_and_figure(kind: str) -> None:
    levels = motif(kind, 200, 200, 60)
    assert levels.min() >= 0
    assert levels.max() <= 1.001
    assert 0.08 < float((levels > 0.3).mean()) < 0.92
    assert coloured(levels, "mori", "soga-muda", "nila").shape == (200, 200, 3)


def test_liquid_has_no_single_pieces() -> None:
    with pytest.raises(ValueError, match="madu"):
        piece("madu", 40, 1)


def test_pieces_differ_among_themselves_but_not_from_day_to_day() -> None:
    first, again, second = piece("biji-kopi", 40, 1), piece("biji-kopi", 40, 1), piece("biji-kopi", 40, 2)
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != second.tobytes()


def test_a_photograph_has_a_little_grain_and_keeps_its_brightness() -> None:
    grey = np.full((64, 64, 3), 0.25, np.float32)
    from_camera = np.frombuffer(camera.develop(grey, dice(3)), np.uint8)
    assert from_camera[:2].tobytes() == b"\xff\xd8"


def test_the_room_is_a_light_wall_over_a_table() -> None:
    scene = room(dice(4), 240, "mori", "kayu")
    assert scene[:100].mean() > scene[180:].mean()


def test_a_normal_points_against_the_slope() -> None:
    uphill = np.tile(np.arange(10, dtype=np.float32), (10, 1))
    right, up, ahead = slopes(uphill)
    assert (right < 0).all()
    assert np.abs(up).max() == 0
    assert np.allclose(right**2 + up**2 + ahead**2, 1)


def test_looking_up_between_pixels_mixes_them() -> None:
    two = np.array([[[0.0], [1.0]], [[0.0], [1.0]]], np.float32)
    assert look_up(two, np.array([[1.0]], np.float32), np.array([[1.0]], np.float32))[0, 0, 0] == pytest.approx(0.5)


def test_a_step_can_go_down() -> None:
    assert step(1.0, 0.0, np.array([0.0, 0.5, 1.0], np.float32)).tolist() == [1.0, 0.5, 0.0]


def test_a_dye_without_a_name_is_an_error_and_any_code_will_do() -> None:
    assert dyes.rgb("#102030") == (16, 32, 48)
    assert dyes.mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert dyes.is_dark("nila")
    assert dyes.is_dark(dyes.readable("tegeran"))
    with pytest.raises(KeyError):
        dyes.rgb("fuchsia")
