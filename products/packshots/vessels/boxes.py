"""Things with flat sides, turned a little: carton, woven besek, soap in its sleeve, a tray of eggs."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from PIL import Image, ImageDraw

from products.packshots import dyes, label
from products.packshots.contents import CONTENTS
from products.packshots.cutout import Cutout, Layer
from products.packshots.dyes import mixed
from products.packshots.field import Colours, Field, dice, extent, grid, linear, look_up, noise, step
from products.packshots.light import MATTE, PAPER, SATIN, VIEW_DOWN, VIEW_LEVEL, Finish, shade
from products.packshots.motif import coloured, motif
from products.packshots.packshot import Packshot, View
from products.packshots.surface import woven
from products.packshots.vessels.turned import turn

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Block:
    """A cuboid turned by ``yaw`` degrees: its left face looks at the viewer, its right face away from the window."""

    wide: float
    tall: float
    deep: float
    yaw: float
    middle: float
    foot: float

    def at(self, x: float, y: float, z: float) -> Corner:
        """The place on the picture of a point: ``x`` and ``z`` from -0.5 to 0.5 across, ``y`` in pixels up."""
        turn_by = radians(self.yaw)
        px, pz = x * self.wide, z * self.deep
        right, near = px * cos(turn_by) + pz * sin(turn_by), -px * sin(turn_by) + pz * cos(turn_by)
        return self.middle + right, self.foot - y * VIEW_LEVEL + near * VIEW_DOWN

    def front(self, low: float = 0.0, high: float | None = None) -> tuple[Corner, Corner, Corner]:
        """Top left, top right and foot left of the face towards the viewer."""
        top = self.tall if high is None else high
        return self.at(-0.5, top, 0.5), self.at(0.5, top, 0.5), self.at(-0.5, low, 0.5)

    def side(self, low: float = 0.0, high: float | None = None) -> tuple[Corner, Corner, Corner]:
        """The same for the face at the right."""
        top = self.tall if high is None else high
        return self.at(0.5, top, 0.5), self.at(0.5, top, -0.5), self.at(0.5, low, 0.5)

    def top(self) -> tuple[Corner, Corner, Corner]:
        """The same for the lid, from the back."""
        return self.at(-0.5, self.tall, -0.5), self.at(0.5, self.tall, -0.5), self.at(-0.5, self.tall, 0.5)

    @property
    def normals(self) -> tuple[tuple[float, float, float], ...]:
        """Of front, side and top."""
        turn_by = radians(self.yaw)
        return (sin(turn_by), 0.0, cos(turn_by)), (cos(turn_by), 0.0, -sin(turn_by)), (0.0, 1.0, 0.0)


def box(shot: Packshot, height: int) -> Cutout:
    """A printed carton ``height`` pixels high: label on the front, pattern at the side."""
    wide, deep, tall = height * 0.66, height * 0.34, height * 0.93
    layer, block = _stage(height, wide, deep, tall, -24.0)
    front_colour = shot.colours[0] if shot.colours else shot.label.accent
    for face, normal, art in zip(
        (block.side(), block.top(), block.front()),
        (block.normals[1], block.normals[2], block.normals[0]),
        (
            _side_art(shot, front_colour, deep, tall),
            _plain(front_colour, wide, deep),
            _front_art(shot, front_colour, wide, tall),
        ),
        strict=True,
    ):
        _face(layer, face, art, normal, MATTE)
    return _finished(layer, block)


def besek(shot: Packshot, height: int) -> Cutout:
    """A square box of woven bamboo with its lid on and a paper band."""
    wide = height * 0.98
    layer, block = _stage(height, wide, wide * 0.8, height * 0.62, -14.0)
    weave = [
        _weave_art(shot, w, h) for w, h in ((wide * 0.8, height * 0.62), (wide, wide * 0.8), (wide, height * 0.62))
    ]
    finish = Finish(0.035, 0.6)
    for face, normal, art in zip(
        (block.side(), block.top(), block.front()),
        (block.normals[1], block.normals[2], block.normals[0]),
        weave,
        strict=True,
    ):
        _face(layer, face, art, normal, finish)
    _lid_edge(layer, shot, block, height)
    _band_around(layer, shot, block, height)
    return _finished(layer, block)


def soap(shot: Packshot, height: int) -> Cutout:
    """A bar of soap in a paper sleeve, its ends in sight, standing on its long side."""
    wide, tall = height * 1.16, height * 0.66
    layer, block = _stage(height, wide, height * 0.36, tall, -20.0)
    bar_dye = shot.colours[0] if shot.colours else CONTENTS["sabun"].one
    bar = _soap_art(bar_dye, shot.seed, int(wide), int(tall))
    _face(
        layer, block.side(), _soap_art(bar_dye, shot.seed + 1, int(height * 0.36), int(tall)), block.normals[1], SATIN
    )
    _face(layer, block.top(), _soap_art(bar_dye, shot.seed + 2, int(wide), int(height * 0.36)), block.normals[2], SATIN)
    _face(layer, block.front(), bar, block.normals[0], SATIN)
    sleeve = _Block(wide * 0.72, tall * 1.012, height * 0.375, -20.0, block.middle, block.foot)
    art = _front_art(shot, shot.label.paper, sleeve.wide, sleeve.tall, share=1.0)
    _face(layer, sleeve.top(), _plain(shot.label.accent, sleeve.wide, sleeve.deep), sleeve.normals[2], PAPER)
    _face(layer, sleeve.front(), art, sleeve.normals[0], PAPER)
    return _finished(layer, block)


def eggs(shot: Packshot, height: int) -> Cutout:
    """A pulp tray with two rows of salted duck eggs and a label on its front."""
    wide, deep, tall = height * 1.2, height * 0.62, height * 0.42
    layer, block = _stage(height, wide, deep, tall, -8.0)
    pulp = [_pulp_art(shot.seed + k, w, h) for k, (w, h) in enumerate(((deep, tall), (wide, deep), (wide, tall)))]
    _face(layer, block.top(), pulp[1] * 0.55, block.normals[2], PAPER)
    for row in (-0.27, 0.2):
        for column in range(5):
            x, y = block.at(-0.40 + column * 0.2, tall * 0.86, row)
            _egg(layer, shot, x, y, height * 0.108, row > 0, column)
    _face(layer, block.side(), pulp[0], block.normals[1], PAPER)
    _face(layer, block.front(), pulp[2], block.normals[0], PAPER)
    label_at = _Block(wide * 0.62, tall * 0.98, deep * 1.01, -8.0, block.middle, block.foot)
    _face(
        layer,
        label_at.front(low=tall * 0.05),
        _front_art(shot, shot.label.paper, wide * 0.62, tall * 0.93, 1.0),
        block.normals[0],
        PAPER,
    )
    return _finished(layer, block)


def _stage(height: int, wide: float, deep: float, tall: float, yaw: float) -> tuple[Layer, _Block]:
    turn_by = radians(abs(yaw))
    width = wide * cos(turn_by) + deep * sin(turn_by)
    near = (wide * sin(turn_by) + deep * cos(turn_by)) * VIEW_DOWN
    rows = int(tall * VIEW_LEVEL + near + 30 + height * 0.1)
    layer = Layer(rows, int(width + 30))
    return layer, _Block(wide, tall, deep, -abs(yaw) if yaw > 0 else yaw, width / 2 + 15, rows - 12 - near / 2)


def _finished(layer: Layer, block: _Block) -> Cutout:
    return Cutout(
        layer.colour, layer.cover, (block.middle, block.foot + block.deep * VIEW_DOWN * 0.3), block.wide * 0.5
    )


def _face(
    layer: Layer,
    corners: tuple[Corner, Corner, Corner],
    art: Colours,
    normal: tuple[float, float, float],
    finish: Finish,
) -> None:
    """Lay ``art`` on the parallelogram of top left, top right and foot left; a fourth channel is its cover."""
    (ax, ay), (bx, by), (cx, cy) = corners
    dx, dy = bx + cx - ax, by + cy - ay
    xs, ys = (ax, bx, cx, dx), (ay, by, cy, dy)
    left, right, top, bottom = int(min(xs)) - 1, int(max(xs)) + 2, int(min(ys)) - 1, int(max(ys)) + 2
    left, top = max(left, 0), max(top, 0)
    right, bottom = min(right, layer.cover.shape[1]), min(bottom, layer.cover.shape[0])
    columns, rows = grid(bottom - top, right - left)
    x, y = columns + left - ax, rows + top - ay
    area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    u = (x * (cy - ay) - y * (cx - ax)) / area
    v = (y * (bx - ax) - x * (by - ay)) / area
    seen = look_up(art, u * art.shape[1], v * art.shape[0])
    window = slice(top, bottom), slice(left, right)
    edge = np.minimum(
        np.minimum(u, 1 - u) * np.hypot(bx - ax, by - ay), np.minimum(v, 1 - v) * np.hypot(cx - ax, cy - ay)
    )
    lit = shade(seen[..., :3], _bevelled(u, v, normal, art), finish, _dusk(v, normal))
    cover = _polygon(layer, window, [(ax, ay), (bx, by), (dx, dy), (cx, cy)])
    layer.lay(
        window, lit * (1 + 0.12 * step(5, 1.5, edge)[..., None]), cover * (seen[..., 3] if art.shape[2] == 4 else 1)
    )


def _bevelled(u: Field, v: Field, normal: tuple[float, float, float], art: Colours) -> tuple[Field, Field, Field]:
    """The face's normal, bent a little as card bends, and towards the edges."""
    nx = np.float32(normal[0]) + 0.10 * (u - 0.5) + 0 * v
    ny = np.float32(normal[1]) + 0.10 * (0.5 - v) + 0 * u
    nz = np.float32(normal[2]) + 0 * nx
    length = 1 / np.sqrt(nx * nx + ny * ny + nz * nz)
    return nx * length, ny * length, nz * length


