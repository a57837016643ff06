"""Palm sugar the old way: moulded rounds stacked and wrapped in dry palm leaf, tied with bamboo."""

from __future__ import annotations

import numpy as np

from products.packshots import dyes, label
from products.packshots.cutout import Cutout, Layer
from products.packshots.field import dice, extent, linear, noise, step
from products.packshots.light import PAPER, Finish, shade
from products.packshots.packshot import Packshot, View
from products.packshots.vessels.turned import turn

_ROUNDS = 4


def leaf_wrap(shot: Packshot, height: int) -> Cutout:
    """A roll ``height`` pixels high with a paper band."""
    r, tall = height * 0.27, height * 0.93
    layer = Layer(int(height + r * 0.3 + 20), int(r * 2.2 + 40))
    rows, columns = layer.cover.shape
    middle, foot = columns / 2, rows - r * 0.2 - 10
    heights = np.linspace(0, 1, 90)
    bulge = 0.94 + 0.06 * np.abs(np.sin(heights * np.pi * _ROUNDS)) - 0.13 * np.exp(-((heights / 0.035) ** 2))
    bulge = bulge - 0.30 * np.exp(-(((heights - 1) / 0.06) ** 2)) - 0.05 * np.exp(-(((heights - 0.90) / 0.02) ** 2))
    part = turn([(h * tall, b * r) for h, b in zip(heights, bulge, strict=True)], rows, columns, middle, foot, 3)
    chance = dice(shot.seed, 41)
    long_fibres = noise(chance, 1, 900, 3)[0][((part.angle + 1.6) * 270).astype(int) % 900]
    grain = noise(chance, *extent(part.cover), 30, 0.10)
    patch = noise(chance, *extent(part.cover), 90)
    edge = np.sin(part.angle * 3 + 0.5 * np.sin(part.high / 90) + 1.0)
    seam = np.exp(-((edge / 0.035) ** 2))
    share = np.clip(0.45 + 0.28 * long_fibres + 0.2 * grain + 0.25 * patch, 0, 1)[..., None]
    colour = dyes.light("#D8B877") * (1 - share) + dyes.light("#94703A") * share
    nx, ny, nz = part.normal
    lit = shade(
        colour.astype(np.float32),
        (nx + 0.22 * long_fibres + 0.3 * seam, ny + 0.05 * grain, nz),
        Finish(0.04, 0.5),
        1 - 0.3 * seam,
    )
    layer.lay(part.window, lit.astype(np.float32), part.cover)
    for at in (0.10, 0.885):
        _tie(layer, tall * at, r * float(np.interp(at, heights, bulge)), middle, foot, height)
    _tag(layer, shot, tall, r, middle, foot)
    return Cutout(layer.colour, layer.cover, (middle, foot), r * 0.92)


def _tie(layer: Layer, at: float, radius: float, middle: float, foot: float, height: int) -> None:
    rows, columns = layer.cover.shape
    thick = height * 0.011
    for shift in (0.0, thick * 1.9):
        ring = [
            (at + shift, radius * 1.0),
            (at + shift + thick, radius * 1.035),
            (at + shift + thick * 2, radius * 1.0),
        ]
        part = turn(ring, rows, columns, middle, foot)
        colour = np.broadcast_to(dyes.light("#E2CC92"), (*extent(part.cover), 3)).astype(np.float32)
        inside = step(at + shift - 1, at + shift + 1, part.high) * (1 - part.lid)
        layer.lay(part.window, shade(colour, part.normal, Finish(0.05, 0.35)), part.cover * inside)


def _tag(layer: Layer, shot: Packshot, tall: float, r: float, middle: float, foot: float) -> None:
    rows, columns = layer.cover.shape
    high = tall * 0.50
    part = turn([(tall * 0.22, r * 1.012), (tall * 0.22 + high, r * 1.012)], rows, columns, middle, foot)
    draw = label.back if shot.view is View.BACK else label.front
    art = linear(draw(shot.label, int(r * 1.95), int(high)))
    art[..., 3] = 1
    ground = dyes.light(shot.label.paper)
    seen = part.wrapped(
        np.pad(art, ((0, 0), (int(r * 0.7), int(r * 0.7)), (0, 0)), constant_values=-1), tall * 0.22 + high / 2, r
    )
    colour = np.where(seen[..., :3] < -0.001, ground, seen[..., :3])
    layer.lay(part.window, shade(colour.astype(np.float32), part.normal, PAPER), part.cover * (1 - part.lid))
