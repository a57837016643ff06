"""One window, one room: how a surface looks in it, and the shadow it throws.

The window stands at the upper left and a little in front; a pale card at the right throws some of it back. Directions
are those of the world: right, up, towards the viewer, who looks down by ``VIEW_DOWN``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from products.packshots.field import Colours, Field, blur, step

VIEW_DOWN = 0.2
"""Sine of the angle at which the camera looks down (about 12 degrees)."""
VIEW_LEVEL = float(np.sqrt(1 - VIEW_DOWN**2))

_KEY = np.array([1.16, 1.10, 1.0], np.float32)
_SKY = np.array([0.36, 0.38, 0.41], np.float32)
_GROUND = np.array([0.28, 0.25, 0.21], np.float32)
_TOWARDS_WINDOW = np.array([-0.66, 0.48, 0.578], np.float32)


@dataclass(frozen=True, slots=True)
class Finish:
    """How a material throws light back.

    Attributes:
        gloss: share of the light thrown back when looked at straight (0.04 for plastic, glass and varnish).
        rough: 0 a mirror, 1 chalk.
        metal: 1 where what is thrown back takes the colour of the material.
    """

    gloss: float = 0.04
    rough: float = 0.6
    metal: float = 0.0


PAPER = Finish(0.02, 0.9)
MATTE = Finish(0.035, 0.62)
SATIN = Finish(0.045, 0.4)
GLOSSY = Finish(0.06, 0.16)
METAL = Finish(0.7, 0.3, 0.85)
FOIL = Finish(0.75, 0.22, 0.9)

Normal = tuple[Field, Field, Field]


def shade(colour: Colours, normal: Normal, finish: Finish = MATTE, open_sky: Field | float = 1.0) -> Colours:
    """The light that comes to the camera from a surface of ``colour`` (linear) with the given normals.

    ``open_sky`` from 0 to 1 darkens what lies in folds and under things.
    """
    nx, ny, nz = normal
    to_window = nx * _TOWARDS_WINDOW[0] + ny * _TOWARDS_WINDOW[1] + nz * _TOWARDS_WINDOW[2]
    key = np.clip((to_window + 0.3) / 1.3, 0, None) * open_sky
    up = (ny * np.float32(0.5) + np.float32(0.5)) * open_sky
    down = (1 - up) * open_sky
    lit = key[..., None] * _KEY + up[..., None] * _SKY + down[..., None] * _GROUND
    shine = _shine(normal, finish) * open_sky
    if not finish.metal:
        return np.asarray(colour * lit + shine[..., None], np.float32)
    painted = colour * (lit * (1 - finish.metal) + shine[..., None] * (finish.metal * 1.25))
    return np.asarray(painted + shine[..., None] * (0.25 * (1 - finish.metal)), np.float32)


def _shine(normal: Normal, finish: Finish) -> Field:
    nx, ny, nz = normal
    facing = np.clip(ny * VIEW_DOWN + nz * VIEW_LEVEL, 0, 1)
    mirror = (2 * facing * nx, 2 * facing * ny - VIEW_DOWN)
    grazing = (1 - facing) ** 5 * np.float32((1 - finish.rough) ** 2 * (1 - finish.gloss))
    return room(*mirror, finish.rough) * (np.float32(finish.gloss) + grazing)


def room(right: Field, up: Field, rough: float) -> Field:
    """How bright the room is in a mirrored direction: window, pale card, ceiling and table."""
    edge = 0.05 + 0.42 * rough
    strength = 1 / (1 + 2.2 * rough)
    window = step(-0.98 - edge, -0.92 + edge, right) * step(-0.36 + edge, -0.46 - edge, right)
    window = window * step(-0.30 - edge, -0.22 + edge, up) * step(0.74 + edge, 0.66 - edge, up)
    if rough < 0.35:
        window = window * (1 - 0.75 * step(0.045, 0.02, np.abs(right + 0.68)))
    card = step(0.62 - edge, 0.74 + edge, right) * step(-0.5, 0.0, up)
    ambient = 0.36 + 0.28 * step(-0.75, 0.9, up)
    return ambient + np.float32(7.5 * strength) * window + np.float32(0.9 * strength) * card


def cast(mask: Field, foot: float, length: float = 0.42, lean: float = 0.17) -> tuple[Field, int]:
    """The shadow that an upright thing throws on the table, away from the window.

    Args:
        mask: the thing, 0 to 1, at a quarter of the picture's size.
        foot: the row in ``mask`` on which it stands.
        length: how far right a point falls, for each pixel that it is high.
        lean: how far back it falls, likewise.

    Returns:
        Darkness from 0 to 1 with the rows of ``mask`` and some more columns, and the columns added at each side.
    """
    height, width = mask.shape
    margin = int(height * length) + 14
    wide = np.zeros((height + 14, width + 2 * margin), np.float32)
    near = np.zeros_like(wide)
    rows = np.arange(int(foot), -1, -2)
    for row in rows:
        high = foot - row
        at = int(np.clip(foot - high * lean, 0, height + 13))
        left = margin + int(high * length)
        target = near if high < height * 0.22 else wide
        line = target[max(at - 1, 0) : at + 1, left : left + width]
        np.maximum(line, mask[row], out=line)
    far = blur(wide, 9.0)
    return np.clip(np.maximum(blur(near, 3.0), far * 0.72) + far * 0.2, 0, 1), margin
