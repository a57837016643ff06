"""The room behind the goods: a wall in the window's light, and the table up to the viewer."""

from __future__ import annotations

from functools import lru_cache
from math import cos, sin

import numpy as np
from PIL import Image, ImageDraw

from products.packshots.dyes import light
from products.packshots.field import Colours, Dice, Field, blur, dice, grid, noise, resized, soften, step
from products.packshots.surface import surface

HORIZON = 0.545
"""Where the table ends and the wall begins, as a share of the picture's height."""


def room(chance: Dice, side: int, wall: str, table: str) -> Colours:
    """Wall and table, ``side`` pixels square, in linear light."""
    edge = int(side * HORIZON)
    scene = np.empty((side, side, 3), np.float32)
    sun = _sun_and_leaves(chance, side)
    scene[:edge] = _wall(chance, edge, side, wall) * sun[:edge, :, None]
    scene[edge:] = _table(chance, side - edge, side, table) * (0.35 + 0.65 * sun[edge:, :, None])
    return _soft_edge(scene, edge)


def tabletop(chance: Dice, side: int, table: str) -> Colours:
    """The table alone, from straight above, in linear light."""
    sun = _sun_and_leaves(chance, side)
    return surface(table, chance, side, side) * (0.45 + 0.55 * sun[..., None])


def _wall(chance: Dice, height: int, width: int, colour: str) -> Colours:
    columns, rows = grid(height, width)
    away = np.hypot((columns - width * 0.30) / width, (rows - height * 0.42) / (height * 1.7))
    tone = 1.10 - 0.34 * away * away - 0.10 * away + 0.012 * noise(chance, height, width, 90)
    return np.asarray(light(colour) * tone[..., None], np.float32)


def _table(chance: Dice, height: int, width: int, kind: str) -> Colours:
    image = _from_straight_above(kind, height, int(width * 1.5), int(chance.integers(2)))
    seen = image.transform(
        (width, height), Image.Transform.QUAD, _trapezium(image.width, height, width), Image.Resampling.BILINEAR
    )
    colours = (np.asarray(seen, np.float32) / 255) ** 2
    return colours * _table_light(height, width)[..., None]


@lru_cache(maxsize=12)
def _from_straight_above(kind: str, height: int, width: int, which: int) -> Image.Image:
    """One of two pieces of a surface, kept because a shop's pictures share theirs."""
    flat = surface(kind, dice(which, 71), height, width, flatten=3.0)
    return Image.fromarray((np.sqrt(np.clip(flat, 0, 1)) * 255).astype(np.uint8))


def _trapezium(wide: int, height: int, width: int) -> tuple[float, ...]:
    inset = (wide - width * 0.92) / 2
    return (0, 0, inset, height, wide - inset, height, wide, 0)


def _table_light(height: int, width: int) -> Field:
    columns, rows = grid(height, width)
    near, right = rows / height, columns / width
    return 1.13 - 0.20 * right - 0.10 * near * near + 0.16 * step(0.35, 0.0, near)


def _soft_edge(scene: Colours, edge: int) -> Colours:
    """The far table and the wall lie behind what is sharp."""
    for channel in range(3):
        plane = scene[..., channel]
        far = plane[edge - 40 : edge + 150]
        out_of_focus = soften(np.ascontiguousarray(far), 10)
        share = np.clip((170 - np.arange(far.shape[0], dtype=np.float32)) / 130, 0, 1)[:, None]
        far += (out_of_focus - far) * share
    return scene


def _sun_and_leaves(chance: Dice, side: int) -> Field:
    """Window light broken by its bars or by leaves outside, 0.8 in the shade to about 1.05."""
    small = side // 8
    mask = Image.new("L", (small, small), 0)
    pen = ImageDraw.Draw(mask)
    if chance.random() < 0.5:
        _panes(pen, chance, small)
    else:
        mask.paste(255, (0, 0, small, small))
        _fronds(pen, chance, small)
    soft = blur(np.asarray(mask, np.float32) / 255, 3.2)
    return (0.86 + 0.20 * resized(soft, side, side)).astype(np.float32)


def _panes(pen: ImageDraw.ImageDraw, chance: Dice, small: int) -> None:
    left, lean = chance.uniform(-0.15, 0.1) * small, chance.uniform(0.25, 0.4) * small
    for column in range(3):
        for row in range(3):
            x, y = left + column * small * 0.27, row * small * 0.24 - small * 0.05
            wide, tall = small * 0.235, small * 0.205
            slide, end = lean * y / small, lean * (y + tall) / small
            pen.polygon([(x + slide, y), (x + wide + slide, y), (x + wide + end, y + tall), (x + end, y + tall)], 255)


def _fronds(pen: ImageDraw.ImageDraw, chance: Dice, small: int) -> None:
    for _ in range(2):
        x, y = chance.uniform(0.5, 1.1) * small, chance.uniform(-0.15, 0.1) * small
        turn, length = chance.uniform(1.9, 2.9), small * chance.uniform(0.5, 0.8)
        for at in range(14):
            share = at / 14
            foot = (x + cos(turn) * length * share, y + sin(turn) * length * share)
            for way in (-0.9, 0.9):
                reach = small * 0.2 * (1.1 - share)
                tip = (foot[0] + cos(turn + way) * reach, foot[1] + sin(turn + way) * reach)
                pen.line([foot, tip], fill=40, width=2)
