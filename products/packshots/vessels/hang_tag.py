"""A paper tag on a string, hanging a little askew: the label of things that have no pack."""

from __future__ import annotations

import numpy as np

from products.packshots import dyes, label
from products.packshots.cutout import Layer, around
from products.packshots.field import Field, linear, look_up, step
from products.packshots.light import PAPER, shade
from products.packshots.packshot import Packshot, View

_LEAN = 0.06


def hang_tag(layer: Layer, shot: Packshot, x: float, y: float, wide: float, tall: float) -> None:
    """Hang the tag with the top of its string at (``x``, ``y``) of the layer."""
    draw = label.back if shot.view is View.BACK else label.front
    art = np.pad(linear(draw(shot.label, int(wide), int(tall))), ((2, 2), (2, 2), (0, 0)))
    string_end = y + wide * 0.16
    room = wide * 0.62 + tall * _LEAN
    window, columns, rows = around(layer, x - room, y - 2, x + room, string_end + tall + wide * _LEAN + 8)
    u, v = columns - x, rows - string_end
    across, down = u + v * _LEAN + wide / 2, v - u * _LEAN
    seen = look_up(art, across, down)
    paper = seen[..., 3] * _within(across, wide) * _within(down, tall)
    slip = int(wide * 0.02)
    shadow = np.roll(paper, (slip, slip), (0, 1)) * 0.35 * layer.cover[window]
    layer.lay(window, np.zeros_like(seen[..., :3]), shadow)
    flat = np.zeros_like(paper), np.full_like(paper, 0.05), np.full_like(paper, 0.99)
    layer.lay(window, shade(seen[..., :3], flat, PAPER), paper)
    string = step(2.4, 1.4, np.abs(u + (rows - y) * 0.1)) * step(wide * 0.05, wide * 0.04, v)
    layer.lay(window, np.broadcast_to(dyes.light("#B08A55"), seen[..., :3].shape), string)


def _within(place: Field, length: float) -> Field:
    return step(0.5, 1.5, place) * step(length + 3.5, length + 2.5, place)
