"""A product picture from its description: who stands where, seen how."""

from __future__ import annotations

import numpy as np

from products.packshots import backdrop, camera
from products.packshots.contents import CONTENTS
from products.packshots.cutout import Cutout, stand, turned
from products.packshots.field import Colours, Dice, blur, dice, grid, noise, soften, step
from products.packshots.heap import filling, mound, single
from products.packshots.packshot import Packshot, View
from products.packshots.vessels import VESSELS
from products.packshots.vessels.bowl import CERAMICS, basket, bowl
from products.packshots.vessels.cloth import spread

SIDE = 1200
"""Pixels of a picture's side."""

_FOOT = 1078.0
_BEHIND = ((150, 985), (1065, 960), (1010, 1010))
_BEFORE = ((228, 1108), (985, 1112), (130, 1140), (905, 1146), (1085, 1080), (330, 1152))
_BY_THE_BOWL = ((180, 1120), (470, 1140), (610, 1150), (1120, 1150))
_AROUND_A_CLOTH = ((1090, 130), (110, 1080), (1100, 1080))


def draw(shot: Packshot) -> bytes:
    """The picture as a square JPEG of ``SIDE`` pixels. The same description gives the same bytes.

    Raises:
        KeyError: when the vessel, surface, goods, motif or layout named is not one that can be drawn.
    """
    chance = dice(shot.seed, 1, list(View).index(shot.view))
    if VESSELS[shot.vessel].lies:
        scene = _from_above(shot, chance)
    elif shot.view is View.DETAIL:
        scene = _close_up(shot, chance)
    else:
        scene = _on_the_table(shot, chance)
    return camera.develop(scene, chance)


def _on_the_table(shot: Packshot, chance: Dice) -> Colours:
    scene = backdrop.room(chance, SIDE, shot.wall, shot.surface)
    if shot.view is View.SERVED and shot.contents:
        _pack_and_bowl(scene, shot, chance)
    else:
        _pack_alone(scene, shot, chance)
    return scene


def _pack_alone(scene: Colours, shot: Packshot, chance: Dice) -> None:
    vessel = VESSELS[shot.vessel]
    thing = vessel.draw(shot, vessel.size)
    raised = max(0, 860 - thing.cover.shape[0]) * 0.28
    if shot.view is View.FRONT:
        _props(scene, shot, chance, _BEHIND, raised)
    stand(scene, thing, 592, _FOOT - raised)
    if shot.view is View.FRONT:
        _props(scene, shot, chance, _BEFORE, raised)


def _pack_and_bowl(scene: Colours, shot: Packshot, chance: Dice) -> None:
    vessel = VESSELS[shot.vessel]
    stand(scene, vessel.draw(shot, int(vessel.size * 0.84)), 428, 985)
    size = 0.72
    goods = CONTENTS[shot.contents]
    spilled = goods.form is not None and goods.size < 100 and chance.random() < 0.4
    if spilled:
        stand(scene, mound(shot.contents, chance, 560, size, high=0.2), 860, 1075)
    else:
        stand(scene, _dish(shot, chance, size), 862, 1092)
    _props(scene, shot, chance, _BY_THE_BOWL)


def _dish(shot: Packshot, chance: Dice, size: float) -> Cutout:
    if CONTENTS[shot.contents].state in ("pieces",) and chance.random() < 0.35:
        return basket(shot.contents, chance, 500, size)
    return bowl(shot.contents, chance, 500, CERAMICS[int(chance.integers(len(CERAMICS)))], size)


def _props(
    scene: Colours, shot: Packshot, chance: Dice, places: tuple[tuple[int, int], ...], raised: float = 0.0
) -> None:
    if not shot.props:
        return
    for number, (x, y) in enumerate(places):
        kind = shot.props[number % len(shot.props)]
        goods = CONTENTS[kind]
        count = 1 if goods.size > 150 else 2 if goods.size > 90 else 4
        for _ in range(count):
            away = goods.size * 0.62 * (count > 1)
            at = x + chance.uniform(-1, 1) * away, y - raised + chance.uniform(-0.4, 0.4) * away
            stand(scene, single(kind, chance, 0.9), *at, shadow=0.5)


def _from_above(shot: Packshot, chance: Dice) -> Colours:
    if shot.view is View.SERVED:
        return spread(shot, SIDE)
    if shot.view is View.DETAIL:
        return spread(shot, SIDE, repeat=0.30, waves=0.35)
    scene = backdrop.tabletop(chance, SIDE, shot.surface)
    _props(scene, shot, chance, _AROUND_A_CLOTH)
    vessel = VESSELS[shot.vessel]
    cloth = vessel.draw(shot, vessel.size)
    _lay_flat(scene, cloth)
    return scene


def _lay_flat(scene: Colours, thing: Cutout) -> None:
    """Something thick lies flat: its shadow falls to the lower right."""
    thing = turned(thing, 4.0)
    height, width = thing.cover.shape
    left, top = (SIDE - width) // 2, (SIDE - height) // 2
    window = slice(top, top + height), slice(left, left + width)
    dark = np.zeros((SIDE, SIDE), np.float32)
    dark[top + 18 : top + 18 + height, left + 16 : left + 16 + width] = thing.cover
    scene *= 1 - 0.42 * np.maximum(blur(dark, 12), 0.7 * blur(dark, 34))[..., None]
    part = scene[window]
    part += (thing.colour - part) * thing.cover[..., None]


def _close_up(shot: Packshot, chance: Dice) -> Colours:
    """The goods from edge to edge, sharp in the middle."""
    goods = CONTENTS[shot.contents]
    if goods.state != "pieces":
        scene = backdrop.room(chance, SIDE, shot.wall, shot.surface)
        stand(scene, bowl(shot.contents, chance, 900, CERAMICS[int(chance.integers(len(CERAMICS)))], 1.1), 600, 990)
        return scene
    scene = filling(shot.contents, chance, SIDE, SIDE, size=1.7 if goods.size < 60 else 1.25)
    columns, rows = grid(SIDE, SIDE)
    light = 1.22 - 0.5 * (columns / SIDE) * 0.6 - 0.12 * (rows / SIDE) + 0.06 * noise(chance, SIDE, SIDE, 400)
    scene *= light[..., None]
    _out_of_focus(scene)
    return scene


def _out_of_focus(scene: Colours) -> None:
    """The far edge, at the top, and a little of the near one lie outside of the sharp depth."""
    rows = np.arange(SIDE, dtype=np.float32)
    share = np.maximum(step(380, 60, rows), 0.75 * step(1020, 1200, rows))[:, None]
    for channel in range(3):
        plane = np.ascontiguousarray(scene[..., channel])
        scene[..., channel] += (soften(plane, 8) - plane) * share
