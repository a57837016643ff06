"""Tins and tubes: a painted wall, a metal rim, a pressed lid."""

from __future__ import annotations

import numpy as np

from products.packshots import dyes, label
from products.packshots.cutout import Cutout, Layer
from products.packshots.field import extent, linear, step
from products.packshots.light import METAL, SATIN, Finish, shade
from products.packshots.motif import coloured, motif
from products.packshots.packshot import Packshot, View
from products.packshots.vessels.turned import turn


def tin(shot: Packshot, height: int) -> Cutout:
    """A round tin ``height`` pixels high, printed all around."""
    r, tall = height * 0.335, height * 0.86
    layer = Layer(int(height + r * 0.3 + 20), int(r * 2 + 30))
    rows, columns = layer.cover.shape
    middle, foot = columns / 2, rows - r * 0.2 - 8
    _wall(layer, shot, r, tall, middle, foot)
    bead = [(0.0, r * 1.0), (height * 0.012, r * 1.016), (height * 0.024, r)]
    low = turn(bead, rows, columns, middle, foot)
    steel = np.broadcast_to(dyes.light("perak"), (*extent(low.cover), 3)).astype(np.float32)
    layer.lay(
        low.window,
        shade(steel, low.normal, METAL),
        low.cover * step(height * 0.026, height * 0.022, low.high) * (1 - low.lid),
    )
    _lid(layer, shot, r, tall, height, middle, foot)
    return Cutout(layer.colour, layer.cover, (middle, foot), r)


def _wall(layer: Layer, shot: Packshot, r: float, tall: float, middle: float, foot: float) -> None:
    rows, columns = layer.cover.shape
    wall = turn([(0, r), (tall, r)], rows, columns, middle, foot)
    dye = shot.colours[0] if shot.colours else "nila"
    pattern = motif(shot.label.motif, int(tall), int(r * 3.2), r * 0.36)
    wallpaper = coloured(pattern, dye, dyes.mixed(dye, "mori", 0.10), dyes.mixed(dye, "mori", 0.24))
    colour = wall.wrapped(wallpaper, tall / 2, r)
    draw = label.back if shot.view is View.BACK else label.front
    art = np.pad(linear(draw(shot.label, int(r * 1.5), int(tall * 0.74))), ((2, 2), (2, 2), (0, 0)))
    seen = wall.wrapped(art, tall * 0.47, r)
    share = seen[..., 3:4]
    colour = colour * (1 - share) + seen[..., :3] * share
    layer.lay(wall.window, shade(colour.astype(np.float32), wall.normal, Finish(0.05, 0.3)), wall.cover)


def _lid(layer: Layer, shot: Packshot, r: float, tall: float, height: int, middle: float, foot: float) -> None:
    rows, columns = layer.cover.shape
    dye = shot.colours[1] if len(shot.colours) > 1 else "emas"
    top = height * 0.985
    part = turn([(tall * 0.985, r * 1.02), (top - 6, r * 1.02), (top, r * 1.0)], rows, columns, middle, foot, 3)
    colour = np.broadcast_to(dyes.light(dye), (*extent(part.cover), 3)).astype(np.float32)
    finish = METAL if dye in ("emas", "perak") else SATIN
    nx, ny, nz = part.normal
    groove = 0.5 * np.exp(-(((part.high - tall * 1.0 - (top - tall) * 0.3) / 4) ** 2)) * (1 - part.lid)
    sky = 1 - 0.35 * step(tall + 5, tall * 0.985, part.high) * (1 - part.lid)
    layer.lay(part.window, shade(colour, (nx, ny + groove, nz), finish, sky), part.cover)
