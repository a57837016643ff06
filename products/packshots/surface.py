"""What the goods stand on, seen from straight above: wood, stone, cloth, mats, a banana leaf, plain plaster."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from products.packshots.dyes import light, mixed
from products.packshots.field import Colours, Dice, Field, grid, noise, rough_noise, step


def surface(kind: str, chance: Dice, height: int, width: int, flatten: float = 1.0) -> Colours:
    """A piece of ``kind`` in linear light.

    Args:
        flatten: how many times shorter the piece looks than it is, because it is seen at a slant.

    Raises:
        KeyError: when there is no such surface; ``SURFACES`` lists them.
    """
    return SURFACES[kind](chance, height, width, flatten)


def _tinted(colour: str, tone: Field) -> Colours:
    return (light(colour) * tone[..., None]).astype(np.float32)


def _wood(colour: str, dark: str, plank: float) -> Callable[[Dice, int, int, float], Colours]:
    def paint(chance: Dice, height: int, width: int, flatten: float) -> Colours:
        _, rows = grid(height, width)
        board = np.floor(rows * flatten / plank).astype(np.int32)
        tones = chance.random(int(board.max()) + 2, dtype=np.float32)
        grain = noise(chance, height, width, 9 / flatten + 1.2, 26 * flatten**0.5)
        fine = noise(chance, height, width, 1.6, 40)
        cloud = noise(chance, height, width, 46 / flatten, 5)
        rings = np.sin((rows * flatten / 7 + grain * 2.2 + cloud * 5 + tones[board] * 40) * 0.9)
        share = np.clip(0.34 + 0.22 * (tones[board] - 0.5) + 0.10 * rings + 0.13 * fine + 0.14 * cloud, 0, 1)
        gap = step(2.2 + flatten * 0.7, 0.0, np.abs(rows * flatten / plank - np.round(rows * flatten / plank)) * plank)
        wood = light(colour) * (1 - share[..., None]) + light(dark) * share[..., None]
        return np.asarray(wood * (1 - 0.62 * gap[..., None]), np.float32)

    return paint


def _stone(colour: str) -> Callable[[Dice, int, int, float], Colours]:
    def paint(chance: Dice, height: int, width: int, flatten: float) -> Colours:
        cloud = rough_noise(chance, height, width, 120 / flatten, 4)
        tone = 1 + 0.05 * cloud + 0.03 * chance.standard_normal((height, width), dtype=np.float32)
        base = _tinted(colour, tone)
        for size, dye, share in ((13.0, "kelabu", 0.62), (9.0, "soga-muda", 0.66), (7.0, "tinta", 0.76)):
            chips = noise(chance, height, width, max(size / flatten, 2.4), flatten * 0.8)
            base += (light(dye) - base) * (0.62 * step(share, share + 0.1, chips))[..., None]
        return base

    return paint


def _marble(chance: Dice, height: int, width: int, flatten: float) -> Colours:
    cloud = rough_noise(chance, height, width, 190 / flatten, 4)
    veins = np.exp(-np.abs(cloud + 0.35 * noise(chance, height, width, 60 / flatten, 2.0)) * 16)
    soft = rough_noise(chance, height, width, 240 / flatten, 2)
    return _tinted("#F4F1EC", 1 - 0.30 * veins * step(-0.3, 0.6, soft) - 0.05 * soft)


def _linen(colour: str) -> Callable[[Dice, int, int, float], Colours]:
    def paint(chance: Dice, height: int, width: int, flatten: float) -> Colours:
        columns, rows = grid(height, width)
        folds = noise(chance, height, width, 260 / flatten, 3) + 0.3 * noise(chance, height, width, 110 / flatten, 3)
        threads = np.sin(columns * 1.55) * np.sin(rows * 1.55 * min(flatten, 1.9))
        slub = noise(chance, height, width, 2.2, 12) + noise(chance, height, width, 14, 0.16)
        slope = np.gradient(folds, axis=1) - np.gradient(folds, axis=0) / flatten
        return _tinted(colour, 1 + 0.045 * threads + 0.055 * slub + 5.0 * slope)

    return paint


def _mat(colour: str, other: str, strand: float) -> Callable[[Dice, int, int, float], Colours]:
    def paint(chance: Dice, height: int, width: int, flatten: float) -> Colours:
        columns, rows = grid(height, width)
        return woven(chance, columns, rows * flatten, strand, colour, other)[0]

    return paint


def woven(chance: Dice, x: Field, y: Field, strand: float, colour: str, other: str) -> tuple[Colours, Field]:
    """Flat strands over and under each other by twos; also their height, 0 in the gaps to 1 on the crests.

    ``x`` and ``y`` are places in pixels (they broadcast together), ``strand`` the width of a strand.
    """
    u, v = x / np.float32(strand), y / np.float32(strand)
    column, row = np.floor(u), np.floor(v)
    over = ((column + row) % 4) < 2
    across_u, across_v = (u - column) * 2 - 1, (v - row) * 2 - 1
    cross, number = np.where(over, across_v, across_u), np.where(over, row * 7 + 3, column * 5 + 11)
    place = np.where(over, (column + row) % 2, (column + row) % 2)
    along = (np.where(over, across_u, -across_v) + (place * 2 - 1)) / 2
    crest = np.clip(1 - np.abs(cross) ** 5, 0, 1) * (1 - 0.42 * along * along)
    tones = chance.random(997, dtype=np.float32)
    tone = 0.86 + 0.26 * tones[(np.abs(number).astype(np.int32) * 31) % 997]
    streaks = 1 + 0.06 * np.sin(cross * 9 + number) * np.sin(along * 3 + number)
    share = (tones[(np.abs(number).astype(np.int32) * 17 + 5) % 997] * 0.55)[..., None]
    base = light(colour) * (1 - share) + light(other) * share
    lit = (0.40 + 0.66 * crest) * tone * streaks
    return (base * lit[..., None]).astype(np.float32), crest.astype(np.float32)


def _leaf(chance: Dice, height: int, width: int, flatten: float) -> Colours:
    columns, rows = grid(height, width)
    middle = height * 0.5 + 0.03 * (columns - width / 2)
    away = np.abs(rows - middle) * flatten
    ribs = np.sin((columns + away * 0.32) * 0.32 + 0.9 * noise(chance, height, width, 60, 2))
    tone = 0.92 + 0.05 * ribs + 0.10 * noise(chance, height, width, 90 / flatten, 2) - 0.0002 * away
    green = _tinted("#7FA362", tone)
    rib = step(15, 6, away)[..., None]
    return green * (1 - rib) + light("#B9CC86") * rib * (1.05 - 0.2 * step(4, 14, away)[..., None])


def _plaster(colour: str) -> Callable[[Dice, int, int, float], Colours]:
    def paint(chance: Dice, height: int, width: int, flatten: float) -> Colours:
        cloud = rough_noise(chance, height, width, 150 / flatten, 3)
        fine = noise(chance, height, width, 3, 1.5)
        return _tinted(colour, 1 + 0.04 * cloud + 0.014 * fine)

    return paint


SURFACES: dict[str, Callable[[Dice, int, int, float], Colours]] = {
    "kayu": _wood("#DDB98A", "#A9764A", 190),
    "kayu-pucat": _wood("#EBD9BC", "#C4A57C", 230),
    "kayu-tua": _wood("#9A6B45", "#553521", 170),
    "jati": _wood("#C08A55", "#7A4D2A", 210),
    "batu": _stone("#E6E0D6"),
    "batu-gelap": _stone("#8C8983"),
    "marmer": _marble,
    "linen": _linen("#EFE6D6"),
    "linen-biru": _linen("#8E9DBF"),
    "linen-hijau": _linen("#B7C3A3"),
    "tikar": _mat("#DCC48D", "#B4935A", 21),
    "tampah": _mat("#D2AE6E", "#A67C45", 15),
    "daun-pisang": _leaf,
    "semen-krem": _plaster(mixed("pasir", "putih", 0.25)),
    "semen-merah": _plaster("#DDA58B"),
    "semen-hijau": _plaster("#BFCDB0"),
    "semen-biru": _plaster("#B4C2D6"),
    "semen-kuning": _plaster("#F0D59A"),
}
