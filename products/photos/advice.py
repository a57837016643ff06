"""What would make the next photo better, seen from a small copy of this one. It never stops a listing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.Image import Resampling

from products.errors import N_

SMALL = N_("Foto ini kecil, jadi kurang jelas saat diperbesar. Lain kali kirim foto asli dari galeri.")
LONG = N_("Foto ini sangat panjang. Kalau ini tangkapan layar, ganti dengan foto asli dari galeri.")
DARK = N_("Foto agak gelap. Coba di dekat jendela, tanpa lampu kilat.")
WASHED_OUT = N_("Foto terlalu terang. Coba di tempat teduh, atau beri kain putih tipis di jendela.")
BLURRED = N_("Foto kurang tajam. Usap lensa, sandarkan HP, lalu ambil tiga kali dan pilih yang terbaik.")

SMALL_EDGE = 600
LONG_SHAPE = 2.5

# Greys from 0 to 255. The middle of the picture is asked, so that a white ground is no fault; and a dark pack in good
# light is none either, because something around it is bright.
DARK_MEAN, DARK_HIGHLIGHT = 70, 200
BRIGHT_MEAN, BRIGHT_SHADOW, WHITE_SHARE = 220, 120, 0.25
# The sharpest thousandth of the picture as a share of its contrast: 0.50 and more in sharp phone photos and in packs on
# plain ground, 0.20 and less when they are blurred by 1/250 of their width, which is when a card begins to look soft.
SHARP_STEP, SHARPEST = 0.22, 99.9
LEAST_CONTRAST = 20


class Greys(NamedTuple):
    """What the brightness of a picture says: of its middle the mean, the darkest and the share of white, of all the
    highlights, and how sharp its sharpest edges are (see SHARP_STEP)."""

    mean: float
    shadow: float
    white_share: float
    highlight: float
    sharpness: float


def advise(small: Image.Image, width: int, height: int) -> tuple[str, ...]:
    """Advice on a photo of width × height pixels, from a small RGB copy; none for most photos."""
    greys = _measured(small)
    found = (
        (_is_dark(greys), DARK),
        (_is_washed_out(greys), WASHED_OUT),
        (greys.sharpness < SHARP_STEP, BLURRED),
        (min(width, height) < SMALL_EDGE, SMALL),
        (max(width, height) > LONG_SHAPE * min(width, height), LONG),
    )
    return tuple(sentence for applies, sentence in found if applies)


def mean_colour(small: Image.Image) -> str:
    """The mean colour of an RGB picture as ``#rrggbb``."""
    return "#" + small.resize((1, 1), Resampling.BOX).tobytes().hex()


def _is_dark(greys: Greys) -> bool:
    return greys.mean < DARK_MEAN and greys.highlight < DARK_HIGHLIGHT


def _is_washed_out(greys: Greys) -> bool:
    return greys.mean > BRIGHT_MEAN and greys.shadow > BRIGHT_SHADOW and greys.white_share > WHITE_SHARE


def _measured(small: Image.Image) -> Greys:
    grey = np.asarray(small.convert("L"), dtype=np.float32)
    height, width = grey.shape
    middle = grey[height // 5 : height - height // 5, width // 5 : width - width // 5]
    return Greys(
        mean=float(middle.mean()),
        shadow=float(np.percentile(middle, 1)),
        white_share=float((middle >= 250).mean()),
        highlight=float(np.percentile(grey, 95)),
        sharpness=_sharpness(grey),
    )


def _sharpness(grey: NDArray[np.float32]) -> float:
    """A high percentile of the Laplacian as a share of the contrast; 1 where there is nothing to be sharp."""
    low, high = np.percentile(grey, (100 - SHARPEST, SHARPEST))
    if high - low < LEAST_CONTRAST or min(grey.shape) < 3:
        return 1.0
    around = grey[1:-1, :-2] + grey[1:-1, 2:] + grey[:-2, 1:-1] + grey[2:, 1:-1]
    return float(np.percentile(np.abs(around - 4 * grey[1:-1, 1:-1]), SHARPEST) / (high - low))
