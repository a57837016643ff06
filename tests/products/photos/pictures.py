"""Photos as phones make them, and photos drawn to order."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from products.photos import AcceptedPhoto, PhotoStore, accept

PHONE_PHOTOS = Path(__file__).resolve().parents[4] / "shared" / "photos"


def phone_photo(name: str) -> bytes:
    return (PHONE_PHOTOS / name).read_bytes()


def sent(content: bytes, store: PhotoStore, name: str = "keripik.jpg") -> AcceptedPhoto:
    return accept(BytesIO(content), name, store)


def scene(width: int = 800, height: int = 600) -> Image.Image:
    """A sharp picture with four different corners, so that no turn and no mirror image goes unseen."""
    picture = Image.new("RGB", (width, height), (150, 140, 130))
    for across, down, colour in ((0, 0, "red"), (1, 0, "green"), (0, 1, "blue"), (1, 1, "white")):
        left, top = across * width // 2, down * height // 2
        picture.paste(colour, (left + 10, top + 10, left + width // 2 - 10, top + height // 2 - 10))
    return picture


def noise(width: int = 700, height: int = 500) -> Image.Image:
    """A picture that no encoder makes small."""
    return Image.fromarray(np.random.default_rng(7).integers(0, 256, (height, width, 3), dtype=np.uint8))


def file_of(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two RGB pictures of one size, in steps of 0 to 255."""
    return float(np.abs(np.asarray(one, dtype=np.int16) - np.asarray(other, dtype=np.int16)).mean())
