"""Cloth and label patterns of the archipelago, as levels: 0 the ground, 0.5 the second colour, 1 the figure."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from PIL import Image

from products.packshots import dyes
from products.packshots.field import Colours, Field, grid, step


def motif(kind: str, height: int, width: int, cell: float) -> Field:
    """``kind`` over (height, width) pixels, one repeat ``cell`` pixels wide.

    Raises:
        KeyError: when there is no such pattern; ``MOTIFS`` lists them.
    """
    columns, rows = grid(height, width)
    return np.asarray(MOTIFS[kind](columns / np.float32(cell), rows / np.float32(cell), 1.6 / cell), np.float32)


def coloured(levels: Field, ground: str, second: str, figure: str) -> Colours:
    """Levels dyed in three colours, in linear light."""
    low = np.clip(levels * 2, 0, 1)[..., None]
    high = np.clip(levels * 2 - 1, 0, 1)[..., None]
    mixed = dyes.light(ground) * (1 - low) + dyes.light(second) * low
    return mixed * (1 - high) + dyes.light(figure) * high


def band(kind: str, width: int, height: int, ground: str, second: str, figure: str) -> Image.Image:
    """One row of a pattern as a strip for a label, RGB."""
    light = coloured(motif(kind, height, width, height), ground, second, figure)
    return Image.fromarray((np.sqrt(np.clip(light, 0, 1)) * 255).astype(np.uint8))


def _within(x: Field) -> Field:
    return (x - np.floor(x)) * 2 - 1


def _inside(distance: Field, edge: float) -> Field:
    return step(edge, -edge, distance)


def _kawung(x: Field, y: Field, edge: float) -> Field:
    u, v = np.abs(_within(x)), np.abs(_within(y))
    along, beside = (u + v) * np.float32(0.7071), (u - v) * np.float32(0.7071)
    petal = np.hypot((along - 0.7) / 0.56, beside / 0.36) - 1
    heart = np.hypot((along - 0.7) / 0.30, beside / 0.075) - 1
    dots = np.hypot(u - np.round(u), v - np.round(v)) - 0.11
    cross = np.minimum(np.hypot(u - 1, v * 1.6), np.hypot(u * 1.6, v - 1)) - 0.16
    figure = _inside(petal, edge * 2.4)
    figure = figure * (1 - 0.5 * _inside(heart, edge * 4))
    return np.maximum(figure, 0.5 * np.maximum(_inside(dots, edge * 2), _inside(cross, edge * 2)))


def _parang(x: Field, y: Field, edge: float) -> Field:
    across, along = (x + y) * np.float32(0.7071), (x - y) * np.float32(0.7071)
    lane = _within(across)
    wave = along * 1.75 + 0.34 * np.sin(lane * 3.1416) + 0.16 * np.sin(lane * 6.2832)
    blade = np.abs(_within(wave)) - (0.62 - 0.28 * lane * lane)
    inner = np.abs(_within(wave)) - (0.26 - 0.2 * lane * lane)
    figure = _inside(blade, edge * 4) * _inside(np.abs(lane) - 0.78, edge * 2)
    figure = figure * (1 - 0.5 * _inside(inner, edge * 4))
    diamonds = np.abs(np.abs(lane) - 1) * 2.6 + np.abs(_within(along * 3.5)) * 0.42 - 0.36
    return np.asarray(np.maximum(figure, 0.5 * _inside(diamonds, edge * 4)), np.float32)


_CLOUD = (
    (0.0, 0.0, 0.22), (-0.28, 0.08, 0.16), (0.30, 0.09, 0.16), (-0.54, 0.15, 0.11), (0.58, 0.16, 0.10),
    (-0.18, -0.14, 0.15), (0.22, -0.12, 0.15), (0.02, -0.25, 0.12), (-0.74, 0.19, 0.06), (0.77, 0.20, 0.06),
)  # fmt: skip
"""Middles and sizes of the lobes of a cloud, in a repeat from -1 to 1 across and -0.46 to 0.46 down."""

_CLOUD_ROWS, _CLOUD_COLUMNS = 460, 1000


def _mega_mendung(x: Field, y: Field, edge: float) -> Field:
    row = np.floor(y * 1.75)
    across = _within(x * 0.8 + 0.5 * (row % 2)) * 0.4995 + 0.5
    down = _within(y * 1.75) * 0.4995 + 0.5 + 0 * x
    cloud = _cloud()[(down * _CLOUD_ROWS).astype(np.intp), (across * _CLOUD_COLUMNS).astype(np.intp)]
    drizzle = _inside(np.hypot(_within(x * 6.4) * 0.5, _within(y * 7 + 0.5)) - 0.16, edge * 6)
    return np.where(cloud > 0, cloud, 0.5 * drizzle)


@lru_cache(maxsize=1)
def _cloud() -> Field:
    """One cloud within cloud within cloud, paler inwards, with a bright line about each."""
    columns, rows = grid(_CLOUD_ROWS, _CLOUD_COLUMNS)
    u, v = columns / (_CLOUD_COLUMNS / 2) - 1, (rows / (_CLOUD_ROWS / 2) - 1) * 0.46
    levels = np.zeros((_CLOUD_ROWS, _CLOUD_COLUMNS), np.float32)
    for ring, size in enumerate((1.0, 0.80, 0.61, 0.43, 0.26)):
        lobes = [np.hypot(u / size - cx, (v - 0.04) / size - cy) - radius for cx, cy, radius in _CLOUD]
        distance = np.minimum.reduce(lobes) * size
        levels = np.maximum(levels, (0.16 + 0.2 * ring) * _inside(distance, 0.006))
        levels = np.maximum(levels, (0.95 - 0.1 * ring) * _inside(np.abs(distance) - 0.008, 0.006))
    return levels


def _flowers(x: Field, y: Field, edge: float) -> Field:
    row = np.floor(y)
    u, v = _within(x + 0.5 * (row % 2)), _within(y)
    radius, angle = np.hypot(u, v), np.arctan2(v, u)
    petals = radius - (0.46 + 0.17 * np.cos(angle * 5))
    veins = np.abs(np.sin(angle * 2.5)) * radius - 0.035
    heart = radius - 0.15
    leaf_u, leaf_v = np.abs(u) - 0.82, np.abs(v) - 0.78
    turned, beside = (leaf_u + leaf_v) * 0.7071, (leaf_u - leaf_v) * 0.7071
    leaf = np.hypot(turned / 0.34, beside / 0.13) - 1
    stem = np.abs(np.hypot(u - 0.1, v + 0.1) - 0.83) - 0.018
    figure = _inside(petals, edge * 2) * (1 - 0.5 * _inside(veins, edge * 2) * step(0.2, 0.24, radius))
    figure = figure * (1 - 0.5 * _inside(heart, edge * 2))
    return np.maximum(figure, 0.5 * np.maximum(_inside(leaf, edge * 4), _inside(stem, edge * 2)))


def _tumpal(x: Field, y: Field, edge: float) -> Field:
    u, v = np.abs(_within(x * 1.5)), y - np.floor(y)
    tooth = (u - v * 0.96) * 0.7
    inner = (u - (v - 0.24) * 0.9) * 0.7
    core = np.hypot(u, (v - 0.8) * 1.6) - 0.13
    figure = _inside(tooth, edge * 1.5) - 0.5 * _inside(inner, edge * 1.5) + 0.5 * _inside(core, edge * 1.5)
    return np.asarray(np.clip(figure, 0, 1), np.float32)


def _lurik(x: Field, y: Field, edge: float) -> Field:
    fine = np.abs(_within(y * 6)) - 0.45
    broad = np.abs(_within(y)) - 0.34
    thread = 0.12 * np.sin(x * 90)
    return np.asarray(
        np.maximum(_inside(broad, edge * 2) * (0.88 + thread), 0.5 * _inside(fine, edge * 8)) + 0 * x, np.float32
    )


def _songket(x: Field, y: Field, edge: float) -> Field:
    u, v = np.abs(_within(x)), np.abs(_within(y))
    rings = np.abs(_within((u + v) * 1.5)) - 0.42
    star = np.maximum(u, v) + np.minimum(u, v) * 0.5 - 0.34
    figure = 0.5 * _inside(rings, edge * 3)
    corner = (2 - u - v) - 0.42
    return np.asarray(np.maximum(np.maximum(figure, _inside(star, edge * 2)), _inside(corner, edge * 2)), np.float32)


MOTIFS: dict[str, Callable[[Field, Field, float], Field]] = {
    "kawung": _kawung,
    "parang": _parang,
    "mega-mendung": _mega_mendung,
    "bunga": _flowers,
    "tumpal": _tumpal,
    "lurik": _lurik,
    "songket": _songket,
}
