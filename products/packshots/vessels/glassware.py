"""Jars and bottles of glass or clear plastic, with what is in them."""

from __future__ import annotations

import numpy as np

from products.packshots import dyes, label
from products.packshots.contents import CONTENTS
from products.packshots.cutout import Cutout, Layer
from products.packshots.field import Colours, Field, dice, extent, linear, noise, step
from products.packshots.heap import filling
from products.packshots.light import GLOSSY, METAL, PAPER, SATIN, Finish, shade
from products.packshots.motif import coloured, motif
from products.packshots.packshot import Packshot, View
from products.packshots.vessels.turned import Profile, Turned, turn

_GLASS = Finish(0.055, 0.07)


def jar(shot: Packshot, height: int) -> Cutout:
    """A wide jar ``height`` pixels high with a screw lid, a wooden one, or one under a cloth."""
    r, tall = height * 0.325, height * 0.80
    body: Profile = [
        (0, r * 0.86),
        (height * 0.03, r * 0.98),
        (height * 0.07, r),
        (tall * 0.84, r),
        (tall * 0.95, r * 0.88),
        (tall, r * 0.86),
    ]
    layer, middle, foot = _stage(height, r)
    _filled(layer, shot, body, middle, foot, height, full=0.86)
    _label_around(layer, shot, body, middle, foot, r, tall * 0.47, tall * 0.56)
    _lid(layer, shot, middle, foot, tall, r * 0.93, height)
    return Cutout(layer.colour, layer.cover, (middle, foot), r * 0.92, clear=0.25)


def bottle(shot: Packshot, height: int) -> Cutout:
    """A slim bottle ``height`` pixels high with a cap."""
    r, neck = height * 0.165, height * 0.062
    tall = height * 0.91
    body: Profile = [
        (0, r * 0.9), (height * 0.02, r), (height * 0.56, r), (height * 0.64, r * 0.93), (height * 0.74, neck * 1.5),
        (height * 0.79, neck), (tall, neck),
    ]  # fmt: skip
    layer, middle, foot = _stage(height, r)
    _filled(layer, shot, body, middle, foot, height, full=0.86)
    _label_around(layer, shot, body, middle, foot, r, height * 0.31, height * 0.40)
    _cap(layer, shot, middle, foot, tall, neck, height)
    return Cutout(layer.colour, layer.cover, (middle, foot), r * 0.95, clear=0.3)


def _stage(height: int, radius: float) -> tuple[Layer, float, float]:
    width = int(radius * 2 + 30)
    rows = int(height + radius * 0.24 + 24)
    return Layer(rows, width), width / 2, rows - radius * 0.2 - 8


def _filled(layer: Layer, shot: Packshot, body: Profile, middle: float, foot: float, height: int, full: float) -> None:
    soft = int(height * 0.03)
    rows, columns = layer.cover.shape
    glass = turn(body, rows, columns, middle, foot, soft)
    tint = dyes.light("#6B3A14") if shot.material == "amber" else dyes.light("#E9F0EE")
    rim = step(0.72, 1.0, np.abs(np.sin(glass.angle)))
    thin = 0.20 + 0.5 * rim if shot.material != "amber" else 0.72 + 0.2 * rim
    pane = np.broadcast_to(tint * (0.75 + 0.0 * rim[..., None]), (*extent(rim), 3))
    layer.lay(glass.window, pane.astype(np.float32), glass.cover * thin.astype(np.float32))
    _goods(layer, shot, body, middle, foot, height, full)
    shine = shade(np.zeros((1, 1, 3), np.float32), glass.normal, _GLASS)
    edge = np.exp(-(((np.abs(np.sin(glass.angle)) - 0.975) / 0.03) ** 2)) * 0.35
    brighter = np.clip(shine[..., 0] * 0.9 - 0.012, 0, 1) * (1 - glass.lid)
    layer.lay(
        glass.window, np.ones_like(shine), np.clip(brighter + edge * 0.5, 0, 0.92).astype(np.float32) * glass.cover
    )


