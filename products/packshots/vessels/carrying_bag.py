"""A carrying bag woven on the slant, with two handles and a hanging tag."""

from __future__ import annotations

import numpy as np

from products.packshots import dyes
from products.packshots.cutout import Cutout, Layer, around
from products.packshots.dyes import mixed
from products.packshots.field import Colours, Field, dice, extent, noise, slopes, step
from products.packshots.light import Finish, shade
from products.packshots.packshot import Packshot
from products.packshots.surface import woven
from products.packshots.vessels.hang_tag import hang_tag

_STRAW = Finish(0.04, 0.5)


def carrying_bag(shot: Packshot, height: int) -> Cutout:
    """A bag ``height`` pixels high with its handles up."""
    tall, half = height * 0.66, height * 0.47
    layer = Layer(height + 30, int(half * 2 + 40))
    middle, top = layer.cover.shape[1] / 2, height - tall
    _handle(layer, shot, (middle, top + height * 0.05), half * 0.42, height * 0.36, is_back=True)
    _body(layer, shot, middle, top, tall, half)
    _handle(layer, shot, (middle, top + height * 0.10), half * 0.42, height * 0.40, is_back=False)
    hang_tag(layer, shot, middle + half * 0.16, top + tall * 0.20, height * 0.34, height * 0.36)
    return Cutout(layer.colour, layer.cover, (middle, height - 4), half * 0.86)


def _dye(shot: Packshot, at: int, otherwise: str) -> str:
    return shot.colours[at] if len(shot.colours) > at else otherwise


def _body(layer: Layer, shot: Packshot, middle: float, top: float, tall: float, half: float) -> None:
    window, columns, rows = around(layer, 0, top - 6, layer.cover.shape[1], layer.cover.shape[0])
    down = (rows - top) / tall
    width = half * (1.0 - 0.10 * down - 0.05 * np.sin(np.clip(down, 0, 1) * 3.1416))
    across = (columns - middle) / width
    mouth = top + tall * 0.021 * (1 - across**2) + tall * 0.009 * np.sin(across * 5)
    lower = top + tall * (0.985 + 0.02 * (1 - across**2))
    cover = np.clip((1 - np.abs(across)) * width + 0.5, 0, 1)
    cover = cover * np.clip(rows - mouth, 0, 1) * np.clip(lower - rows, 0, 1)
    belly = half * 0.30 * np.clip(1 - np.abs(across) ** 3, 0, 1) ** 0.7 * (0.5 + 0.5 * step(0.0, 0.6, down))
    strand = tall * 0.04
    colour, crest = _slanting_weave(shot, across * half, rows + belly * 0.12, strand, down)
    dents = noise(dice(shot.seed, 53), *extent(crest), tall * 0.3) * np.float32(9)
    hem = step(tall * 0.030, tall * 0.024, np.abs(rows - mouth - tall * 0.026))
    relief = belly + crest * np.float32(strand * 0.20) + dents + hem * 4
    lit = shade(colour, slopes(relief), _STRAW, 1 - 0.35 * step(0.88, 1.0, down))
    layer.lay(window, lit * np.float32(1.08), cover)


def _slanting_weave(shot: Packshot, x: Field, y: Field, strand: float, down: Field) -> tuple[Colours, Field]:
    """Strands in one colour, every seventh in another, so that lozenges run over the bag; and their relief."""
    one, two = _dye(shot, 0, "pandan"), _dye(shot, 1, "mengkudu")
    u, v = (x + y) * np.float32(0.7071), (y - x) * np.float32(0.7071)
    colour, crest = woven(dice(shot.seed, 52), u, v, strand, one, mixed(one, "soga", 0.22))
    a, b = np.floor(u / strand).astype(np.intp), np.floor(v / strand).astype(np.intp)
    dyed = ((a % 7 == 0) & ((a + b) % 4 < 2)) | ((b % 7 == 0) & ((a + b) % 4 >= 2))
    share = (dyed * step(0.06, 0.1, down) * np.float32(0.9))[..., None]
    painted = colour * (1 - share) + dyes.light(two) * (0.45 + 0.6 * crest[..., None]) * share
    return np.asarray(painted, np.float32), crest


def _handle(
    layer: Layer, shot: Packshot, foot: tuple[float, float], half: float, high: float, *, is_back: bool
) -> None:
    thick = half * 0.105
    reach = half + thick + 3
    window, columns, rows = around(
        layer, foot[0] - reach, foot[1] - high - thick - 3, foot[0] + reach, foot[1] + thick * 2 + 3
    )
    x, up = columns - foot[0], np.clip(foot[1] - rows, -2, None)
    arch = np.hypot(x / half, up / high)
    steep = np.hypot(x / half**2, up / high**2)
    away = (arch - 1) * np.maximum(arch, 0.05) / np.maximum(steep, 1e-6)
    ends = np.clip(foot[1] - rows + (0 if is_back else thick * 2), 0, 1)
    cover = np.clip(thick - np.abs(away) + 0.5, 0, 1) * ends
    lean = np.clip(away / thick, -1, 1)
    twist = 0.35 * np.sin(np.arctan2(up / high, x / half) * 46 + away * 0.25)
    colour = dyes.light(_dye(shot, 1, "soga-muda")) * (0.82 + 0.2 * twist[..., None]) * (0.72 if is_back else 1)
    nx, ny = lean * x / half**2 / steep + twist * 0.5, lean * up / high**2 / np.maximum(steep, 1e-6) + twist * 0.3
    nz = np.sqrt(np.clip(1 - lean * lean, 0.05, 1))
    length = 1 / np.sqrt(nx**2 + ny**2 + nz**2)
    layer.lay(window, shade(colour, (nx * length, ny * length, nz * length), _STRAW), cover)
