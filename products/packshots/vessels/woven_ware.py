"""Woven goods that are themselves for sale: a carrying bag of pandan, a basket, a round tray."""

from __future__ import annotations

import numpy as np

from products.packshots import dyes, label
from products.packshots.cutout import Cutout, Layer
from products.packshots.dyes import mixed
from products.packshots.field import Colours, Field, dice, extent, grid, linear, look_up, noise, slopes, step
from products.packshots.light import PAPER, Finish, shade
from products.packshots.motif import motif
from products.packshots.packshot import Packshot, View
from products.packshots.surface import woven
from products.packshots.vessels.bowl import basket
from products.packshots.vessels.turned import turn

_STRAW = Finish(0.04, 0.5)


def carrying_bag(shot: Packshot, height: int) -> Cutout:
    """A pandan bag ``height`` pixels high, handles up, with a hanging tag."""
    tall, half = height * 0.66, height * 0.47
    layer = Layer(height + 30, int(half * 2 + 40))
    middle, top = layer.cover.shape[1] / 2, height - tall
    _handle(layer, shot, middle, top + height * 0.05, half * 0.42, height * 0.36, back=True)
    _body(layer, shot, middle, top, tall, half, height)
    _handle(layer, shot, middle, top + height * 0.10, half * 0.42, height * 0.40, back=False)
    _tag(layer, shot, middle + half * 0.16, top + tall * 0.20, height * 0.34, height * 0.36)
    return Cutout(layer.colour, layer.cover, (middle, height - 4), half * 0.86)


def round_basket(shot: Packshot, height: int) -> Cutout:
    """A lidded round basket with a hanging tag."""
    r, tall = height * 0.52, height * 0.60
    layer = Layer(int(height * 0.98 + r * 0.26), int(r * 2 + 40))
    rows, columns = layer.cover.shape
    middle, foot = columns / 2, rows - r * 0.2 - 12
    wall = [(0, r * 0.86), (tall * 0.1, r * 0.93), (tall * 0.7, r * 0.99), (tall * 0.76, r)]
    _woven_part(layer, shot, wall, middle, foot, r, 0.066)
    lid = [
        (tall * 0.72, r * 1.04),
        (tall * 0.92, r * 1.03),
        (tall * 1.06, r * 0.92),
        (tall * 1.16, r * 0.55),
        (tall * 1.18, r * 0.2),
    ]
    _woven_part(layer, shot, lid, middle, foot, r, 0.05)
    knob = [(tall * 1.15, r * 0.07), (tall * 1.25, r * 0.11), (tall * 1.31, r * 0.09), (tall * 1.33, r * 0.03)]
    part = turn(knob, rows, columns, middle, foot, 4)
    wood = np.broadcast_to(dyes.light("soga"), (*extent(part.cover), 3)).astype(np.float32)
    layer.lay(part.window, shade(wood, part.normal, Finish(0.05, 0.3)), part.cover)
    _tag(layer, shot, middle + r * 0.05, foot - tall * 0.84, height * 0.30, height * 0.34)
    return Cutout(layer.colour, layer.cover, (middle, foot), r * 0.88)


def market_basket(shot: Packshot, height: int) -> Cutout:
    """Fresh goods heaped in a bamboo basket with a hanging tag."""
    heaped = basket(shot.contents, dice(shot.seed, 54), int(height * 1.12), size=1.15)
    layer = Layer(*extent(heaped.cover))
    layer.colour, layer.cover = heaped.colour, heaped.cover
    wide = height * 0.36
    _tag(layer, shot, heaped.foot[0] + height * 0.02, heaped.foot[1] - height * 0.40, wide, wide * 1.1)
    return Cutout(layer.colour, layer.cover, heaped.foot, height * 0.44)


def _dye(shot: Packshot, at: int, otherwise: str) -> str:
    return shot.colours[at] if len(shot.colours) > at else otherwise