def _dusk(v: Field, normal: tuple[float, float, float]) -> Field:
    return np.asarray(1 - (0.22 * step(0.80, 1.04, v) if normal[1] < 0.5 else 0 * v), np.float32)


def _polygon(layer: Layer, window: tuple[slice, slice], corners: list[Corner]) -> Field:
    top, left = window[0].start, window[1].start
    mask = Image.new("L", ((window[1].stop - left) * 4, (window[0].stop - top) * 4))
    ImageDraw.Draw(mask).polygon([((x - left) * 4, (y - top) * 4) for x, y in corners], fill=255)
    return np.asarray(mask.reduce(4), np.float32) / 255


def _plain(colour: str, wide: float, tall: float) -> Colours:
    return np.broadcast_to(dyes.light(colour), (max(int(tall), 2), max(int(wide), 2), 3)).astype(np.float32)


def _front_art(shot: Packshot, ground: str, wide: float, tall: float, share: float = 0.86) -> Colours:
    draw = label.back if shot.view is View.BACK else label.front
    width, height = int(wide), int(tall)
    art = linear(draw(shot.label, int(width * share), int(height * share)))
    canvas = _plain(ground, wide, tall).copy()
    top, left = (height - art.shape[0]) // 2, (width - art.shape[1]) // 2
    part = canvas[top : top + art.shape[0], left : left + art.shape[1]]
    part += (art[..., :3] - part) * art[..., 3:4]
    return canvas


