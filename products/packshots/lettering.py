"""Letters: the bundled open fonts, fitted to a width, in lines, and around a circle."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import cos, radians, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_FONTS = Path(__file__).parent / "fonts"
_FILES = {"sans": "plus-jakarta-sans.ttf", "serif": "dm-serif-display.ttf", "hand": "caveat.ttf"}

_AIR = 0.17
"""Of a letter's size, between wide-set capitals."""

Font = ImageFont.FreeTypeFont


@lru_cache(maxsize=256)
def font(face: str, size: int, weight: int = 600) -> Font:
    """``sans`` (weight 200 to 800), ``serif`` or ``hand`` at ``size`` pixels."""
    letters = ImageFont.truetype(_FONTS / _FILES[face], max(size, 6))
    if face == "sans":
        letters.set_variation_by_axes([weight])
    return letters


def fitted(text: str, face: str, width: float, largest: int, weight: int = 800) -> Font:
    """The largest size, up to ``largest``, at which one line of ``text`` is no wider than ``width`` pixels."""
    measured = font(face, 100, weight).getlength(text) / 100
    return font(face, max(8, min(largest, int(width / max(measured, 0.01)))), weight)


def lines_that_fit(text: str, most: int = 3) -> list[str]:
    """``text`` in as few lines as read well on a label: long names break where the halves are most alike."""
    words = text.split()
    if len(text) <= 9 or len(words) == 1:
        return [text]
    if len(words) == 2 or most == 2 or len(text) < 22:
        return list(min(_halves(words), key=_longest))
    thirds = [[first, *rest] for first, tail in _halves(words) if " " in tail for rest in _halves(tail.split())]
    return min(thirds, key=_longest)


def spaced(pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: float, fill: str, width: float) -> None:
    """One centred line in wide-set capitals, ``size`` pixels high or as much smaller as ``width`` asks."""
    natural = _spaced_width(text, 100) / 100
    size = min(size, width / max(natural, 0.01))
    letters, gap = font("sans", int(size), 700), size * _AIR
    x = at[0] - _spaced_width(text, int(size)) / 2
    for letter in text:
        pen.text((x, at[1]), letter, font=letters, fill=fill, anchor="lm")
        x += letters.getlength(letter) + gap


def _spaced_width(text: str, size: int) -> float:
    return font("sans", size, 700).getlength(text) + size * _AIR * (len(text) - 1)


def wrapped(text: str, letters: Font, width: float) -> list[str]:
    """``text`` in lines no wider than ``width`` pixels, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letters.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def around(
    canvas: Image.Image, middle: tuple[float, float], radius: float, text: str, letters: Font, fill: str, low: bool
) -> None:
    """``text`` along a circle: over its top, or along its foot when ``low``."""
    per_pixel = 57.2958 / radius
    angle = -sum(letters.getlength(letter) + 3 for letter in text) * per_pixel / 2
    size = int(letters.size * 2)
    for letter in text:
        advance = (letters.getlength(letter) + 3) * per_pixel
        tile = Image.new("RGBA", (size, size))
        ImageDraw.Draw(tile).text((size / 2, size / 2), letter, font=letters, fill=fill, anchor="mm")
        turn = angle + advance / 2
        tile = tile.rotate(turn if low else -turn, Image.Resampling.BICUBIC)
        x, y = _on_circle(middle, radius, turn, low)
        canvas.alpha_composite(tile, (round(x - size / 2), round(y - size / 2)))
        angle += advance


def _on_circle(middle: tuple[float, float], radius: float, degrees: float, low: bool) -> tuple[float, float]:
    turn = radians(degrees)
    return middle[0] + radius * sin(turn), middle[1] + radius * cos(turn) * (1 if low else -1)


def _longest(lines: Iterable[str]) -> int:
    return max(len(line) for line in lines)


def _halves(words: list[str]) -> list[tuple[str, str]]:
    return [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
