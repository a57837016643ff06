"""A pack's label as a flat picture: its front in one of several layouts, and the back with the small print."""

from __future__ import annotations

from PIL import Image, ImageDraw

from products.packshots.dyes import code, is_dark, readable
from products.packshots.label_layouts import LAYOUTS, rounded, sticker, wide
from products.packshots.lettering import fitted, font, spaced, wrapped
from products.packshots.packshot import Label

_CONTENT = {"g": "Berat bersih", "kg": "Berat bersih", "ml": "Isi bersih", "l": "Isi bersih"}


def front(label: Label, width: int, height: int) -> Image.Image:
    """The label in ``width`` by ``height`` pixels, RGBA; clear outside of the sticker's edge."""
    if height < width * 0.8 and label.layout != "bulat":
        return wide(label, width, height)
    return LAYOUTS[label.layout](label, width, height)


def back(label: Label, width: int, height: int) -> Image.Image:
    """The label of the other side: what is in it, how to keep it, who made it."""
    canvas, pen = sticker(label.paper, width, height)
    u = width / 100
    pen.rectangle([0, 0, width, u * 15], fill=code(label.accent))
    on_accent = code("putih" if is_dark(label.accent) else label.ink)
    spaced(pen, (width / 2, u * 7.6), label.brand.upper(), u * 5.2, on_accent, width * 0.84)
    name = fitted(label.name, "sans", u * 86, int(u * 8))
    pen.text((u * 7, u * 24), label.name, font=name, fill=code(label.ink), anchor="lm")
    _small_print(pen, label, u * 32, width, height - u * 18)
    pen.line([(u * 7, height - u * 16), (u * 93, height - u * 16)], fill=code(label.accent), width=max(int(u * 0.6), 1))
    small, large = font("sans", int(u * 4.4), 600), font("sans", int(u * 8), 800)
    pen.text(
        (u * 7, height - u * 8.5),
        _CONTENT.get(label.net.rpartition(" ")[2], "Isi"),
        font=small,
        fill=code(label.ink),
        anchor="lm",
    )
    pen.text((u * 93, height - u * 8.5), label.net, font=large, fill=code(label.ink), anchor="rm")
    return rounded(canvas, u * 3)


def _small_print(pen: ImageDraw.ImageDraw, label: Label, top: float, width: int, foot: float) -> None:
    u, y = width / 100, top
    heading_letters, letters = font("sans", int(u * 4.4), 800), font("sans", int(u * 4.2), 500)
    for heading, text in label.notes:
        lines = wrapped(text, letters, width - u * 14)
        if y + u * (5.9 + 5.5 * len(lines)) > foot:
            return
        pen.text((u * 7, y), heading, font=heading_letters, fill=code(readable(label.accent)))
        y += u * 5.9
        for line in lines:
            pen.text((u * 7, y), line, font=letters, fill=code(label.ink))
            y += u * 5.5
        y += u * 2.4
