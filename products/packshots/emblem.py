"""Small drawn signs for labels: what the pack holds, in one ink."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from PIL import Image, ImageDraw

from products.packshots.dyes import rgb

_SCALE = 4
Pen = ImageDraw.ImageDraw
Point = tuple[float, float]


def emblem(kind: str, size: int, ink: str) -> Image.Image:
    """The sign ``kind`` in a square of ``size`` pixels, RGBA, clear ground.

    Raises:
        KeyError: when there is no such sign; ``EMBLEMS`` lists them.
    """
    side = size * _SCALE
    mask = Image.new("L", (side, side))
    EMBLEMS[kind](ImageDraw.Draw(mask), float(side))
    picture = Image.new("RGBA", (size, size), (*rgb(ink), 0))
    picture.putalpha(mask.resize((size, size), Image.Resampling.BOX))
    return picture


def _petal(pen: Pen, foot: Point, tip: Point, width: float, fill: int = 255) -> None:
    dx, dy = tip[0] - foot[0], tip[1] - foot[1]
    ahead = [(at / 24, sin(pi * (at / 24) ** 0.85) * width) for at in range(25)]
    right = [(foot[0] + dx * at - dy * wide, foot[1] + dy * at + dx * wide) for at, wide in ahead]
    left = [(foot[0] + dx * at + dy * wide, foot[1] + dy * at - dx * wide) for at, wide in reversed(ahead)]
    pen.polygon(right + left, fill=fill)


def _vein(pen: Pen, foot: Point, tip: Point, side: float) -> None:
    pen.line([foot, tip], fill=0, width=int(side * 0.018))


def _leaf(pen: Pen, side: float) -> None:
    for tip in ((0.5, 0.06), (0.13, 0.36), (0.87, 0.36)):
        foot, end = (side * 0.5, side * 0.86), (side * tip[0], side * tip[1])
        _petal(pen, foot, end, 0.2)
        _vein(pen, foot, (foot[0] + (end[0] - foot[0]) * 0.86, foot[1] + (end[1] - foot[1]) * 0.86), side)
    pen.line([(side * 0.5, side * 0.8), (side * 0.5, side * 0.97)], fill=255, width=int(side * 0.03))


def _beans(pen: Pen, side: float) -> None:
    for x, y, turn in ((0.34, 0.56, 0.5), (0.66, 0.44, -0.6)):
        ahead = (side * 0.27 * sin(turn), -side * 0.27 * cos(turn))
        low, high = (side * x - ahead[0], side * y - ahead[1]), (side * x + ahead[0], side * y + ahead[1])
        _petal(pen, low, high, 0.36)
        bend = [
            (low[0] + 2 * ahead[0] * t + side * 0.03 * sin(t * 2 * pi), low[1] + 2 * ahead[1] * t) for t in _steps(20)
        ]
        pen.line(bend, fill=0, width=int(side * 0.028), joint="curve")


def _mountain(pen: Pen, side: float) -> None:
    pen.ellipse([side * 0.55, side * 0.14, side * 0.79, side * 0.38], fill=255)
    pen.polygon([(0, side * 0.8), (side * 0.36, side * 0.24), (side * 0.7, side * 0.8)], fill=255)
    pen.polygon([(side * 0.46, side * 0.8), (side * 0.76, side * 0.44), (side, side * 0.8)], fill=255)
    pen.line([(side * 0.5, side * 0.78), (side * 0.76, side * 0.46)], fill=0, width=int(side * 0.025))
    pen.line([(side * 0.06, side * 0.88), (side * 0.94, side * 0.88)], fill=255, width=int(side * 0.03))


def _chilli(pen: Pen, side: float) -> None:
    for shift, bend in ((0.0, 0.16), (0.26, 0.1)):
        spine = [(0.28 + shift + bend * sin(t * 2.4), 0.2 + t * 0.66) for t in _steps(30)]
        for at, (x, y) in enumerate(spine):
            thick = 0.085 * (1 - (at / 30) ** 2) + 0.004
            pen.ellipse([side * (x - thick), side * (y - thick), side * (x + thick), side * (y + thick)], fill=255)
        pen.arc(
            [side * (shift + 0.26), side * 0.02, side * (shift + 0.44), side * 0.3], 160, 270, 255, int(side * 0.035)
        )


def _comb(pen: Pen, side: float) -> None:
    for x, y, filled in ((0.5, 0.27, 1), (0.3, 0.6, 1), (0.7, 0.6, 0)):
        points = [
            (side * (x + 0.19 * cos(pi / 6 + turn * pi / 3)), side * (y + 0.19 * sin(pi / 6 + turn * pi / 3)))
            for turn in range(6)
        ]
        pen.polygon(points, fill=255 if filled else 0, outline=255, width=int(side * 0.035))


def _ear(pen: Pen, side: float) -> None:
    pen.line([(side * 0.5, side * 0.97), (side * 0.5, side * 0.2)], fill=255, width=int(side * 0.025))
    for row in range(5):
        y = 0.3 + row * 0.12
        for way in (-1, 1):
            _petal(pen, (side * 0.5, side * (y + 0.1)), (side * (0.5 + way * 0.2), side * (y - 0.05)), 0.2)
    _petal(pen, (side * 0.5, side * 0.26), (side * 0.5, side * 0.03), 0.2)


def _waves(pen: Pen, side: float) -> None:
    for row in range(3):
        line = [(side * t, side * (0.34 + row * 0.19 + 0.055 * sin(t * 4 * pi))) for t in _steps(60)]
        pen.line(line, fill=255, width=int(side * 0.05), joint="curve")


def _flower(pen: Pen, side: float) -> None:
    for petal in range(5):
        turn = petal * 2 * pi / 5
        tip = (side * (0.5 + 0.45 * sin(turn)), side * (0.5 - 0.45 * cos(turn)))
        _petal(pen, (side * 0.5, side * 0.5), tip, 0.33)
        _vein(pen, (side * 0.5, side * 0.5), (side * (0.5 + 0.3 * sin(turn)), side * (0.5 - 0.3 * cos(turn))), side)
    pen.ellipse([side * 0.42, side * 0.42, side * 0.58, side * 0.58], fill=0)
    pen.ellipse([side * 0.45, side * 0.45, side * 0.55, side * 0.55], fill=255)


def _kawung(pen: Pen, side: float) -> None:
    for way in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        foot, tip = (side * (0.5 + 0.05 * way[0]), side * (0.5 + 0.05 * way[1])), _corner(side, way)
        _petal(pen, foot, tip, 0.3)
        _vein(pen, (side * (0.5 + 0.16 * way[0]), side * (0.5 + 0.16 * way[1])), _corner(side * 1.0, way, 0.32), side)


def _corner(side: float, way: tuple[int, int], reach: float = 0.43) -> Point:
    return side * (0.5 + reach * way[0]), side * (0.5 + reach * way[1])


def _palm(pen: Pen, side: float) -> None:
    trunk = [(0.5 + 0.05 * sin(t * 2), 0.95 - t * 0.55) for t in _steps(16)]
    pen.line([(side * x, side * y) for x, y in trunk], fill=255, width=int(side * 0.045), joint="curve")
    for turn in (-2.0, -1.35, -0.6, 0.6, 1.35, 2.0):
        tip = (side * (0.54 + 0.42 * sin(turn)), side * (0.38 - 0.34 * cos(turn)))
        _petal(pen, (side * 0.54, side * 0.4), tip, 0.14)


def _weave(pen: Pen, side: float) -> None:
    for row in range(4):
        for column in range(4):
            x, y = side * (0.08 + column * 0.21), side * (0.08 + row * 0.21)
            box = (0, 0.055, 0.19, 0.135) if (row + column) % 2 else (0.055, 0, 0.135, 0.19)
            pen.rectangle([x + side * box[0], y + side * box[1], x + side * box[2], y + side * box[3]], fill=255)


def _steps(count: int) -> list[float]:
    return [at / count for at in range(count + 1)]


EMBLEMS: dict[str, Callable[[Pen, float], None]] = {
    "daun": _leaf,
    "biji": _beans,
    "gunung": _mountain,
    "cabai": _chilli,
    "lebah": _comb,
    "padi": _ear,
    "ombak": _waves,
    "bunga": _flower,
    "kawung": _kawung,
    "aren": _palm,
    "anyam": _weave,
}
