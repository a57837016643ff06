"""Ways to set the same words on a sticker, so that shops look like themselves.

A layout takes the label and the sticker's width and height in pixels. ``u`` is a hundredth of the width.
"""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageDraw

from products.packshots.dyes import code, is_dark, mixed, readable, rgb
from products.packshots.emblem import emblem
from products.packshots.lettering import around, fitted, font, lines_that_fit, spaced
from products.packshots.motif import band
from products.packshots.packshot import Label

Pen = ImageDraw.ImageDraw
Line = tuple[str, str, int, float, str]
"""Words, face, weight, size in hundredths of the width, and colour."""


def sticker(paper: str, width: int, height: int) -> tuple[Image.Image, Pen]:
    """An empty sticker, RGBA, and a pen on it."""
    canvas = Image.new("RGBA", (width, height), (*rgb(paper), 255))
    return canvas, ImageDraw.Draw(canvas)


def rounded(canvas: Image.Image, radius: float) -> Image.Image:
    """The sticker with its corners cut round, smoothly."""
    return _cut(canvas, lambda pen, w, h: pen.rounded_rectangle((0, 0, w - 1, h - 1), radius * 2, fill=255))


def _band(label: Label, width: int, height: int) -> Image.Image:
    return band(label.motif, width, height, label.paper, mixed(label.paper, label.accent, 0.55), label.accent)


def _title(
    pen: Pen, label: Label, x: float, y: float, width: float, room: float, ink: str, anchor: str = "mm"
) -> float:
    """The name in its lines, in the middle of ``room`` pixels from ``y`` down; gives the row under the last line."""
    lines = lines_that_fit(label.name)
    upper = label.face == "sans" and label.layout != "polos"
    lines = [line.upper() for line in lines] if upper else lines
    widest = max(lines, key=lambda line: font(label.face, 100, 800).getlength(line))
    spread = 1.06 if upper else 0.98
    letters = fitted(widest, label.face, width, int(room / spread / len(lines)))
    leading = letters.size * spread
    top = y + (room - leading * len(lines)) / 2
    for at, line in enumerate(lines):
        pen.text((x, top + (at + 0.5) * leading), line, font=letters, fill=ink, anchor=anchor)
    return top + len(lines) * leading


def _words(pen: Pen, x: float, y: float, u: float, lines: list[Line], anchor: str = "mm", width: float = 88) -> float:
    for text, face, weight, size, colour in lines:
        if text:
            letters = fitted(text, face, width * u, int(size * u), weight)
            pen.text((x, y), text, font=letters, fill=colour, anchor=anchor)
            y += size * u * 1.42
    return y


def _pill(pen: Pen, x: float, y: float, u: float, text: str, ground: str) -> None:
    letters = font("sans", int(u * 6.2), 800)
    half = letters.getlength(text) / 2 + u * 4.6
    pen.rounded_rectangle([x - half, y - u * 5.4, x + half, y + u * 5.4], u * 5.4, fill=code(ground))
    pen.text((x, y), text, font=letters, fill="#FFFFFF" if is_dark(ground) else code("tinta"), anchor="mm")


def _pita(label: Label, width: int, height: int) -> Image.Image:
    """A band of cloth across the top, everything centred beneath."""
    canvas, pen = sticker(label.paper, width, height)
    u, ink, accent = width / 100, code(label.ink), code(readable(label.accent))
    deep = int(u * 17)
    canvas.paste(_band(label, width, deep), (0, 0))
    pen.rectangle([0, deep, width, deep + u * 1.6], fill=accent)
    spaced(pen, (width / 2, deep + u * 11), label.brand.upper(), u * 4.6, accent, width * 0.84)
    y = _title(pen, label, width / 2, deep + u * 16, u * 84, height - deep - u * 54, ink)
    _words(pen, width / 2, y + u * 5, u, [(label.kind, "sans", 600, 6, ink), (label.place, "sans", 500, 5, accent)])
    _pill(pen, width / 2, height - u * 10, u, label.net, label.accent)
    return rounded(canvas, u * 4)


