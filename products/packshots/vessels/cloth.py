"""Batik and woven cloth: folded with a paper band, or spread in waves. Seen from straight above."""

from __future__ import annotations

import numpy as np

from products.packshots import dyes, label
from products.packshots.cutout import Cutout
from products.packshots.field import (
    Colours,
    Dice,
    Field,
    blur,
    dice,
    extent,
    grid,
    linear,
    look_up,
    noise,
    rough_noise,
    slopes,
    step,
)
from products.packshots.light import PAPER, Finish, shade
from products.packshots.motif import coloured, motif
from products.packshots.packshot import Packshot, View

_COTTON = Finish(0.02, 0.95)
_DYED = ("mori", "soga-muda", "nila")


def folded(shot: Packshot, width: int) -> Cutout:
    """A folded cloth ``width`` pixels wide with its layers showing and a band with the label."""
    height = int(width * 0.74)
    margin, layers = 40, 5
    pad = margin * 2 + layers * 9
    colour = np.zeros((height + pad, width + pad, 3), np.float32)
    cover = np.zeros((height + pad, width + pad), np.float32)
    for number in range(layers):
        _fold(shot, colour, cover, width, height, margin, layers - 1 - number)
    _band(shot, colour, cover, width, height, margin)
    return Cutout(colour, cover, (colour.shape[1] / 2, colour.shape[0] / 2), width * 0.5, flat=True)


def spread(shot: Packshot, side: int, repeat: float = 0.16, waves: float = 1.0) -> Colours:
    """The cloth laid out in soft waves over a picture ``side`` pixels square."""
    chance = dice(shot.seed, 61)
    columns, rows = grid(side, side)
    lean = columns * 0.5 + rows * 0.86 + 60 * noise(chance, side, side, side * 0.5)
    ripple = np.sin(lean / (side * 0.062)) + 0.5 * np.sin(lean / (side * 0.027) + 2)
    strength = step(-0.6, 0.7, noise(chance, side, side, side * 0.45))
    relief = (ripple * strength * side * 0.012 * waves + rough_noise(chance, side, side, 120) * 3).astype(np.float32)
    nx, ny, nz = slopes(relief)
    art = _dyed(shot, int(side * 1.1), int(side * 1.1), side * repeat, border=False)
    x, y = columns + nx * side * 0.03 + side * 0.05, rows - ny * side * 0.03 + side * 0.05
    seen = look_up(art, x, y) * _threads(columns, rows)[..., None]
    return shade(seen, (nx, ny, nz), _COTTON, 0.82 + 0.18 * step(-1.2, 0.6, ripple * strength))


def _fold(shot: Packshot, colour: Colours, cover: Field, width: int, height: int, margin: int, under: int) -> None:
    chance = dice(shot.seed, 62, under)
    columns, rows = grid(*extent(cover))
    left, top = margin + under * 2, margin + under * 3
    right, bottom = margin + width + under * 7, margin + height + under * 9
    wobble = noise(chance, *extent(cover), 160) * 3
    edge = np.minimum(np.minimum(columns - left, right - columns), np.minimum(rows - top, bottom - rows)) + wobble
    corner = 16 - np.hypot(np.maximum(16 - (right - columns), 0), np.maximum(16 - (bottom - rows), 0))
    edge = np.where((right - columns < 16) & (bottom - rows < 16), corner, edge)
    mine = np.clip(edge + 0.5, 0, 1).astype(np.float32)
    relief = (
        9 * np.sqrt(np.clip(edge / 13, 0, 1))
        + rough_noise(chance, *extent(cover), 190) * 5
        + 1.4 * noise(chance, *extent(cover), 24)
    )
    crease = np.exp(-(((columns - margin - width * 0.5 + wobble * 2) / 7) ** 2)) * (under == 0)
    relief = relief - 2.2 * crease
    if under == 0:
        art = _dyed(shot, *extent(cover), width * 0.155)
    else:
        art = _dyed(shot, *extent(cover), width * 0.155, border=False) * np.float32(0.93)
    lit = shade(
        art * _threads(columns, rows)[..., None],
        slopes(relief.astype(np.float32)),
        _COTTON,
        0.72 + 0.28 * step(0, 12, edge),
    )
    dark = blur(np.roll(mine, (7, 6), (0, 1)), 6) * np.float32(0.45)
    colour *= (1 - dark * cover)[..., None]
    colour += (lit - colour) * mine[..., None]
    np.maximum(cover, mine, out=cover)


def _dyed(shot: Packshot, height: int, width: int, cell: float, border: bool = True) -> Colours:
    ground, second, figure = shot.colours if len(shot.colours) == 3 else _DYED
    art = coloured(motif(shot.motif, height, width, cell), ground, second, figure)
    if border and shot.motif != "lurik":
        deep = int(height * 0.17)
        teeth = motif("tumpal", deep, width, cell * 0.62)
        rule = np.s_[-deep - 14 : -deep]
        art[-deep - 60 : -60] = coloured(teeth, figure, second, ground)
        art[rule] = art[rule] * 0 + dyes.light(second)
        art[-60:] = dyes.light(figure)
    return _handmade(art, dice(shot.seed, 63))


def _handmade(art: Colours, chance: Dice) -> Colours:
    """Dye takes unevenly, and wax cracks let a little through."""
    height, width = art.shape[:2]
    uneven = 1 + 0.05 * rough_noise(chance, height, width, 130)
    cracks = np.exp(-np.abs(rough_noise(chance, height, width, 60, 3)) * 55) * step(
        0.1, 0.6, noise(chance, height, width, 150)
    )
    return np.asarray(art * (uneven - 0.16 * cracks)[..., None], np.float32)


def _threads(columns: Field, rows: Field) -> Field:
    return np.asarray(1 + 0.035 * np.sin(columns * 2.2) + 0.035 * np.sin(rows * 2.2), np.float32)


def _band(shot: Packshot, colour: Colours, cover: Field, width: int, height: int, margin: int) -> None:
    wide = int(width * 0.34)
    left = margin + int(width * 0.12)
    draw = label.back if shot.view is View.BACK else label.front
    art = linear(draw(shot.label, wide, int(height * 0.72)))
    ground = dyes.light(shot.label.paper)
    rows = slice(margin - 3, margin + height + 34)
    strip = np.broadcast_to(ground, (rows.stop - rows.start, wide, 3)).copy()
    top = int(height * 0.14)
    part = strip[top : top + art.shape[0]]
    part += (art[..., :3] - part) * art[..., 3:4]
    columns, down = grid(*extent(strip))
    relief = 12 * np.sqrt(np.clip(np.minimum(down, strip.shape[0] - down) / 22, 0, 1)) + 0 * columns
    relief = relief + noise(dice(shot.seed, 64), *extent(strip), 150) * 3
    window = rows, slice(left, left + wide)
    shadow = slice(rows.start, rows.stop), slice(left + wide, left + wide + 16)
    colour[shadow] *= np.linspace(0.66, 1, 16, dtype=np.float32)[None, :, None]
    colour[window] = shade(strip.astype(np.float32), slopes(relief.astype(np.float32)), PAPER)
    cover[window] = 1
