"""A thing cut out of its picture, ready to be stood on the table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from products.packshots.field import Colours, Field, blur, grid, resized
from products.packshots.light import cast

Part = tuple[slice, slice]


@dataclass(slots=True)
class Cutout:
    """A thing as the camera sees it.

    Attributes:
        colour: its light, linear, (height, width, 3).
        cover: how much of each pixel it covers, 0 to 1.
        foot: (column, row) of the middle of the place where it touches the table.
        half_width: half the width of that place, in pixels.
        clear: how much light passes through it into its shadow (glass), 0 to 1.
        flat: whether it lies on the table, so that it throws no long shadow.
    """

    colour: Colours
    cover: Field
    foot: tuple[float, float]
    half_width: float
    clear: float = 0.0
    flat: bool = False


class Layer:
    """An empty picture on which the parts of one thing are laid, the far ones first."""

    def __init__(self, height: int, width: int) -> None:
        self.colour = np.zeros((height, width, 3), np.float32)
        self.cover = np.zeros((height, width), np.float32)

    def lay(self, window: Part, colour: Colours, cover: Field) -> None:
        """Lay ``colour`` with ``cover`` over what is in ``window`` already."""
        under = self.cover[window] * (1 - cover)
        total = cover + under
        share = (cover / np.maximum(total, np.float32(1e-4)))[..., None]
        part = self.colour[window]
        part += (colour - part) * share
        self.cover[window] = total


def around(layer: Layer, left: float, top: float, right: float, bottom: float) -> tuple[Part, Field, Field]:
    """A window of a layer, cut at its edges, with its pixels' columns and rows in the layer."""
    height, width = layer.cover.shape
    rows = slice(max(int(top), 0), min(int(bottom), height))
    columns = slice(max(int(left), 0), min(int(right), width))
    across, down = grid(rows.stop - rows.start, columns.stop - columns.start)
    return (rows, columns), across + columns.start, down + rows.start


def turned(thing: Cutout, degrees: float) -> Cutout:
    """A thing that lies flat, turned to the left about its middle."""
    planes = [thing.cover, *np.moveaxis(thing.colour, 2, 0)]
    fresh = [
        np.asarray(Image.fromarray(plane).rotate(degrees, Image.Resampling.BILINEAR, expand=True), np.float32)
        for plane in map(np.ascontiguousarray, planes)
    ]
    middle = fresh[0].shape[1] / 2, fresh[0].shape[0] / 2
    return Cutout(np.stack(fresh[1:], axis=-1), fresh[0], middle, thing.half_width, flat=True)


def stand(scene: Colours, thing: Cutout, x: float, y: float, shadow: float = 1.0) -> None:
    """Stand ``thing`` with its foot at (``x``, ``y``) of the scene and let it throw its shadow."""
    if shadow:
        _darken(scene, thing, x, y, shadow * (1 - thing.clear))
    _paste(scene, thing.colour, thing.cover, round(x - thing.foot[0]), round(y - thing.foot[1]))


def _paste(scene: Colours, colour: Colours, cover: Field, left: int, top: int) -> None:
    here, there = _overlap(scene.shape, cover.shape, left, top)
    if here is None or there is None:
        return
    part = scene[here]
    share = cover[there][..., None]
    part += (colour[there] - part) * share


def _darken(scene: Colours, thing: Cutout, x: float, y: float, strength: float) -> None:
    if not thing.flat:
        _cast_shadow(scene, thing, x, y, strength)
    _contact_shadow(scene, thing, x, y, strength)


def _cast_shadow(scene: Colours, thing: Cutout, x: float, y: float, strength: float) -> None:
    height, width = thing.cover.shape
    small = resized(thing.cover, max(height // 4, 2), max(width // 4, 2))
    dark, margin = cast(small, thing.foot[1] / 4)
    full = resized(dark, dark.shape[0] * 4, dark.shape[1] * 4) * np.float32(0.60 * strength)
    _multiply(scene, full, round(x - thing.foot[0] - margin * 4), round(y - thing.foot[1]))


def _contact_shadow(scene: Colours, thing: Cutout, x: float, y: float, strength: float) -> None:
    half = int(thing.half_width * 1.25) + 24
    tall = max(int(thing.half_width * 0.30), 14)
    columns = np.linspace(-1, 1, half // 2, dtype=np.float32)[None, :] * (half / thing.half_width)
    rows = np.linspace(-1, 1, tall, dtype=np.float32)[:, None] * 2
    reach = np.clip(1.12 - np.sqrt(columns**2 + rows**2), 0, 1)
    dark = resized(blur(np.sqrt(reach), 2.5), tall * 2, half * 2) * np.float32(0.62 * strength)
    _multiply(scene, dark, round(x - half + 4), round(y - tall - thing.half_width * 0.05))


def _multiply(scene: Colours, dark: Field, left: int, top: int) -> None:
    here, there = _overlap(scene.shape, dark.shape, left, top)
    if here is not None and there is not None:
        scene[here] *= 1 - dark[there][..., None] * np.array([0.92, 0.96, 1.0], np.float32)


def _overlap(
    scene: tuple[int, ...], part: tuple[int, ...], left: int, top: int
) -> tuple[Part, Part] | tuple[None, None]:
    first_row, last_row = max(top, 0), min(top + part[0], scene[0])
    first_column, last_column = max(left, 0), min(left + part[1], scene[1])
    if first_row >= last_row or first_column >= last_column:
        return None, None
    here = slice(first_row, last_row), slice(first_column, last_column)
    return here, (slice(first_row - top, last_row - top), slice(first_column - left, last_column - left))