def _bingkai(label: Label, width: int, height: int) -> Image.Image:
    """A double frame and a sign, like an old tea chest's."""
    canvas, pen = sticker(label.paper, width, height)
    u, ink, accent = width / 100, code(label.ink), code(readable(label.accent))
    pen.rectangle([u * 3.4, u * 3.4, width - u * 3.4, height - u * 3.4], outline=accent, width=max(int(u * 1.5), 2))
    pen.rectangle([u * 6.4, u * 6.4, width - u * 6.4, height - u * 6.4], outline=accent, width=max(int(u * 0.5), 1))
    sign = int(min(height * 0.24, u * 30))
    canvas.alpha_composite(emblem(label.emblem, sign, readable(label.accent)), ((width - sign) // 2, int(u * 11)))
    top = u * 14 + sign
    spaced(pen, (width / 2, top + u * 3), label.brand.upper(), u * 4.3, ink, width * 0.84)
    y = _title(pen, label, width / 2, top + u * 7, u * 80, height - top - u * 40, ink)
    _words(pen, width / 2, y + u * 4.4, u, [(label.kind, "sans", 600, 5.2, accent)], width=80)
    pen.line([(u * 36, height - u * 19.5), (u * 64, height - u * 19.5)], fill=accent, width=max(int(u * 0.6), 1))
    _words(pen, width / 2, height - u * 13.6, u, [(f"{label.place} · {label.net}", "sans", 700, 5, ink)], width=82)
    return rounded(canvas, u * 1.5)


def _belah(label: Label, width: int, height: int) -> Image.Image:
    """Half colour, half cloth: the name reversed out of a deep field."""
    canvas, pen = sticker(label.accent, width, height)
    u, cut = width / 100, int(height * 0.6)
    light = code("putih" if is_dark(label.accent) else label.ink)
    pen.rectangle([0, cut, width, height], fill=code(label.paper))
    strip = int(u * 8)
    canvas.paste(_band(label, width, strip), (0, cut - strip // 2))
    sign = int(u * 15)
    canvas.alpha_composite(emblem(label.emblem, sign, light), (int(u * 7), int(u * 7)))
    pen.text(
        (u * 25, u * 14.5),
        label.brand,
        font=fitted(label.brand, "sans", u * 68, int(u * 6), 700),
        fill=light,
        anchor="lm",
    )
    _title(pen, label, u * 7, u * 23, u * 86, cut - strip / 2 - u * 26, light, "lm")
    ink = code(label.ink)
    _words(
        pen,
        u * 7,
        cut + strip + u * 4,
        u,
        [(label.kind, "sans", 700, 6.4, ink), (label.place, "sans", 500, 5.6, ink)],
        "lm",
    )
    pen.text(
        (u * 93, height - u * 9), label.net, font=font("sans", int(u * 9), 800), fill=code(label.accent), anchor="rm"
    )
    return rounded(canvas, u * 4)


def _bulat(label: Label, width: int, height: int) -> Image.Image:
    """A round sticker with words around its rim."""
    side = min(width, height)
    canvas, pen = sticker(label.paper, side, side)
    u, half, ink, accent = side / 100, side / 2, code(label.ink), code(readable(label.accent))
    pen.ellipse([0, 0, side, side], fill=code(label.accent))
    pen.ellipse([u * 13.5, u * 13.5, side - u * 13.5, side - u * 13.5], fill=code(label.paper))
    pen.ellipse([u * 15.5, u * 15.5, side - u * 15.5, side - u * 15.5], outline=accent, width=max(int(u * 0.6), 1))
    rim, rim_ink = font("sans", int(u * 6.2), 800), code("putih" if is_dark(label.accent) else label.ink)
    around(canvas, (half, half), u * 43.2, label.brand.upper(), rim, rim_ink, low=False)
    around(canvas, (half, half), u * 43.2, label.place.upper(), font("sans", int(u * 5.2), 700), rim_ink, low=True)
    sign = int(u * 17)
    canvas.alpha_composite(emblem(label.emblem, sign, readable(label.accent)), (int(half - sign / 2), int(u * 19)))
    y = _title(pen, label, half, u * 36, u * 60, u * 28, ink)
    _words(
        pen,
        half,
        y + u * 3.6,
        u,
        [(label.kind, "sans", 600, 4.6, ink), (label.net, "sans", 800, 6.4, accent)],
        width=54,
    )
    round_one = _cut(canvas, lambda mask, w, h: mask.ellipse((0, 0, w - 1, h - 1), fill=255))
    return _centred(round_one, width, height)


def _tegak(label: Label, width: int, height: int) -> Image.Image:
    """A strip of cloth down the left side, words set from the left."""
    canvas, pen = sticker(label.paper, width, height)
    u, ink, accent = width / 100, code(label.ink), code(readable(label.accent))
    strip = _band(label, height, int(u * 17)).rotate(90, expand=True)
    canvas.paste(strip, (0, 0))
    pen.rectangle([u * 17, 0, u * 18.4, height], fill=accent)
    x = u * 25
    pen.text(
        (x, u * 12), label.brand, font=fitted(label.brand, "sans", u * 68, int(u * 6.4), 700), fill=accent, anchor="lm"
    )
    y = _title(pen, label, x, u * 18, u * 69, height - u * 56, ink, "lm")
    _words(pen, x, y + u * 5, u, [(label.kind, "sans", 600, 5.8, ink), (label.place, "sans", 500, 5.4, ink)], "lm", 69)
    pen.text((x, height - u * 11), label.net, font=font("sans", int(u * 9), 800), fill=accent, anchor="lm")
    return rounded(canvas, u * 2)


def _polos(label: Label, width: int, height: int) -> Image.Image:
    """Much air: a large name, a small sign, a thin line."""
    canvas, pen = sticker(label.paper, width, height)
    u, ink, accent = width / 100, code(label.ink), code(readable(label.accent))
    sign = int(u * 13)
    canvas.alpha_composite(emblem(label.emblem, sign, readable(label.accent)), (int(u * 8), int(u * 8)))
    pen.text((u * 92, u * 14.5), label.net, font=font("sans", int(u * 6), 700), fill=ink, anchor="rm")
    y = _title(pen, label, u * 8, u * 24, u * 84, height - u * 58, ink, "lm")
    _words(pen, u * 8, y + u * 5, u, [(label.kind, "sans", 500, 5.8, ink)], "lm", 84)
    pen.line([(u * 8, height - u * 19), (u * 92, height - u * 19)], fill=accent, width=max(int(u * 0.9), 1))
    pen.text(
        (u * 8, height - u * 11),
        label.brand,
        font=fitted(label.brand, "sans", u * 44, int(u * 5.4), 800),
        fill=accent,
        anchor="lm",
    )
    pen.text(
        (u * 92, height - u * 11),
        label.place,
        font=fitted(label.place, "sans", u * 40, int(u * 4.8), 500),
        fill=ink,
        anchor="rm",
    )
    return rounded(canvas, u * 3)


def _gapura(label: Label, width: int, height: int) -> Image.Image:
    """An arched gate with its sign in the vault."""
    canvas, pen = sticker(label.paper, width, height)
    u, ink, accent = width / 100, code(label.ink), code(readable(label.accent))
    vault = int(min(height * 0.36, u * 50))
    pen.rectangle([0, 0, width, vault], fill=code(label.accent))
    pen.pieslice([-u * 2, vault - u * 9, width + u * 2, vault + u * 9], 180, 360, fill=code(label.accent))
    light = code("putih" if is_dark(label.accent) else label.ink)
    sign = int(vault * 0.52)
    canvas.alpha_composite(emblem(label.emblem, sign, light), ((width - sign) // 2, int(vault * 0.2)))
    spaced(pen, (width / 2, vault * 0.87), label.brand.upper(), u * 4.5, light, width * 0.84)
    y = _title(pen, label, width / 2, vault + u * 9, u * 82, height - vault - u * 40, ink)
    _words(pen, width / 2, y + u * 4.4, u, [(label.kind, "sans", 600, 5.4, ink)], width=80)
    canvas.paste(_band(label, width, int(u * 7)), (0, height - int(u * 7)))
    _words(pen, width / 2, height - u * 13.6, u, [(f"{label.place} · {label.net}", "sans", 700, 5.2, accent)], width=86)
    return _cut(canvas, _arch)


def wide(label: Label, width: int, height: int) -> Image.Image:
    """For a low label around a jar or across a bag: the same words in one lying layout with the shop's own colours."""
    ground, ink = (label.accent, "putih") if label.layout in ("belah", "gapura") else (label.paper, label.ink)
    accent = ("tinta" if not is_dark(label.accent) else "mori") if ground == label.accent else readable(label.accent)
    ink = ink if ground != label.accent or is_dark(ground) else "tinta"
    canvas, pen = sticker(ground, width, height)
    u = height / 100
    strip = band(label.motif, width, int(u * 13), label.paper, mixed(label.paper, label.accent, 0.55), label.accent)
    canvas.paste(strip, (0, 0))
    canvas.paste(strip, (0, height - int(u * 13)))
    spaced(pen, (width / 2, u * 22), label.brand.upper(), u * 7, code(accent), width * 0.84)
    y = _title(pen, label, width / 2, u * 27, width * 0.84, u * 36, code(ink))
    foot = f"{label.place} · {label.net}"
    lines: list[Line] = [(label.kind, "sans", 600, 8, code(ink)), (foot, "sans", 700, 7, code(accent))]
    _words(pen, width / 2, max(y, u * 62) + u * 6, u, lines, width=width * 0.84 / u)
    return canvas


def _arch(pen: Pen, width: int, height: int) -> None:
    pen.ellipse((0, 0, width - 1, int(width * 0.72)), fill=255)
    pen.rounded_rectangle((0, int(width * 0.36), width - 1, height - 1), width * 0.03, fill=255)


def _cut(canvas: Image.Image, shape: Callable[[Pen, int, int], object]) -> Image.Image:
    mask = Image.new("L", (canvas.width * 2, canvas.height * 2))
    shape(ImageDraw.Draw(mask), mask.width, mask.height)
    canvas.putalpha(mask.reduce(2))
    return canvas


def _centred(picture: Image.Image, width: int, height: int) -> Image.Image:
    canvas = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    canvas.paste(picture, ((width - picture.width) // 2, (height - picture.height) // 2))
    return canvas


LAYOUTS: dict[str, Callable[[Label, int, int], Image.Image]] = {
    "pita": _pita,
    "bingkai": _bingkai,
    "belah": _belah,
    "bulat": _bulat,
    "tegak": _tegak,
    "polos": _polos,
    "gapura": _gapura,
}