def _side_art(shot: Packshot, ground: str, deep: float, tall: float) -> Colours:
    pattern = motif(shot.label.motif, int(tall), int(deep), deep * 0.34)
    return coloured(pattern, ground, mixed(ground, "mori", 0.16), mixed(ground, "mori", 0.34))


def _weave_art(shot: Packshot, wide: float, tall: float) -> Colours:
    columns, rows = grid(int(tall), int(wide))
    dye = shot.colours[0] if shot.colours else "bambu"
    return woven(dice(shot.seed, 32), columns, rows, wide / 30, dye, mixed(dye, "soga", 0.32))[0] * np.float32(1.12)


def _lid_edge(layer: Layer, shot: Packshot, block: _Block, height: int) -> None:
    low = block.tall * 0.52
    lid = _Block(block.wide * 1.02, block.tall * 1.005, block.deep * 1.02, block.yaw, block.middle, block.foot)
    for corners, normal in ((lid.side(low=low), lid.normals[1]), (lid.front(low=low), lid.normals[0])):
        shadow = tuple((x, y + height * 0.016) for x, y in corners)
        dark = np.concatenate([np.zeros((4, 4, 3), np.float32), np.full((4, 4, 1), 0.35, np.float32)], axis=-1)
        _face(layer, (shadow[0], shadow[1], shadow[2]), dark, normal, PAPER)
    art = [_weave_art(shot, w, block.tall * 0.48) for w in (block.deep, block.wide)]
    _face(layer, lid.side(low=low), art[0], lid.normals[1], Finish(0.035, 0.6))
    _face(layer, lid.front(low=low), art[1], lid.normals[0], Finish(0.035, 0.6))
    for corners, normal in (
        (lid.side(low=block.tall * 0.93), lid.normals[1]),
        (lid.front(low=block.tall * 0.93), lid.normals[0]),
    ):
        _face(layer, corners, _plain("#C59D5C", 40, 8), normal, Finish(0.035, 0.6))