def _goods(layer: Layer, shot: Packshot, body: Profile, middle: float, foot: float, height: int, full: float) -> None:
    base, last = height * 0.03, body[-1][0] * full
    inner = [(base, body[0][1] * 0.88)] + [(h, r * 0.945) for h, r in body if base < h < last]
    inner.append((last, float(np.interp(last, [h for h, _ in body], [r for _, r in body])) * 0.94))
    rows, columns = layer.cover.shape
    part = turn(inner, rows, columns, middle, foot, int(height * 0.02))
    goods = CONTENTS[shot.contents]
    colour = _goods_colour(shot, part, height)
    shaded = shade(colour, part.normal, Finish(0.02, 0.95), _depth(part))
    if goods.state == "liquid":
        shaded = shaded * 0.35 + colour * 0.95
    top = part.lid[..., None]
    shaded = shaded * (1 - top) + (colour * 1.15 + 0.02) * top
    amber = shot.material == "amber"
    if amber:
        shaded = shaded * dyes.light("#A8662B") * 0.9 + 0.004
    thick = 0.72 if shot.contents == "minyak" else 1.0
    layer.lay(part.window, shaded.astype(np.float32), part.cover * np.float32(thick))


def _depth(part: Turned) -> Field:
    return np.asarray(1 - 0.45 * step(0.7, 1.0, np.abs(np.sin(part.angle))), np.float32)


def _goods_colour(shot: Packshot, part: Turned, height: int) -> Colours:
    goods = CONTENTS[shot.contents]
    rows, columns = part.cover.shape
    chance = dice(shot.seed, 21)
    if goods.state == "liquid":
        return filling(shot.contents, chance, rows, columns)
    texture = filling(shot.contents, chance, rows + 40, int(columns * 1.5), size=height / 950)
    return part.wrapped(texture, float(part.high.mean()), texture.shape[1] / 3.2)


def _label_around(
    layer: Layer, shot: Packshot, body: Profile, middle: float, foot: float, radius: float, at: float, tall: float
) -> None:
    rows, columns = layer.cover.shape
    tall = tall * 1.24 if shot.view is View.BACK else tall
    shell = [(at - tall / 2 - 4, radius * 1.003), (at + tall / 2 + 4, radius * 1.003)]
    part = turn(shell, rows, columns, middle, foot)
    is_back = shot.view is View.BACK
    wide = int(radius * 2 * (0.95 if is_back else 1.08))
    draw = label.back if is_back else label.front
    art = np.pad(linear(draw(shot.label, wide, int(tall))), ((2, 2), (2, 2), (0, 0)))
    seen = part.wrapped(art, at, radius)
    lit = shade(seen[..., :3], part.normal, PAPER)
    layer.lay(part.window, lit, seen[..., 3] * part.cover * (1 - part.lid))


def _lid(layer: Layer, shot: Packshot, middle: float, foot: float, at: float, radius: float, height: int) -> None:
    dye = shot.colours[0] if shot.colours else "emas"
    tall = height * 0.135
    if shot.material == "kain":
        _cloth_lid(layer, shot, middle, foot, at, radius, height)
        return
    rows, columns = layer.cover.shape
    profile = [(at - height * 0.01, radius * 1.015), (at + tall * 0.9, radius * 1.015), (at + tall, radius * 0.985)]
    part = turn(profile, rows, columns, middle, foot, 4)
    if shot.material == "kayu":
        grain = noise(dice(shot.seed, 3), *extent(part.cover), 4, 9)
        colour, finish = dyes.light("kayu") * (1 + 0.16 * grain[..., None]), SATIN
    else:
        colour = np.broadcast_to(dyes.light(dye), (*extent(part.cover), 3))
        finish = METAL if dye in ("emas", "perak") else GLOSSY
    nx, ny, nz = part.normal
    ribs = 0.28 * np.sin(part.angle * 62) * (1 - part.lid) * step(at + tall * 0.08, at + tall * 0.14, part.high)
    ribs = ribs * step(at + tall * 0.86, at + tall * 0.8, part.high) * (shot.material != "kayu")
    lit = shade(
        colour.astype(np.float32), (nx + ribs, ny, nz), finish, 1 - 0.4 * step(at + 6, at - height * 0.01, part.high)
    )
    away = np.hypot(*part.on_top(middle, foot, at + tall))
    ring = np.exp(-((away / (radius * 0.88) - 1) ** 2) / 0.0006) * part.lid
    layer.lay(part.window, (lit * (1 - 0.25 * ring[..., None])).astype(np.float32), part.cover)


