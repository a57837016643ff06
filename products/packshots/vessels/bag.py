"""Bags of film and paper: standing pouch, side-gusset bag with valve, pillow bag, vacuum pack, sack of rice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from products.packshots import dyes, label
from products.packshots.cutout import Cutout
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
from products.packshots.heap import filling
from products.packshots.light import FOIL, PAPER, VIEW_DOWN, Finish, shade
from products.packshots.packshot import Packshot, View


@dataclass(frozen=True, slots=True)
class Cut:
    """How a bag is cut, in shares of its height.

    Attributes:
        wide: its width.
        deep: how far its belly comes forward.
        seal: depth of the crimped seal at the top.
        zip_at: where the zip lies, 0 for none.
        foot: sag of the lower edge in the middle.
        square: 2 a round belly, 6 a brick.
        lowest: where between top (0) and foot (1) the belly is fullest.
        pinch: how much the waist is drawn in.
        foot_seal: depth of a seal at the foot.
        label_wide, label_tall, label_at: the sticker's size and its middle, shares of width, height and height.
    """

    wide: float
    deep: float
    seal: float
    zip_at: float = 0.0
    foot: float = 0.0
    square: float = 2.4
    lowest: float = 0.72
    pinch: float = 0.0
    foot_seal: float = 0.0
    label_wide: float = 0.7
    label_tall: float = 0.5
    label_at: float = 0.56


POUCH = Cut(0.70, 0.20, 0.075, zip_at=0.155, foot=0.036, pinch=0.05, label_tall=0.53, label_at=0.575)
GUSSET = Cut(0.54, 0.10, 0.055, square=5.0, lowest=0.6, foot=0.012, label_wide=0.8, label_tall=0.50, label_at=0.60)
PILLOW = Cut(
    0.72,
    0.20,
    0.05,
    square=2.6,
    lowest=0.54,
    pinch=0.03,
    foot_seal=0.05,
    label_wide=0.62,
    label_tall=0.42,
    label_at=0.5,
)
VACUUM = Cut(0.74, 0.10, 0.06, square=4.5, lowest=0.55, foot_seal=0.05, label_wide=0.6, label_tall=0.46, label_at=0.52)
SACK = Cut(
    0.66,
    0.15,
    0.06,
    square=3.4,
    lowest=0.62,
    foot=0.02,
    pinch=0.02,
    foot_seal=0.0,
    label_wide=0.74,
    label_tall=0.56,
    label_at=0.56,
)

_MARGIN = 14


def bag(cut: Cut, shot: Packshot, height: int) -> Cutout:
    """A bag ``height`` pixels high with its label."""
    chance = dice(shot.seed, 11)
    shape = _Shape.of(cut, height, chance, _crinkle(shot.material))
    colour, finish = _film(shot, shape, dice(shot.seed, 12))
    if cut is GUSSET and shot.view is not View.BACK:
        colour = _with_valve(colour, shape, dyes.light("hitam" if not _dark(shot) else "kelabu"))
    lit = shade(colour, slopes(shape.relief), finish, shape.open_sky)
    if shot.material == "clear":
        lit = _behind_film(lit, shape)
    _stick_on(lit, shot, shape)
    return Cutout(lit, shape.cover, (shape.middle, shape.foot), height * cut.wide * 0.47, clear=0.0)


def _dark(shot: Packshot) -> bool:
    return bool(shot.colours) and dyes.is_dark(shot.colours[0])


def _crinkle(material: str) -> float:
    return {"foil": 1.5, "clear": 1.15, "kraft": 0.75}.get(material, 0.7)


@dataclass(slots=True)
class _Shape:
    cut: Cut
    height: int
    middle: float
    foot: float
    cover: Field
    smooth: Field
    relief: Field
    open_sky: Field
    across: Field
    down: Field

    @classmethod
    def of(cls, cut: Cut, height: int, chance: Dice, crinkle: float) -> _Shape:
        width = int(height * cut.wide)
        columns, rows = grid(height + 2 * _MARGIN + int(height * cut.foot), width + 2 * _MARGIN)
        middle = columns.shape[1] / 2
        down = (rows - _MARGIN) / height
        half = width / 2 * _outline(cut, down, noise(chance, rows.shape[0], 2, 90)[:, :1])
        across = (columns - middle) / half
        edge = half - np.abs(columns - middle)
        lower = _MARGIN + height * (1 + cut.foot * (1 - across**2)) - rows
        cover = np.clip(_rounded(edge, lower, height * 0.03), 0, 1) * np.clip(rows - _MARGIN, 0, 1)
        smooth = _belly(cut, across, down) * np.float32(height * cut.deep)
        relief = smooth + _details(cut, across, down, height, chance, crinkle)
        open_sky = _shade_in_folds(cut, across, down)
        return cls(
            cut, height, middle, _MARGIN + height * (1 + cut.foot * 0.55), cover, smooth, relief, open_sky, across,
            down + 0 * across,
        )  # fmt: skip


def _outline(cut: Cut, down: Field, wobble: Field) -> Field:
    waist = np.sin(np.clip((down - 0.12) / 0.86, 0, 1) * np.pi)
    taper = 0.045 * step(0.22, 0.05, down) if cut is GUSSET else 0
    return np.asarray(1 - cut.pinch * waist + 0.006 * wobble - taper * 0, np.float32)


def _rounded(edge: Field, lower: Field, radius: float) -> Field:
    corner = radius - np.hypot(np.maximum(radius - edge, 0), np.maximum(radius - lower, 0))
    return np.where((edge < radius) & (lower < radius), corner, np.minimum(edge, lower)) + np.float32(0.5)


def _belly(cut: Cut, across: Field, down: Field) -> Field:
    inner = np.clip(1 - np.abs(across / 0.955) ** cut.square, 0, 1) ** 0.8
    top = cut.zip_at or cut.seal
    rising = step(top * 0.9, cut.lowest, down)
    foot = 1 - cut.foot_seal * 0.9
    falling = 1 - (0.94 if cut.foot_seal else 0.34) * step(cut.lowest, foot, down) ** 2
    return np.asarray(inner * rising * falling, np.float32)


def _details(cut: Cut, across: Field, down: Field, height: int, chance: Dice, crinkle: float) -> Field:
    rows, columns = down.shape[0], across.shape[1]
    s = height / 860
    loose = step(cut.seal, cut.seal + 0.12, down) * step(1.0, 0.9, np.abs(across))
    dents = noise(chance, rows, columns, 190 * s) * 13 * s + noise(chance, rows, columns, 70 * s) * 2.4 * s
    warp = noise(chance, rows, columns, 110 * s)
    ridges = 1 - np.abs(noise(chance, rows, columns, 95 * s, 0.7) + 0.6 * warp)
    relief = loose * crinkle * (dents + 2.0 * s * ridges**4)
    for corner_x, corner_y in ((-1, 0.99), (1, 0.99), (-1, cut.zip_at or cut.seal), (1, cut.zip_at or cut.seal)):
        relief = relief + _creases(chance, across - corner_x, (down - corner_y) / cut.wide * 2, s) * crinkle
    crimp = np.sin(down * height / (7 * s) * 6.2832) * 0.9 * s
    relief = relief + crimp * (
        step(cut.seal, cut.seal - 0.006, down)
        + step(1 - cut.foot_seal, 1.004 - cut.foot_seal, down) * (cut.foot_seal > 0)
    )
    if cut.zip_at:
        for at in (cut.zip_at - 0.008, cut.zip_at + 0.012):
            relief = relief + 5.5 * s * np.exp(-(((down - at) * height / (4.2 * s)) ** 2))
    side = step(0.93, 0.955, np.abs(across))
    if cut is GUSSET:
        relief = relief - 9 * s * step(0.88, 0.92, np.abs(across)) * step(0.10, 0.2, down)
    return np.asarray(relief + side * 0.5 * np.sin(down * height / (9 * s) * 6.2832), np.float32)


def _creases(chance: Dice, x: Field, y: Field, s: float) -> Field:
    radius = np.hypot(x, y)
    angle = np.arctan2(y, x)
    phase = chance.uniform(0, 6.28)
    fan = np.sin(angle * 13 + phase) + 0.7 * np.sin(angle * 29 + 2 * phase) * np.sin(angle * 5)
    return np.asarray(2.6 * s * fan * np.exp(-(((radius - 0.16) / 0.24) ** 2)) * step(0.02, 0.10, radius), np.float32)


def _shade_in_folds(cut: Cut, across: Field, down: Field) -> Field:
    seam = 1 - 0.22 * np.exp(-(((np.abs(across) - 0.955) / 0.02) ** 2))
    under_seal = 1 - 0.16 * np.exp(-(((down - cut.seal - 0.006) / 0.008) ** 2))
    foot = 1 - 0.30 * step(0.9, 1.03, down)
    if cut.zip_at:
        foot = foot * (1 - 0.25 * np.exp(-(((down - cut.zip_at - 0.026) / 0.006) ** 2)))
    return np.asarray(seam * under_seal * foot, np.float32)


def _film(shot: Packshot, shape: _Shape, chance: Dice) -> tuple[Colours, Finish]:
    height, width = shape.cover.shape
    if shot.material == "clear":
        return _seen_through(shot, shape), Finish(0.05, 0.75)
    if shot.material == "foil":
        return np.ones((height, width, 3), np.float32) * dyes.light((shot.colours or ("perak",))[0]), FOIL
    base = dyes.light((shot.colours or ("kraft",))[0])
    if shot.material == "kraft":
        fibre = noise(chance, height, width, 2.2, 5) * 0.045 + noise(chance, height, width, 1.4) * 0.03
        cloud = rough_noise(chance, height, width, 70) * 0.03
        return (base * (1 + fibre + cloud)[..., None]).astype(np.float32), Finish(0.03, 0.8)
    return np.broadcast_to(base, (height, width, 3)).astype(np.float32), Finish(0.045, 0.5)


def _seen_through(shot: Packshot, shape: _Shape) -> Colours:
    height, width = shape.cover.shape
    goods = filling(shot.contents, dice(shot.seed, 13), height, width, size=height / 860)
    top = shape.cut.zip_at + 0.07 if shape.cut.zip_at else shape.cut.seal + 0.06
    level = top + 0.03 * noise(dice(shot.seed, 14), 2, width, 80)[:1]
    empty = step(0.02, 0.0, shape.down - level)
    if shape.cut.foot_seal:
        empty = np.maximum(empty, step(0.985 - shape.cut.foot_seal, 0.995 - shape.cut.foot_seal, shape.down))
    empty = np.maximum(empty, step(0.93, 0.955, np.abs(shape.across)))[..., None]
    return (goods * (1 - empty) + dyes.light("#E9E7E1") * empty).astype(np.float32)


def _behind_film(lit: Colours, shape: _Shape) -> Colours:
    """Clear film adds only its shine."""
    film = shade(np.zeros((1, 1, 3), np.float32), slopes(shape.relief * np.float32(1.5)), Finish(0.075, 0.12))
    return (lit * 0.94 + film * 0.9 + 0.012).astype(np.float32)


def _with_valve(colour: Colours, shape: _Shape, dye: Colours) -> Colours:
    height = shape.height
    columns, rows = grid(*extent(shape.cover))
    away = np.hypot(columns - shape.middle, rows - _MARGIN - height * 0.235) / (height * 0.027)
    disc = step(1.06, 0.96, away) * 0.8
    shape.relief += step(1.1, 0.85, away) * np.float32(4) - step(0.5, 0.4, away) * np.float32(3)
    for x, y in ((0, 0), (-0.3, 0.28), (0.3, 0.28), (-0.3, -0.28), (0.3, -0.28)):
        hole = np.hypot(
            (columns - shape.middle) / (height * 0.027) - x, (rows - _MARGIN - height * 0.235) / (height * 0.027) - y
        )
        disc = disc * (1 - 0.0 * hole)
        shape.open_sky *= 1 - 0.8 * step(0.1, 0.05, hole)
    return (colour + (dye - colour) * disc[..., None]).astype(np.float32)


def _stick_on(lit: Colours, shot: Packshot, shape: _Shape) -> None:
    cut, height = shape.cut, shape.height
    wide, tall = int(height * cut.wide * cut.label_wide), int(height * cut.label_tall)
    draw = label.back if shot.view is View.BACK else label.front
    art = linear(draw(shot.label, wide, tall))
    columns, rows = grid(*extent(shape.cover))
    x = columns - shape.middle + wide / 2 + 0 * rows
    y = (
        rows
        - _MARGIN
        - height * (cut.label_at)
        + tall / 2
        - shape.smooth * np.float32(VIEW_DOWN * 0.7)
        + height * cut.deep * 0.1
    )
    top, bottom = int(max(height * (cut.label_at) - tall / 2 - 20, 0)), None
    window = (slice(top, bottom), slice(int(shape.middle - wide / 2) - 2, int(shape.middle + wide / 2) + 3))
    seen = look_up(_framed(art), x[window] + 1, y[window] + 1)
    relief = shape.smooth[window] + 0.55 * (shape.relief - shape.smooth)[window]
    paper = shade(seen[..., :3], slopes(relief), PAPER, shape.open_sky[window])
    share = seen[..., 3:4]
    rim = np.clip(np.roll(share, (3, 2), (0, 1)) - share, 0, 1) * 0.25
    lit[window] = lit[window] * (1 - rim) * (1 - share) + paper * share


def _framed(art: Colours) -> Colours:
    return np.pad(art, ((1, 1), (1, 1), (0, 0)))


pouch = partial(bag, POUCH)
gusset = partial(bag, GUSSET)
pillow = partial(bag, PILLOW)
vacuum = partial(bag, VACUUM)
sack = partial(bag, SACK)