def _band_around(layer: Layer, shot: Packshot, block: _Block, height: int) -> None:
    band = _Block(block.wide * 0.46, block.tall * 1.03, block.deep * 1.04, block.yaw, block.middle, block.foot)
    _face(layer, band.top(), _plain(shot.label.accent, band.wide, band.deep), band.normals[2], PAPER)
    _face(layer, band.front(), _front_art(shot, shot.label.paper, band.wide, band.tall, 1.0), band.normals[0], PAPER)


def _soap_art(dye: str, seed: int, wide: int, tall: int) -> Colours:
    chance = dice(seed, 33)
    swirl = np.sin(noise(chance, tall, wide, 70) * 7 + noise(chance, tall, wide, 25))
    specks = step(0.66, 0.74, noise(chance, tall, wide, 7))
    tone = 1 + 0.05 * swirl + 0.02 * noise(chance, tall, wide, 3)
    colour = dyes.light(dye) * tone[..., None]
    return (
        colour
        + (dyes.light(mixed(dye, "tinta", 0.6) if dyes.is_dark(dye) else "daun") - colour) * (0.45 * specks)[..., None]
    ).astype(np.float32)


def _pulp_art(seed: int, wide: float, tall: float) -> Colours:
    fibres = noise(dice(seed, 34), int(tall), int(wide), 4, 2.5) + 0.6 * noise(dice(seed, 35), int(tall), int(wide), 12)
    return (dyes.light("#C4BBAA") * (1 + 0.10 * fibres[..., None])).astype(np.float32)


def _egg(layer: Layer, shot: Packshot, x: float, y: float, radius: float, near: bool, number: int) -> None:
    steps = np.linspace(0, np.pi, 24)
    profile = [
        (radius * 1.32 * (1 - cos(a)), max(radius * sin(a) * (1 - 0.10 * cos(a + 0.0) * -1), 0.5)) for a in steps
    ]
    rows, columns = layer.cover.shape
    part = turn(profile, rows, columns, x, y + radius * 0.75)
    tone = 0.94 + 0.1 * dice(shot.seed, number, int(near)).random()
    speck = step(0.55, 0.8, noise(dice(shot.seed, number, 7), *extent(part.cover), 4))
    colour = dyes.light(shot.colours[0] if shot.colours else "telur-bebek") * (tone - 0.10 * speck[..., None])
    buried = 1 - 0.5 * step(radius * 1.15, radius * 0.35, part.high)
    layer.lay(part.window, shade(colour.astype(np.float32), part.normal, Finish(0.04, 0.45), buried), part.cover)
