"""Things turned on a wheel: where each pixel of a jar, bottle, tin or bowl lies on its wall.

A profile is a list of (height, radius) in pixels, from the foot up. Heights are measured along the axis, not on the
screen: the camera looks down by ``VIEW_DOWN``, so a ring looks like a low ellipse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from products.packshots.cutout import Part
from products.packshots.field import Colours, Field, grid, look_up
from products.packshots.light import VIEW_DOWN, VIEW_LEVEL, Normal

Profile = Sequence[tuple[float, float]]


@dataclass(slots=True)
class Turned:
    """One turned part in its window of a larger picture.

    Attributes:
        window: its rows and columns there.
        cover: 0 to 1.
        lid: 1 on the flat top.
        high: height along the axis, pixels.
        angle: around the axis from the viewer, radians, right positive.
        normal: of the wall, or straight up on the lid.
        radius: of the ring through each pixel.
    """

    window: Part
    cover: Field
    lid: Field
    high: Field
    angle: Field
    normal: Normal
    radius: Field

    def wrapped(self, art: Colours, middle_high: float, radius: float) -> Colours:
        """``art`` (any channels) pasted around the wall, its middle at ``middle_high`` facing the viewer."""
        height, width = art.shape[:2]
        return look_up(art, self.angle * np.float32(radius) + width / 2, middle_high - self.high + height / 2)

    def on_top(self, middle: float, foot: float, high: float) -> tuple[Field, Field]:
        """Places on the flat top at ``high``: pixels right of its middle and towards the viewer."""
        rows = np.arange(self.window[0].start, self.window[0].stop, dtype=np.float32)[:, None] + 0.5
        columns = np.arange(self.window[1].start, self.window[1].stop, dtype=np.float32)[None, :] + 0.5
        near = (rows - (foot - high * VIEW_LEVEL)) / np.float32(VIEW_DOWN)
        return columns - middle + 0 * near, near + 0 * columns


def turn(profile: Profile, height: int, width: int, middle: float, foot: float, soft: int = 0) -> Turned:
    """A turned part standing with the middle of its foot at (``middle``, ``foot``) of a (height, width) picture.

    ``soft`` rounds the profile's corners by so many pixels.
    """
    heights, radii, slope = _table(profile, soft)
    widest, first, last = float(radii.max()), heights[0], heights[-1]
    top = int(max(foot - last * VIEW_LEVEL - widest * VIEW_DOWN - 3, 0))
    bottom = int(min(foot - first * VIEW_LEVEL + widest * VIEW_DOWN + 4, height))
    left, right = int(max(middle - widest - 3, 0)), int(min(middle + widest + 4, width))
    columns, rows = grid(bottom - top, right - left)
    x, up = columns + (left - middle), foot - rows - top
    high, depth, ring = _solve(x, up, heights, radii)
    on_lid = _on_lid(x, up, last, float(radii[-1]))
    at = np.clip(((high - first) / (last - first) * (len(radii) - 1)), 0, len(radii) - 1).astype(np.int32)
    normal = _normal(x, depth, ring, slope[at], on_lid)
    cover = _silhouette(heights, radii, (bottom - top, right - left), middle - left, foot - top)
    angle = np.arcsin(np.clip(x / np.maximum(ring, 1), -1, 1)).astype(np.float32)
    return Turned((slice(top, bottom), slice(left, right)), cover, on_lid, high, angle, normal, ring)


def _table(profile: Profile, soft: int) -> tuple[Field, Field, Field]:
    known = np.asarray(profile, np.float32)
    heights = np.linspace(known[0, 0], known[-1, 0], max(int(known[-1, 0] - known[0, 0]), 8), dtype=np.float32)
    radii = np.interp(heights, known[:, 0], known[:, 1]).astype(np.float32)
    if soft:
        padded = np.pad(radii, soft, mode="edge")
        for _ in range(2):
            kernel = np.ones(soft + 1, np.float32) / (soft + 1)
            padded = np.convolve(padded, kernel, "same").astype(np.float32)
        radii = padded[soft:-soft]
    return heights, radii, np.gradient(radii, heights).astype(np.float32)


def _solve(x: Field, up: Field, heights: Field, radii: Field) -> tuple[Field, Field, Field]:
    """Walk to the point of the front wall that is seen at (``x``, ``up``)."""
    scale = (len(radii) - 1) / (heights[-1] - heights[0])
    high = (up + np.float32(radii.mean() * VIEW_DOWN * 0.7)) / np.float32(VIEW_LEVEL) + 0 * x
    squared = x * x
    depth = ring = high
    for _ in range(4):
        at = np.clip((high - heights[0]) * scale, 0, len(radii) - 1).astype(np.int32)
        ring = radii[at]
        depth = np.sqrt(np.clip(ring * ring - squared, 0, None))
        high = (up + depth * np.float32(VIEW_DOWN)) / np.float32(VIEW_LEVEL)
    return high, depth, ring


def _on_lid(x: Field, up: Field, last: float, radius: float) -> Field:
    away = np.hypot(x, (up - last * VIEW_LEVEL) / VIEW_DOWN)
    return np.asarray(np.clip((radius - away) * np.float32(0.5) + np.float32(0.5), 0, 1), np.float32)


def _normal(x: Field, depth: Field, ring: Field, slope: Field, on_lid: Field) -> Normal:
    safe = np.maximum(ring, 1)
    nx, ny, nz = x / safe, -slope, depth / safe
    length = 1 / np.sqrt(nx * nx + ny * ny + nz * nz + np.float32(1e-6))
    wall = 1 - on_lid
    return nx * length * wall, ny * length * wall + on_lid, nz * length * wall


def _silhouette(heights: Field, radii: Field, shape: tuple[int, int], middle: float, foot: float) -> Field:
    scale = 2
    mask = Image.new("L", (shape[1] * scale, shape[0] * scale))
    pen = ImageDraw.Draw(mask)
    rows = foot - heights * VIEW_LEVEL
    right = [((middle + r) * scale, y * scale) for y, r in zip(rows, radii, strict=True)]
    left = [((middle - r) * scale, y * scale) for y, r in zip(rows, radii, strict=True)]
    pen.polygon([(float(a), float(b)) for a, b in right + left[::-1]], fill=255)
    widest = int(np.argmax(radii))
    for at in {0, len(radii) - 1, widest, len(radii) // 20, len(radii) - 1 - len(radii) // 20}:
        r, y = float(radii[at]), float(rows[at])
        box = [middle - r, y - r * VIEW_DOWN, middle + r, y + r * VIEW_DOWN]
        pen.ellipse([side * scale for side in box], fill=255)
    return np.asarray(mask.reduce(scale), np.float32) / 255
