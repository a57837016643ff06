"""The colours of the packs: the old natural dyes of batik on undyed cotton, and the materials of the trade."""

from __future__ import annotations

import numpy as np

from products.packshots.field import Colours

DYES = {
    "mori": "#FBF7EF",
    "putih": "#FFFFFF",
    "tinta": "#1F2433",
    "nila": "#26366B",
    "nila-muda": "#8FA3CF",
    "mengkudu": "#A5382B",
    "mengkudu-muda": "#E2A493",
    "soga": "#7A4A23",
    "soga-muda": "#C99A66",
    "daun": "#2D6A4F",
    "daun-muda": "#A9CBB0",
    "tegeran": "#E9B949",
    "tegeran-muda": "#F4D58D",
    "secang": "#C9566B",
    "kunyit": "#E59A1C",
    "kraft": "#C79F6E",
    "hitam": "#23232A",
    "kelabu": "#9A9A98",
    "perak": "#D5D7DA",
    "emas": "#D9B25F",
    "kayu": "#C79B63",
    "bambu": "#D9BE86",
    "pandan": "#C8BC80",
    "langit": "#CFE0E6",
    "persik": "#F5DCC8",
    "pasir": "#EADFC9",
    "lumut": "#C9D3B4",
    "telur-bebek": "#A9CFC8",
}


def rgb(name: str) -> tuple[int, int, int]:
    """A dye by its name or any colour as ``#RRGGBB``, for Pillow.

    Raises:
        KeyError: for a name that no dye has.
    """
    digits = code(name)
    return int(digits[1:3], 16), int(digits[3:5], 16), int(digits[5:7], 16)


def code(name: str) -> str:
    """A dye as ``#RRGGBB``."""
    return name if name.startswith("#") else DYES[name]


def light(name: str) -> Colours:
    """A dye in linear light, shape (3,)."""
    return ((np.array(rgb(name), np.float32) / 255) ** 2).astype(np.float32)


def mixed(one: str, other: str, share: float) -> str:
    """``share`` (0 to 1) of ``other`` stirred into ``one``, as ``#RRGGBB``."""
    parts = (round(a * (1 - share) + b * share) for a, b in zip(rgb(one), rgb(other), strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)


def readable(name: str) -> str:
    """A dye dark enough for letters on pale paper: a pale one with bark stirred in."""
    return name if is_dark(name) else mixed(name, "soga", 0.5)


def is_dark(name: str) -> bool:
    """Whether white letters read better on it than dark ones."""
    red, green, blue = rgb(name)
    return 0.299 * red + 0.587 * green + 0.114 * blue < 150
