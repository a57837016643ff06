"""Baskets: a lidded round one that is itself for sale, and an open one that holds fresh goods."""

from __future__ import annotations

import numpy as np

from products.packshots import dyes
from products.packshots.cutout import Cutout, Layer
from products.packshots.dyes import mixed
from products.packshots.field import Colours, Field, dice, extent, slopes, step
from products.packshots.light import Finish, shade
from products.packshots.motif import motif
from products.packshots.packshot import Packshot
from products.packshots.surface import woven
from products.packshots.vessels.bowl import basket
from products.packshots.vessels.hang_tag import hang_tag
from products.packshots.vessels.turned import Profile, Turned, turn

_STRAW = Finish(0.04, 0.5)


def round_basket(shot: Packshot, height: int) -> Cutout:
    """A lidded round basket with a hanging tag."""
    r, tall = height * 0.52, height * 0.60
    layer = Layer(int(height * 0.98 + r * 0.26), int(r * 2.1 + 40))
    rows, columns = layer.cover.shape
    middle, foot = columns / 2, rows - r * 0.2 - 12
    wall = [(0, r * 0.86), (tall * 0.1, r * 0.93), (tall * 0.7, r * 0.99), (tall * 0.76, r)]
    _woven_part(layer, shot, wall, (middle, foot), r, 0.066)
    lid = [(tall * 0.72, r * 1.04), (tall * 0.96, r * 1.03), (tall * 1.06, r * 0.97), (tall * 1.10, r * 0.90)]
    _woven_part(layer, shot, lid, (middle, foot), r, 0.05)
    _knob(layer, tall * 1.09, r, (middle, foot))
    hang_tag(layer, shot, middle + r * 0.05, foot - tall * 0.84, height * 0.34, height * 0.38)
    return Cutout(layer.colour, layer.cover, (middle, foot), r * 0.88)


def market_basket(shot: Packshot, height: int) -> Cutout:
    """Fresh goods heaped in a bamboo basket with a hanging tag."""
    heaped = basket(shot.contents, dice(shot.seed, 54), int(height * 1.12), size=1.15)
    layer = Layer(*extent(heaped.cover))
    layer.colour, layer.cover = heaped.colour, heaped.cover
    wide = height * 0.36
    hang_tag(layer, shot, heaped.foot[0] + height * 0.02, heaped.foot[1] - height * 0.40, wide, wide * 1.1)
    return Cutout(layer.colour, layer.cover, heaped.foot, height * 0.44)


def _woven_part(
    layer: Layer, shot: Packshot, profile: Profile, stands: tuple[float, float], r: float, strand: float
) -> None:
    rows, columns = layer.cover.shape
    part = turn(profile, rows, columns, *stands, 5)
    around, up = _places(part, stands, profile[-1][0], r)
    one = shot.colours[0] if shot.colours else "bambu"
    colour, crest = woven(dice(shot.seed, 51), around, up, r * strand, one, mixed(one, "soga", 0.3))
    colour = _dyed_strands(shot, part, profile, colour, crest, r * strand)
    gx, gy, _ = slopes(crest * np.float32(r * 0.016))
    nx, ny, nz = part.normal
    lit = shade(colour, (nx + gx * 0.7, ny + gy * 0.7, nz), _STRAW)
    layer.lay(part.window, lit * np.float32(1.1), part.cover)


def _places(part: Turned, stands: tuple[float, float], top: float, r: float) -> tuple[Field, Field]:
    """Along the strands and across them: around the wall, and in rings on the flat top."""
    right, near = part.on_top(*stands, top)
    rings, turn_on_top = np.hypot(right, near), np.arctan2(right, near)
    on_top = part.lid > 0.5
    return np.where(on_top, turn_on_top * r * 0.8, part.angle * r), np.where(on_top, -rings, part.high)


def _dyed_strands(
    shot: Packshot, part: Turned, profile: Profile, colour: Colours, crest: Field, strand: float
) -> Colours:
    """A pattern in a second colour runs around the middle of the wall, strand by strand."""
    two = shot.colours[1] if len(shot.colours) > 1 else "soga-muda"
    share = (part.high - profile[0][0]) / (profile[-1][0] - profile[0][0])
    zone = step(0.40, 0.42, share) * step(0.62, 0.60, share) * (1 - part.lid)
    row = (part.high / strand).astype(np.intp) * 8 % 200
    column = (part.angle * part.radius.max() / strand + 50).astype(np.intp) * 8 % 600
    dyed = (zone * (motif(shot.motif, 200, 600, 100)[row, column] > 0.4) * 0.85)[..., None]
    return np.asarray(colour * (1 - dyed) + dyes.light(two) * (0.5 + 0.55 * crest[..., None]) * dyed, np.float32)


def _knob(layer: Layer, low: float, r: float, stands: tuple[float, float]) -> None:
    rows, columns = layer.cover.shape
    shape = [(low, r * 0.07), (low + r * 0.07, r * 0.11), (low + r * 0.11, r * 0.10), (low + r * 0.13, r * 0.05)]
    part = turn(shape, rows, columns, *stands, 4)
    wood = np.broadcast_to(dyes.light("soga"), (*extent(part.cover), 3))
    layer.lay(part.window, shade(wood, part.normal, Finish(0.05, 0.3)), part.cover)
