"""Goods in quantity: filling a frame, poured out on a table, heaped in a bowl."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image

from products.packshots.contents import CONTENTS, Goods, dimmed
from products.packshots.cutout import Cutout
from products.packshots.dyes import light
from products.packshots.field import Colours, Dice, extent, grid, linear, noise, rough_noise, slopes, step
from products.packshots.light import shade

_VARIETY = 18


def filling(kind: str, chance: Dice, height: int, width: int, size: float = 1.0) -> Colours:
    """``kind`` from edge to edge, in linear light. ``size`` scales its pieces."""
    goods = CONTENTS[kind]
    if goods.state == "powder":
        return _powder(goods, chance, height, width)
    if goods.state == "liquid":
        return _liquid(goods, height, width)
    if goods.state == "paste":
        return _paste(goods, chance, height, width, size)
    long = max(int(goods.size * size), 8)
    picture = Image.new("RGB", (width, height), _darkest(goods))
    is_pale = float(light(goods.other).mean()) > 0.35
    for tenths in (6, 7, 9, 10) if is_pale else (4, 6, 8, 10):
        _lay(picture, kind, chance, long, tenths, 0.66 if tenths == 10 else 0.60)
    return linear(picture)


def mound(kind: str, chance: Dice, width: int, size: float = 1.0, high: float = 0.34) -> Cutout:
    """``kind`` poured out on the table in a low heap ``width`` pixels wide."""
    goods = CONTENTS[kind]
    tall = int(width * (0.30 + high))
    if goods.form is None:
        return _cone(goods, chance, width, tall, high)
    long = max(int(goods.size * size), 8)
    margin = long + width // 16
    picture = Image.new("RGBA", (width + 2 * margin, tall + 2 * long))
    for x, y, tenths in _places(goods, chance, width, long, high):
        one = _lying(kind, long, int(chance.integers(_VARIETY)), tenths, goods.lies)
        left, top = margin + x - one.width / 2, long + tall - width * 0.16 + y - one.height / 2
        picture.alpha_composite(one, (int(left), max(int(top), 0)))
    seen = linear(picture)
    foot = picture.width / 2, long + tall - width * 0.15
    return Cutout(seen[..., :3], seen[..., 3], foot, width * 0.5, flat=True)


def _places(goods: Goods, chance: Dice, width: int, long: int, high: float) -> Iterator[tuple[float, float, int]]:
    """Where the pieces of a heap lie, the far ones first: right, down from its middle, and tenths of light."""
    count = int(np.clip(1.26 * width * width / (long * long) * goods.crowd, 10, 1600))
    angle = chance.random(count) * 6.2832
    away = np.minimum(np.sqrt(chance.random(count)) * (1 + 0.12 * chance.standard_normal(count)), 1.12)
    x, back = np.cos(angle) * away, np.sin(angle) * away
    slope = np.clip(1 - away, 0, 1) * high * width
    lift = slope * chance.random(count) ** 0.5
    for at in np.argsort(back * 0.4 * width - lift * 0.25 + chance.random(count) * 8):
        on_top = lift[at] > 0.5 * slope[at] or away[at] > 0.85
        yield (1 + x[at]) * width / 2, back[at] * width * 0.15 - lift[at], 10 if on_top else 7


def single(kind: str, chance: Dice, size: float = 1.0) -> Cutout:
    """One piece lying on the table."""
    goods = CONTENTS[kind]
    picture = linear(_lying(kind, max(int(goods.size * size), 10), int(chance.integers(_VARIETY)), 10, True))
    height, width = picture.shape[:2]
    return Cutout(picture[..., :3], picture[..., 3], (width / 2, height * 0.5), width * 0.30, flat=True)


def _lying(kind: str, long: int, number: int, tenths: int, flat: bool) -> Image.Image:
    one = dimmed(kind, long, number, tenths)
    return one.resize((one.width, int(one.height * 0.66)), Image.Resampling.BILINEAR) if flat else one


def _lay(picture: Image.Image, kind: str, chance: Dice, long: int, tenths: int, spread: float) -> None:
    pitch = long * spread / CONTENTS[kind].crowd ** 0.5
    rows, columns = int(picture.height / pitch) + 3, int(picture.width / pitch) + 3
    shifts = chance.random((rows, columns, 2)) * pitch * 1.1
    for row, column in chance.permutation([(r, c) for r in range(rows) for c in range(columns)]):
        one = dimmed(kind, long, int(chance.integers(_VARIETY)), tenths)
        place = shifts[row, column] + (column * pitch - long, row * pitch - long)
        picture.paste(one, (int(place[0]), int(place[1])), one)


def _darkest(goods: Goods) -> tuple[int, int, int]:
    red, green, blue = (
        int(v) for v in np.sqrt(light(goods.other) * (0.4 if light(goods.other).mean() > 0.35 else 0.12)) * 255
    )
    return red, green, blue


def _powder(goods: Goods, chance: Dice, height: int, width: int) -> Colours:
    cloud = rough_noise(chance, height, width, 60, 3)
    fine = chance.standard_normal((height, width), dtype=np.float32)
    grainy = noise(chance, height, width, 3)
    share = np.clip(0.4 + 0.25 * cloud + 0.2 * fine + 0.25 * grainy, 0, 1)[..., None]
    return np.asarray(light(goods.one) * (1 - share) + light(goods.other) * share, np.float32)


def _liquid(goods: Goods, height: int, width: int) -> Colours:
    columns, rows = grid(height, width)
    across, down = columns / width * 2 - 1, rows / height
    glow = np.exp(-(((across - 0.42) / 0.42) ** 2)) * (0.35 + 0.65 * down) + 0.35 * np.exp(
        -(((across + 0.1) / 0.5) ** 2)
    )
    rim = step(0.62, 1.0, np.abs(across))
    share, dark = np.clip(glow, 0, 1)[..., None], (0.62 * rim)[..., None]
    body = light(goods.one) * (1 - share) + light(goods.second) * share
    return (body * (1 - dark) + light(goods.other) * dark).astype(np.float32)


def _paste(goods: Goods, chance: Dice, height: int, width: int, size: float) -> Colours:
    lumps = rough_noise(chance, height, width, 26 * size + 4, 3)
    oil = step(0.2, 0.7, noise(chance, height, width, 44 * size + 5))
    share = np.clip(0.5 + 0.5 * lumps, 0, 1)[..., None]
    colour = light(goods.one) * share + light(goods.other) * (1 - share)
    bits = step(0.62, 0.72, noise(chance, height, width, 8 * size + 2, 1.4)) * step(
        -0.2, 0.3, noise(chance, height, width, 40 * size + 4)
    )
    colour += (light(goods.second) - colour) * (0.85 * bits)[..., None]
    relief = lumps * np.float32(5 * size) + bits * np.float32(2.0)
    return shade(
        colour.astype(np.float32), slopes(relief.astype(np.float32), 1.2 - 0.7 * float(oil.mean())), goods.finish
    )


def _cone(goods: Goods, chance: Dice, width: int, tall: int, high: float) -> Cutout:
    columns, rows = grid(tall + 10, width + 10)
    x = (columns - width / 2 - 5) / (width / 2)
    foot = tall - width * 0.15
    ragged = 0.05 * noise(chance, rows.shape[0], x.shape[1], 30)
    dome = np.clip(1 - np.abs(x) ** 1.5, 0, 1)
    front = np.sqrt(np.clip(1 - x * x, 0, 1)) * width * 0.15
    top, bottom = foot - dome * high * width * 0.95 - front * 0.2, foot + front
    at = np.clip((rows - top) / np.maximum(bottom - top, 1), 0, 1)
    round_off = np.sqrt(np.clip(1 - x * x, 0.0, 1))
    cover = (
        np.clip(rows - top + ragged * 60 + 0.5, 0, 1)
        * np.clip(bottom + ragged * 40 - rows + 0.5, 0, 1)
        * (np.abs(x) < 0.995)
    )
    lumps = rough_noise(chance, *extent(cover), 22, 3) * 2.6 + noise(chance, *extent(cover), 4) * 1.1
    gx, gy, gz = slopes(lumps.astype(np.float32))
    nx, ny = x * 0.75 + gx, (0.85 - 0.55 * at) * round_off + gy
    length = 1 / np.sqrt(nx * nx + ny * ny + (0.55 + gz * 0.3) ** 2)
    colour = (
        _powder(goods, chance, *extent(cover))
        if goods.state == "powder"
        else _paste(goods, chance, *extent(cover), 0.8)
    )
    lit = shade(
        colour, (nx * length, ny * length, (0.55 + gz * 0.3) * length), goods.finish, 1 - 0.35 * step(0.8, 1.0, at)
    )
    return Cutout(lit.astype(np.float32), cover.astype(np.float32), (width / 2 + 5, foot), width * 0.5, flat=True)