def _cloth_lid(layer: Layer, shot: Packshot, middle: float, foot: float, at: float, radius: float, height: int) -> None:
    rows, columns = layer.cover.shape
    dye = shot.colours[0] if shot.colours else "nila"
    tall = height * 0.12
    profile = [
        (at - height * 0.085, radius * 1.10), (at - height * 0.02, radius * 1.0), (at + height * 0.0, radius * 0.985),
        (at + tall * 0.7, radius * 1.0), (at + tall * 0.98, radius * 0.94), (at + tall, radius * 0.9),
    ]  # fmt: skip
    part = turn(profile, rows, columns, middle, foot, 10)
    pattern = motif(shot.motif, 400, 1000, radius * 0.42)
    art = coloured(pattern, "mori", dyes.mixed("mori", dye, 0.6), dye)
    colour = part.wrapped(art, at, radius)
    right, near = part.on_top(middle, foot, at + tall)
    flat = art[(near * 0.8 + 200).astype(np.intp) % 400, (right * 0.8 + 500).astype(np.intp) % 1000]
    colour = np.where(part.lid[..., None] > 0.5, flat, colour)
    nx, ny, nz = part.normal
    skirt = step(at + tall * 0.2, at - height * 0.03, part.high)
    pleats = np.sin(part.angle * 17 + np.sin(part.angle * 5)) * (0.18 + 0.5 * skirt) * (1 - part.lid)
    lit = shade(colour.astype(np.float32), (nx + pleats, ny, nz), Finish(0.02, 0.95))
    hem = at - height * 0.062 + height * 0.012 * np.sin(part.angle * 17 + np.sin(part.angle * 5))
    cover = part.cover * np.clip(part.high - hem, 0, 1)
    string = np.exp(-(((part.high - at + height * 0.005) / (height * 0.008)) ** 2))[..., None] * (
        1 - part.lid[..., None]
    )
    rope = dyes.light("#C9A36A") * (0.8 + 0.3 * np.sin(part.angle * 90 + part.high * 0.8))[..., None]
    layer.lay(part.window, (lit * (1 - string) + rope * string).astype(np.float32), cover.astype(np.float32))


def _cap(layer: Layer, shot: Packshot, middle: float, foot: float, at: float, neck: float, height: int) -> None:
    rows, columns = layer.cover.shape
    dye = shot.colours[0] if shot.colours else "hitam"
    low = at - height * 0.035
    profile = [(low, neck * 1.22), (at + height * 0.06, neck * 1.22), (at + height * 0.066, neck * 1.12)]
    part = turn(profile, rows, columns, middle, foot, 3)
    nx, ny, nz = part.normal
    ribs = 0.3 * np.sin(part.angle * 34) * (1 - part.lid) * step(low + height * 0.015, low + height * 0.02, part.high)
    colour = np.broadcast_to(dyes.light(dye), (*extent(part.cover), 3)).astype(np.float32)
    finish = METAL if dye in ("emas", "perak") else SATIN
    layer.lay(part.window, shade(colour, (nx + ribs, ny, nz), finish), part.cover)
