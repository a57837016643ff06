"""Bowls and baskets that hold goods in sight, for a second picture and for what is sold loose."""

from __future__ import annotations

import numpy as np

from products.packshots import dyes
from products.packshots.contents import CONTENTS
from products.packshots.cutout import Cutout, Layer
from products.packshots.field import Colours, Dice, Field, extent, noise, slopes, step
from products.packshots.heap import filling, mound
from products.packshots.light import VIEW_DOWN, VIEW_LEVEL, Finish, shade
from products.packshots.surface import woven
from products.packshots.vessels.turned import Profile, Turned, turn

CERAMICS = ("#F3EEE4", "#C9D6D2", "#8FA3B8", "#B5714F", "#5C6B57")


def bowl(contents: str, chance: Dice, width: int, glaze: str = CERAMICS[0], size: float = 1.0) -> Cutout:
    """A glazed bowl ``width`` pixels wide, heaped with ``contents``."""
    r = width / 2
    profile: Profile = [(0, r * 0.46), (r * 0.05, r * 0.48), (r * 0.16, r * 0.66), (r * 0.40, r * 0.90), (r * 0.62, r)]
    return _holder(contents, chance, width, profile, glaze, size)


def basket(contents: str, chance: Dice, width: int, size: float = 1.0) -> Cutout:
    """A woven bamboo basket ``width`` pixels wide, heaped with ``contents``."""
    r = width / 2
    profile: Profile = [(0, r * 0.74), (r * 0.10, r * 0.80), (r * 0.58, r * 0.96), (r * 0.64, r)]
    return _holder(contents, chance, width, profile, "", size)


def _holder(contents: str, chance: Dice, width: int, profile: Profile, glaze: str, size: float) -> Cutout:
    r, top = width / 2, profile[-1][0]
    heap = _heap(contents, chance, int(width * 0.90), size)
    above = heap.foot[1] + r * VIEW_DOWN * 0.4 if heap else r * 0.3
    layer = Layer(int(above + top + r * 0.3 + 40), int(width + 40))
    rows, columns = layer.cover.shape
    middle, foot = columns / 2, rows - r * VIEW_DOWN * 0.7 - 12
    part = turn(profile, rows, columns, middle, foot, int(width * 0.015))
    layer.lay(part.window, _outside(part, chance, glaze, r), part.cover)
    _inside(layer, part, contents, chance, (middle, foot - top * VIEW_LEVEL), r * 0.95, size)
    if heap:
        _heaped(layer, heap, middle, foot - top * VIEW_LEVEL, r)
    return Cutout(layer.colour, layer.cover, (middle, foot), r * profile[0][1] / r)


def _heap(contents: str, chance: Dice, width: int, size: float) -> Cutout | None:
    goods = CONTENTS[contents]
    if goods.state in ("liquid", "paste"):
        return None
    return mound(contents, chance, width, size, high=0.20 if goods.state == "pieces" else 0.12)


def _outside(part: Turned, chance: Dice, glaze: str, r: float) -> Colours:
    if not glaze:
        colour, crest = woven(chance, part.angle * r, part.high, r * 0.075, "bambu", "kayu")
        nx, ny, nz = part.normal
        gx, gy, _ = slopes(crest * np.float32(r * 0.02))
        return shade(colour, (nx + gx * 0.8, ny + gy * 0.8, nz), Finish(0.035, 0.6))
    speck = step(0.55, 0.75, noise(chance, *extent(part.cover), 5))[..., None]
    colour = dyes.light(glaze) * (1 - 0.35 * speck * (dyes.is_dark(glaze) is False))
    foot_line = step(14, 8, part.high)[..., None]
    colour = colour * (1 - foot_line) + dyes.light("#B58C66") * foot_line
    return shade(colour.astype(np.float32), part.normal, Finish(0.05, 0.2))


def _inside(
    layer: Layer, part: Turned, contents: str, chance: Dice, rim: tuple[float, float], radius: float, size: float
) -> None:
    rows = np.arange(part.window[0].start, part.window[0].stop, dtype=np.float32)[:, None] + 0.5
    columns = np.arange(part.window[1].start, part.window[1].stop, dtype=np.float32)[None, :] + 0.5
    x, y = (columns - rim[0]) / radius, (rows - rim[1]) / (radius * VIEW_DOWN)
    away = np.hypot(x, y)
    goods = CONTENTS[contents]
    surface = filling(contents, chance, *extent(part.cover), size=size)
    if goods.state == "liquid":
        surface = np.broadcast_to(dyes.light(goods.one) * 0.8 + dyes.light(goods.second) * 0.2, surface.shape).astype(
            np.float32
        )
    sheen = _sheen(x, y) if goods.finish.rough < 0.2 else 0 * x
    dark = 1 - 0.55 * step(0.80, 1.0, away) * step(0.5, -0.8, x + y)
    level = np.clip((1 - away) * radius * 0.12 + 0.5, 0, 1)
    lit = surface * dark[..., None] + sheen[..., None] * 0.5
    layer.lay(part.window, lit.astype(np.float32), level.astype(np.float32))


def _sheen(x: Field, y: Field) -> Field:
    return step(0.34, 0.2, np.hypot((x + 0.35) / 1.5, (y + 0.25) / 0.9)) * 0.7


def _heaped(layer: Layer, heap: Cutout, middle: float, rim: float, r: float) -> None:
    left, top = round(middle - heap.foot[0]), round(rim - heap.foot[1] + r * VIEW_DOWN * 0.12)
    height, width = heap.cover.shape
    bottom = min(top + height, layer.cover.shape[0])
    rows = np.arange(max(top, 0), bottom, dtype=np.float32)[:, None]
    columns = np.arange(left, left + width, dtype=np.float32)[None, :]
    front = rim + r * 0.94 * VIEW_DOWN * np.sqrt(np.clip(1 - ((columns - middle) / (r * 0.94)) ** 2, 0, 1))
    inside = np.clip(front - rows, 0, 1) * (np.abs(columns - middle) < r * 0.96)
    first, last = max(left, 0), min(left + width, layer.cover.shape[1])
    cut = slice(max(-top, 0), max(-top, 0) + rows.shape[0]), slice(first - left, last - left)
    window = slice(max(top, 0), bottom), slice(first, last)
    layer.lay(window, heap.colour[cut], heap.cover[cut] * inside[:, first - left : last - left].astype(np.float32))