def _woven_part(
    layer: Layer,
    shot: Packshot,
    profile: list[tuple[float, float]],
    middle: float,
    foot: float,
    r: float,
    strand: float,
) -> None:
    rows, columns = layer.cover.shape
    part = turn(profile, rows, columns, middle, foot, 5)
    one, two = _dye(shot, 0, "bambu"), _dye(shot, 1, "soga-muda")
    colour, crest = woven(dice(shot.seed, 51), part.angle * r, part.high, r * strand, one, mixed(one, "soga", 0.3))
    stripe = motif(shot.motif, 200, 600, 100)
    zone = step(0.40, 0.42, (part.high - profile[0][0]) / (profile[-1][0] - profile[0][0])) * step(
        0.62, 0.60, (part.high - profile[0][0]) / (profile[-1][0] - profile[0][0])
    )
    pattern = (
        stripe[
            (part.high / (r * strand)).astype(int) * 8 % 200, (part.angle * r / (r * strand) + 50).astype(int) * 8 % 600
        ]
        > 0.4
    )
    share = (zone * pattern * 0.85)[..., None]
    colour = colour * (1 - share) + dyes.light(two) * (0.5 + 0.55 * crest[..., None]) * share
    gx, gy, _ = slopes(crest * np.float32(r * 0.016))
    nx, ny, nz = part.normal
    lit = shade(colour.astype(np.float32), (nx + gx * 0.7, ny + gy * 0.7, nz), _STRAW)
    layer.lay(part.window, lit * np.float32(1.1), part.cover)


def _body(layer: Layer, shot: Packshot, middle: float, top: float, tall: float, half: float, height: int) -> None:
    columns, rows = grid(*extent(layer.cover))
    down = (rows - top) / tall
    width = half * (1.0 - 0.10 * down - 0.05 * np.sin(np.clip(down, 0, 1) * 3.1416))
    across = (columns - middle) / width
    mouth = top + height * 0.014 * (1 - across**2) + height * 0.006 * np.sin(across * 5)
    lower = top + tall * (0.985 + 0.02 * (1 - across**2))
    cover = (
        np.clip((1 - np.abs(across)) * width + 0.5, 0, 1) * np.clip(rows - mouth, 0, 1) * np.clip(lower - rows, 0, 1)
    )
    belly = np.float32(half * 0.30) * np.clip(1 - np.abs(across) ** 3, 0, 1) ** 0.7 * (0.5 + 0.5 * step(0.0, 0.6, down))
    strand = height * 0.026
    x, y = across * half, rows + belly * 0.12
    one = _dye(shot, 0, "pandan")
    turned = (x + y) * np.float32(0.7071), (y - x) * np.float32(0.7071)
    colour, crest = woven(dice(shot.seed, 52), *turned, strand, one, mixed(one, "soga", 0.22))
    colour = _striped(colour, crest, shot, turned, strand, down)
    dents = noise(dice(shot.seed, 53), *extent(layer.cover), height * 0.2) * np.float32(9)
    relief = belly + crest * np.float32(strand * 0.20) + dents
    hem = np.exp(-(((rows - mouth - height * 0.012) / (height * 0.012)) ** 2))
    colour = colour * (
        1
        - 0.3
        * step(height * 0.03, height * 0.024, np.abs(rows - mouth - height * 0.012))[..., None]
        * (hem[..., None] < 0.5)
    )
    lit = shade(colour, slopes(relief.astype(np.float32)), _STRAW, 1 - 0.35 * step(0.88, 1.0, down))
    layer.lay((slice(None), slice(None)), (lit * 1.08).astype(np.float32), cover.astype(np.float32))


