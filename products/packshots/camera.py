"""From light to a photograph: exposure, a lens's falling-off, the grain of a sensor, JPEG."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from products.packshots.field import Colours, Dice, Field, grid

_QUALITY = 88
_STEPS = 8192
"""Steps of light from black to white paper; as many again for what is brighter."""


def develop(scene: Colours, chance: Dice) -> bytes:
    """A scene in linear light as a JPEG, the way a good phone would give it."""
    height, width = scene.shape[:2]
    columns, rows = grid(height, width)
    falling_off = 1.02 - 0.13 * (((columns / width - 0.5) ** 2) + ((rows / height - 0.5) ** 2))
    steps = np.clip(scene * (falling_off * _STEPS)[..., None], 0, 2 * _STEPS - 1).astype(np.uint16)
    bright = np.take(_CURVE, steps)
    bright += (_grain(chance, height, width) * (0.35 + bright[..., 1]))[..., None]
    pixels = np.clip(bright * 255 + 0.5, 0, 255).astype(np.uint8)
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=_QUALITY, subsampling=1)
    return buffer.getvalue()


def _exposed(light: Field) -> Field:
    """Highlights roll off instead of breaking off; mid-tones gain a little contrast; then gamma."""
    contrast = light * (0.94 + 0.12 * np.minimum(light, 1))
    over = np.maximum(contrast - 0.72, 0)
    return np.asarray(np.sqrt(np.minimum(contrast, 0.72) + 0.28 * (1 - np.exp(-over / 0.28))), np.float32)


def _grain(chance: Dice, height: int, width: int) -> Field:
    noise = chance.standard_normal((height, width), dtype=np.float32) * np.float32(0.0075)
    noise[:, 1:] += noise[:, :-1] * np.float32(0.35)
    return noise


_CURVE = _exposed(np.arange(2 * _STEPS, dtype=np.float32) / _STEPS)
