"""Fields of numbers over a picture: smooth noise, soft edges, slopes, and looking up one field through another.

A ``Field`` is a float32 array of shape (height, width); a ``Colours`` one of shape (height, width, 3), in linear light
from 0 (black) to about 1 (white paper in the window's light). Rows run downwards.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Field = npt.NDArray[np.floating[Any]]
Colours = npt.NDArray[np.floating[Any]]
Dice = np.random.Generator


def dice(*seeds: int) -> Dice:
    """A source of chance that repeats itself for the same seeds (whole numbers from 0)."""
    return np.random.Generator(np.random.SFC64(list(seeds)))


def noise(chance: Dice, height: int, width: int, cell: float, across: float = 1.0) -> Field:
    """Smooth hills from about -1 to 1, ``cell`` pixels apart downwards and ``cell * across`` sideways."""
    rows, columns = int(height / cell) + 4, int(width / (cell * across)) + 4
    points = chance.random((rows, columns), dtype=np.float32) * 2 - 1
    box = (1.0, 1.0, 1 + width / (cell * across), 1 + height / cell)
    return np.asarray(Image.fromarray(points).resize((width, height), Image.Resampling.BICUBIC, box), np.float32)


def rough_noise(chance: Dice, height: int, width: int, cell: float, octaves: int = 3) -> Field:
    """Hills upon hills: each octave half as wide and half as high as the one before."""
    total = noise(chance, height, width, cell)
    for octave in range(1, octaves):
        total = total + noise(chance, height, width, cell / 2**octave) / np.float32(2**octave)
    return total


def step(low: float, high: float, value: Field) -> Field:
    """0 where ``value`` is under ``low``, 1 above ``high``, a smooth S between. ``low`` may be the larger one."""
    at = np.clip((value - np.float32(low)) / np.float32(high - low), 0, 1)
    return np.asarray(at * at * (3 - 2 * at), np.float32)


def extent(field: Field) -> tuple[int, int]:
    """Its height and width, whatever else it has."""
    return field.shape[0], field.shape[1]


def grid(height: int, width: int) -> tuple[Field, Field]:
    """Column and row numbers of every pixel's middle, as (1, width) and (height, 1) for numpy to spread."""
    return (
        np.arange(width, dtype=np.float32)[None, :] + np.float32(0.5),
        np.arange(height, dtype=np.float32)[:, None] + np.float32(0.5),
    )


def slopes(height_field: Field, steepness: float = 1.0) -> tuple[Field, Field, Field]:
    """The unit normal of a relief seen from the front: right, up and towards the viewer.

    ``height_field`` is in pixels towards the viewer; ``steepness`` exaggerates it.
    """
    down, right = np.gradient(height_field)
    nx, ny = -right * np.float32(steepness), down * np.float32(steepness)
    length = 1 / np.sqrt(nx * nx + ny * ny + 1)
    return nx * length, ny * length, length


def blur(mask: Field, radius: float) -> Field:
    """A mask from 0 to 1 made soft; kept to 8 bits, which is enough for shadows."""
    image = Image.fromarray((np.clip(mask, 0, 1) * 255).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255


def resized(field: Field, height: int, width: int) -> Field:
    """``field`` drawn smoothly at another size."""
    return np.asarray(Image.fromarray(field).resize((width, height), Image.Resampling.BILINEAR), np.float32)


def soften(field: Field, factor: int) -> Field:
    """``field`` without its detail finer than ``factor`` pixels; much cheaper than a wide blur."""
    height, width = field.shape
    small = Image.fromarray(field).reduce(factor)
    return np.asarray(small.resize((width, height), Image.Resampling.BICUBIC), np.float32)


def look_up(source: Colours, x: Field, y: Field) -> Colours:
    """``source`` at the pixel places ``x``, ``y`` (both of one shape), between pixels bilinearly, edges held."""
    height, width = source.shape[:2]
    x = np.clip(x - np.float32(0.5), 0, width - 1.001)
    y = np.clip(y - np.float32(0.5), 0, height - 1.001)
    left, top = x.astype(np.intp), y.astype(np.intp)
    right_share, low_share = (x - left)[..., None].astype(np.float32), (y - top)[..., None].astype(np.float32)
    flat = np.ascontiguousarray(source, np.float32).reshape(height * width, -1)
    at = top * width + left
    upper, lower = np.take(flat, at, axis=0), np.take(flat, at + width, axis=0)
    upper += (np.take(flat, at + 1, axis=0) - upper) * right_share
    lower += (np.take(flat, at + width + 1, axis=0) - lower) * right_share
    lower -= upper
    lower *= low_share
    upper += lower
    return np.asarray(upper)


def linear(image: Image.Image) -> Field:
    """An 8-bit picture in linear light (gamma 2); an alpha channel, if there is one, stays as it is."""
    values = np.asarray(image, np.float32) * np.float32(1 / 255)
    if values.ndim == 3 and values.shape[2] == 4:
        values[..., :3] **= 2
        return values
    return values * values