def _striped(
    colour: Colours, crest: Field, shot: Packshot, turned: tuple[Field, Field], strand: float, down: Field
) -> Colours:
    """Dyed strands cross in a lozenge pattern over the middle."""
    two = _dye(shot, 1, "mengkudu")
    a, b = np.floor(turned[0] / strand).astype(int), np.floor(turned[1] / strand).astype(int)
    dyed = ((a % 7 == 0) & ((a + b) % 4 < 2)) | ((b % 7 == 0) & ((a + b) % 4 >= 2))
    share = (dyed * step(0.06, 0.1, down) * 0.9)[..., None].astype(np.float32)
    return np.asarray(colour * (1 - share) + dyes.light(two) * (0.45 + 0.6 * crest[..., None]) * share, np.float32)


def _handle(layer: Layer, shot: Packshot, middle: float, foot: float, half: float, high: float, back: bool) -> None:
    columns, rows = grid(*extent(layer.cover))
    up = np.clip(foot - rows, -2, None)
    thick = half * 0.105
    arch = np.hypot((columns - middle) / half, up / high)
    gradient = np.hypot((columns - middle) / half**2, up / high**2) / np.maximum(arch, 0.05)
    away = (arch - 1) / np.maximum(gradient, 1e-5)
    cover = np.clip(thick - np.abs(away) + 0.5, 0, 1) * np.clip(foot - rows + (0 if back else thick * 2), 0, 1)
    out_x, out_y = (columns - middle) / half**2, up / high**2
    length = np.sqrt(out_x**2 + out_y**2) + 1e-9
    lean = np.clip(away / thick, -1, 1)
    angle = np.arctan2(up / high, (columns - middle) / half)
    twist = 0.35 * np.sin(angle * 46 + away * 0.25)
    nx, ny = lean * out_x / length + twist * 0.5, lean * out_y / length + twist * 0.3
    nz = np.sqrt(np.clip(1 - lean * lean, 0.05, 1))
    norm = 1 / np.sqrt(nx**2 + ny**2 + nz**2)
    colour = dyes.light(_dye(shot, 1, "soga-muda")) * (0.82 + 0.2 * twist[..., None]) * (0.72 if back else 1)
    lit = shade(
        colour.astype(np.float32),
        ((nx * norm).astype(np.float32), (ny * norm).astype(np.float32), (nz * norm).astype(np.float32)),
        _STRAW,
    )
    layer.lay((slice(None), slice(None)), lit.astype(np.float32), cover.astype(np.float32))


def _tag(layer: Layer, shot: Packshot, x: float, y: float, wide: float, tall: float) -> None:
    """A paper tag on a string, hanging a little askew."""
    draw = label.back if shot.view is View.BACK else label.front
    art = np.pad(linear(draw(shot.label, int(wide), int(tall))), ((2, 2), (2, 2), (0, 0)))
    columns, rows = grid(*extent(layer.cover))
    lean = 0.06
    u, v = columns - x, rows - y - wide * 0.16
    across, down = u + v * lean + wide / 2, v - u * lean
    seen = look_up(art, across, down)
    inside = (
        step(0.5, 1.5, across)
        * step(wide + 3.5, wide + 2.5, across)
        * step(0.5, 1.5, down)
        * step(tall + 3.5, tall + 2.5, down)
    )
    cover = seen[..., 3] * inside
    dark = np.roll(cover, (int(wide * 0.02), int(wide * 0.02)), (0, 1)) * 0.35
    layer.lay((slice(None), slice(None)), np.zeros_like(layer.colour), dark * layer.cover)
    flat = np.zeros_like(cover), 0.05 + 0 * cover, 0.99 + 0 * cover
    layer.lay((slice(None), slice(None)), shade(seen[..., :3], flat, PAPER), cover)
    string = (
        step(2.4, 1.4, np.abs(u + (v + wide * 0.16) * 0.1))
        * step(-wide * 0.17, -wide * 0.16, v)
        * step(wide * 0.05, wide * 0.04, v)
    )
    layer.lay(
        (slice(None), slice(None)),
        np.broadcast_to(dyes.light("#B08A55"), layer.colour.shape).astype(np.float32),
        string,
    )
