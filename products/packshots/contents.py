"""The goods themselves: what they look like loose, in a heap, in a bowl or behind glass."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image

from products.packshots import grains
from products.packshots.dyes import light
from products.packshots.field import blur, dice, grid, slopes
from products.packshots.light import GLOSSY, MATTE, SATIN, Finish, shade

_DRY = Finish(0.03, 0.75)
_OILY = Finish(0.05, 0.3)


@dataclass(frozen=True, slots=True)
class Goods:
    """One kind of goods.

    Attributes:
        form: the form of a piece; ``None`` for powder and liquid.
        one, other: the two colours between which pieces differ; ``second`` is a colour on a piece.
        size: a piece's length in a picture of 1200 pixels.
        finish: how it shines.
        state: ``pieces``, ``powder``, ``liquid`` (smooth and clear) or ``paste`` (thick, with bits of ``second``).
        lies: whether a piece lies flat on a table, and so looks shorter from the side.
        crowd: how many more thin pieces than round ones fill a place.
    """

    form: grains.Form | None
    one: str
    other: str
    size: int = 60
    finish: Finish = MATTE
    second: str = "#F3E3C2"
    state: str = "pieces"
    lies: bool = False
    crowd: float = 1.0


def _powder(one: str, other: str) -> Goods:
    return Goods(None, one, other, state="powder", finish=_DRY)


CONTENTS: dict[str, Goods] = {
    "biji-kopi": Goods(grains.bean, "#4A2A18", "#2F1A10", 74, _OILY),
    "biji-hijau": Goods(grains.bean, "#B7AE84", "#9C9468", 70, MATTE),
    "kopi-bubuk": _powder("#4B2E1D", "#2B180E"),
    "teh-hijau": Goods(grains.twist, "#5F6B3A", "#3B4524", 66, _DRY, crowd=1.5),
    "teh-hitam": Goods(grains.twist, "#4A3526", "#2A1E17", 66, _DRY, crowd=1.5),
    "melati": Goods(grains.flower, "#FFFDF4", "#F6F0DC", 92, _DRY, "#E9D98A", lies=True),
    "rempah-wedang": Goods(grains.stick(0.16, 0.05, bumps=0.03), "#8E4B2B", "#B77A4A", 110, _DRY),
    "jahe": Goods(grains.root, "#D2AB74", "#BF9259", 250, _DRY),
    "kunyit": Goods(grains.root, "#D08A2E", "#B56F1E", 210, _DRY),
    "jahe-bubuk": _powder("#E3C48D", "#C79E5E"),
    "kunyit-bubuk": _powder("#E9A52B", "#C87D14"),
    "susu-kopi-bubuk": _powder("#C9A176", "#A67C52"),
    "keripik-singkong": Goods(grains.chip(0.10, 0.30), "#F2CE78", "#E5B455", 170, _OILY, lies=True),
    "keripik-balado": Goods(grains.chip(0.09, 0.30, 0.85), "#E79A4A", "#D9752F", 170, _OILY, "#A8261A", lies=True),
    "keripik-pisang": Goods(grains.chip(0.05, 0.22, 0.0, 0.5), "#F0CE7A", "#DFAF52", 190, SATIN, lies=True),
    "keripik-tempe": Goods(grains.chip(0.12, 0.20, 0.75), "#DDA04C", "#C98634", 190, _OILY, "#F4DDA2", lies=True),
    "kerupuk": Goods(grains.chip(0.22, 0.30), "#F7E9D0", "#EFD3AE", 190, _DRY, lies=True),
    "rengginang": Goods(grains.chip(0.16, 0.12, 0.9), "#E9C083", "#DBA65E", 190, _DRY, "#F6E5BE", lies=True),
    "nastar": Goods(grains.nastar, "#E3A33C", "#D48D2A", 118, GLOSSY, "#C8741B"),
    "kue-kacang": Goods(grains.cookie, "#D9A765", "#C88F4B", 130, _DRY, "#E9C68A"),
    "kastengel": Goods(grains.stick(0.24, bumps=0.06), "#E9B757", "#D99A3C", 150, SATIN, crowd=1.3),
    "kacang-tanah": Goods(grains.peanut, "#C98A58", "#A9673B", 66, _OILY),
    "kacang-mete": Goods(grains.cashew, "#EFD9AE", "#E2BF84", 100, SATIN),
    "sambal": Goods(None, "#B8281A", "#7F140D", second="#F0C24B", state="paste", finish=Finish(0.07, 0.14)),
    "sambal-hijau": Goods(None, "#6B8A2E", "#3F5A1B", second="#D8DDA0", state="paste", finish=Finish(0.07, 0.14)),
    "selai-nanas": Goods(None, "#E6A020", "#B8720F", second="#F6D272", state="paste", finish=Finish(0.08, 0.1)),
    "selai-pala": Goods(None, "#A9552E", "#74341A", second="#D08A58", state="paste", finish=Finish(0.08, 0.1)),
    "terasi-bubuk": _powder("#8A5A4A", "#673D30"),
    "madu": Goods(None, "#D98A12", "#8A4306", second="#FBD46A", state="liquid", finish=Finish(0.08, 0.05)),
    "minyak": Goods(None, "#F2DE92", "#C9AE58", second="#FFF3BF", state="liquid", finish=Finish(0.08, 0.05)),
    "kecap": Goods(None, "#3A1A0C", "#180A05", second="#7A3B16", state="liquid", finish=Finish(0.08, 0.05)),
    "gula-semut": Goods(grains.crumb, "#B9793B", "#94582A", 26, _DRY),
    "gula-aren": Goods(grains.crystal, "#9A5E2E", "#7A4520", 150, MATTE),
    "gula-batu": Goods(grains.crystal, "#F8F1E0", "#EBDDBB", 92, Finish(0.09, 0.12)),
    "abon": Goods(grains.stick(0.085, 0.5, 0.5), "#E3B57A", "#C08A50", 62, _DRY, "#E3B57A", crowd=2.6),
    "bawang-goreng": Goods(grains.stick(0.11, 0.6, 0.3), "#C98A45", "#8E4E22", 84, _OILY, "#C98A45", crowd=1.8),
    "teri": Goods(grains.fish, "#E4E0D6", "#C6C0B4", 120, SATIN, "#7A7672", lies=True, crowd=1.7),
    "terasi": Goods(grains.block(0.7), "#6B3F33", "#523026", 180, MATTE, lies=True),
    "cabai": Goods(grains.stick(0.12, 0.30, 0.9, 0.0), "#C4261B", "#A5180F", 190, GLOSSY, "#4F7A2F", lies=True),
    "cabai-hijau": Goods(grains.stick(0.12, 0.30, 0.9, 0.0), "#5E8F2F", "#487526", 190, GLOSSY, "#3F5A1B", lies=True),
    "bawang-merah": Goods(grains.ball(0.78, 0.01), "#A94A63", "#8A3048", 96, SATIN),
    "tomat": Goods(grains.tomato, "#D5402A", "#BC2C1B", 160, Finish(0.045, 0.3), "#5C7F35"),
    "alpukat": Goods(grains.ball(0.74, 0.03), "#4F6B2C", "#3A5222", 230, SATIN),
    "ubi": Goods(grains.ball(0.46, 0.02), "#B4745A", "#9C5A48", 270, _DRY),
    "beras": Goods(grains.ball(0.34), "#FBF6EA", "#EFE6D0", 30, SATIN),
    "beras-merah": Goods(grains.ball(0.36), "#A4583E", "#84402C", 30, SATIN),
    "bakso": Goods(grains.ball(0.97, 0.02), "#C4A48A", "#AF8D73", 130, SATIN),
    "pempek": Goods(grains.stick(0.26, bumps=0.01), "#EBDFCB", "#DCCBB0", 200, SATIN),
    "tempe": Goods(grains.block(0.62, 0.8), "#F4EEDD", "#EADFC4", 240, _DRY, "#D9BE86", lies=True),
    "tahu": Goods(grains.block(0.96), "#F3E6BE", "#E9D59C", 170, SATIN, lies=True),
    "telur-asin": Goods(grains.ball(0.78), "#B3D4CC", "#9CC3BC", 190, SATIN),
    "kayu-manis": Goods(grains.cinnamon, "#9A5A33", "#7D4425", 260, _DRY, lies=True),
    "cengkih": Goods(grains.clove, "#5A3323", "#432317", 62, _DRY, "#7A4A33", lies=True),
    "pala": Goods(grains.ball(0.8, 0.03), "#8A5E40", "#70492F", 92, _DRY),
    "lada": Goods(grains.ball(0.98, 0.06), "#4A3A30", "#2F251F", 30, _DRY),
    "bunga-lawang": Goods(grains.star, "#7B4527", "#643519", 110, _DRY, "#B77A3F", lies=True),
    "daun-salam": Goods(grains.leaf(0.36), "#6B8A3E", "#53712F", 190, SATIN, lies=True),
    "daun-teh": Goods(grains.leaf(0.34), "#5E9A3C", "#417A2B", 180, SATIN, lies=True),
    "daun-kering": Goods(grains.leaf(0.34), "#A98A55", "#8C6E3F", 170, _DRY, lies=True),
    "kelapa": Goods(grains.chip(0.02, 0.4, 0.0, 0.42), "#FFFDF6", "#F4EEDF", 150, SATIN, lies=True),
    "sabun": Goods(grains.block(0.66), "#E3D9B8", "#CBD3AE", 230, SATIN, lies=True),
    "lavender": Goods(grains.leaf(0.12), "#8C7FB0", "#6F7F56", 150, _DRY, lies=True),
}


@lru_cache(maxsize=256)
def piece(kind: str, size: int, number: int) -> Image.Image:
    """One piece of ``kind``, ``size`` pixels long, with its own small shadow, RGBA; ``number`` chooses among many."""
    goods = CONTENTS[kind]
    if goods.form is None:
        raise ValueError(f"{kind} has no single pieces")
    chance = dice(number, 977)
    across = max(size, 8) + 12
    columns, rows = grid(across, across)
    turn = chance.uniform(0, 6.2832)
    x, y = (columns - across / 2) / (size / 2), (rows - across / 2) / (size / 2)
    u = (x * np.cos(turn) + y * np.sin(turn)).astype(np.float32)
    v = (y * np.cos(turn) - x * np.sin(turn)).astype(np.float32)
    shape = goods.form(u, v, chance)
    cover = np.clip(shape.inside * np.float32(size / 2) + np.float32(0.5), 0, 1).astype(np.float32)
    base = light(goods.one) + (light(goods.other) - light(goods.one)) * np.float32(chance.random())
    second = np.asarray(shape.other, np.float32)[..., None]
    colour = (base + (light(goods.second) - base) * second) * np.asarray(shape.dark * np.ones_like(u), np.float32)[
        ..., None
    ]
    relief = np.asarray(shape.high, np.float32) * np.float32(size / 2)
    least = 0.78 if size < 40 else 0.55
    rim = np.clip(least + shape.inside * 7, least, 1).astype(np.float32)
    lit = shade(colour.astype(np.float32), slopes(relief), goods.finish, rim)
    return _with_shadow(np.sqrt(np.clip(lit, 0, 1)), cover, size)


def _with_shadow(bright: np.ndarray, cover: np.ndarray, size: int) -> Image.Image:
    slip = max(int(size * 0.035), 1)
    dark = blur(np.roll(cover, (slip, slip), (0, 1)), max(size * 0.035, 1)) * np.float32(0.5)
    alpha = cover + dark * (1 - cover)
    colour = bright * (cover / np.maximum(alpha, 1e-3))[..., None]
    pixels = np.concatenate([colour, alpha[..., None]], axis=-1)
    return Image.fromarray((np.clip(pixels, 0, 1) * 255).astype(np.uint8))


@lru_cache(maxsize=256)
def dimmed(kind: str, size: int, number: int, tenths: int) -> Image.Image:
    """The same piece with ``tenths`` tenths of its light, as it lies deeper in a heap."""
    whole = piece(kind, size, number)
    if tenths >= 10:
        return whole
    red, green, blue, alpha = whole.split()
    share = tenths / 10
    darker = [plane.point([int(level * share) for level in range(256)]) for plane in (red, green, blue)]
    return Image.merge("RGBA", (*darker, alpha))
