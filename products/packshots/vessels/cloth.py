"""Batik and woven cloth: folded with a paper band, or spread in waves. Seen from straight above."""

from __future__ import annotations

import numpy as np

from products.packshots import dyes, label
from products.packshots.cutout import Cutout, Layer
from products.packshots.field import (
    Colours,
    Dice,
    Field,
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
_LAYERS = 5
_DYED = ("mori", "soga-muda", "nila")


def folded(shot: Packshot, width: int) -> Cutout:
    """A folded cloth ``width`` pixels wide with its layers showing and a band with the label."""
    height, margin = int(width * 0.74), 40
    layer = Layer(height + margin * 2 + _LAYERS * 9, width + margin * 2 + _LAYERS * 9)
    art = _dyed(shot, height, width, width * 0.155)
    chance = dice(shot.seed, 62)
    for under in range(_LAYERS - 1, 0, -1):
        _edge_below(layer, art, margin, under, chance)
    _top_fold(layer, art, margin, chance)
    _band(shot, layer, width, height, margin)
    return Cutout(
        layer.colour, layer.cover, (layer.cover.shape[1] / 2, layer.cover.shape[0] / 2), width * 0.5, flat=True
    )


def spread(shot: Packshot, side: int, repeat: float = 0.16, waves: float = 1.0) -> Colours:
    """The cloth laid out in soft waves over a picture ``side`` pixels square."""
    chance = dice(shot.seed, 61)
    columns, rows = grid(side, side)
    lean = columns * 0.5 + rows * 0.86 + 60 * noise(chance, side, side, side * 0.5)
    ripple = np.sin(lean / (side * 0.062)) + 0.5 * np.sin(lean / (side * 0.027) + 2)
    strength = step(-0.6, 0.7, noise(chance, side, side, side * 0.45))
    relief = (ripple * strength * side * 0.024 * waves + rough_noise(chance, side, side, 120) * 3).astype(np.float32)
    nx, ny, nz = slopes(relief)
    art = _dyed(shot, int(side * 1.1), int(side * 1.1), side * repeat, border=False)
    x, y = columns + nx * side * 0.03 + side * 0.05, rows - ny * side * 0.03 + side * 0.05
    seen = look_up(art, x, y) * _threads(columns, rows)[..., None]
    return shade(seen, (nx, ny, nz), _COTTON, 0.70 + 0.30 * step(-1.3, 0.5, ripple * strength))


def _edge_below(layer: Layer, art: Colours, margin: int, under: int, chance: Dice) -> None:
    """A lower layer shows only as a rounded edge at the right and at the foot."""
    height, width = extent(art)
    left, top, reach = margin + under * 6, margin + under * 8, 26
    for window, across in (
        ((slice(top, top + height), slice(left + width - reach, left + width)), True),
        ((slice(top + height - reach, top + height), slice(left, left + width)), False),
    ):
        part = art[:, -reach:] if across else art[-reach:]
        columns, rows = grid(*extent(part))
        out = (reach - columns + 0 * rows) if across else (reach - rows + 0 * columns)
        relief = 9 * np.sqrt(np.clip(out / 10, 0, 1)) + noise(chance, *extent(part), 60)
        lit = shade(part * np.float32(0.95), slopes(relief), _COTTON, 0.45 + 0.55 * step(16, 4, out))
        layer.lay(window, lit, np.clip(out, 0, 1))


def _top_fold(layer: Layer, art: Colours, margin: int, chance: Dice) -> None:
    height, width = extent(art)
    columns, rows = grid(height, width)
    wobble = noise(chance, height, width, 160) * 3
    edge = np.minimum(np.minimum(columns, width - columns), np.minimum(rows, height - rows)) + wobble - 2
    relief = 9 * np.sqrt(np.clip(edge / 13, 0, 1)) + rough_noise(chance, height, width, 190) * 7
    crease = np.exp(-(((columns - width * 0.5 + wobble * 2) / 7) ** 2))
    relief = relief + 1.4 * noise(chance, height, width, 24) - 2.2 * crease
    threads = _threads(columns, rows)[..., None]
    lit = shade(art * threads, slopes(relief), _COTTON, 0.76 + 0.24 * step(0, 12, edge))
    layer.lay((slice(margin, margin + height), slice(margin, margin + width)), lit, np.clip(edge + 0.5, 0, 1))


def _dyed(shot: Packshot, height: int, width: int, cell: float, border: bool = True) -> Colours:
    ground, second, figure = shot.colours if len(shot.colours) == 3 else _DYED
    art = coloured(motif(shot.motif, height, width, cell), ground, second, figure)
    if border and shot.motif != "lurik":
        deep = int(height * 0.17)
        teeth = motif("tumpal", deep, width, deep)
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


def _band(shot: Packshot, layer: Layer, width: int, height: int, margin: int) -> None:
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
    layer.colour[rows, left + wide : left + wide + 16] *= np.linspace(0.66, 1, 16, dtype=np.float32)[None, :, None]
    lit = shade(strip, slopes(relief), PAPER)
    layer.lay((rows, slice(left, left + wide)), lit, np.ones(extent(strip), np.float32))
