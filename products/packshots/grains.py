"""The forms of small goods, seen from above: a bean, a chip, a leaf, a crystal, a little fish.

A form takes places ``u`` and ``v`` (-1 to 1, turned as the piece lies) and chance, and gives a ``Piece``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from products.packshots.field import Dice, Field, noise, step


@dataclass(slots=True)
class Piece:
    """One small thing.

    Attributes:
        high: its relief towards the viewer, in halves of its own size.
        inside: how far a place lies inside of its edge, likewise; negative outside.
        dark: what multiplies its colour.
        other: where from 0 to 1 it has its second colour.
    """

    high: Field
    inside: Field
    dark: Field | float = 1.0
    other: Field | float = 0.0


Form = Callable[[Field, Field, Dice], Piece]


def _speckle(u: Field, chance: Dice, cell: float) -> Field:
    return noise(chance, u.shape[0], u.shape[1], cell)


def _dome(u: Field, v: Field, wide: float) -> tuple[Field, Field]:
    away = np.sqrt(u * u + (v / wide) ** 2) / np.float32(0.94)
    return np.sqrt(np.clip(1 - away * away, 0, 1)) * np.float32(wide), (1 - away) * np.float32(wide)


def ball(wide: float, bumps: float = 0.0, spots: float = 0.0) -> Form:
    """Round or oval, with a lumpy skin and spots of the second colour."""

    def form(u: Field, v: Field, chance: Dice) -> Piece:
        high, inside = _dome(u, v, wide * chance.uniform(0.92, 1.06))
        grainy = _speckle(u, chance, 6)
        return Piece(high + bumps * grainy, inside, 1 + 0.05 * grainy, spots * step(0.25, 0.6, grainy))

    return form


def bean(u: Field, v: Field, chance: Dice) -> Piece:
    """A roasted coffee bean; one of three lies on its face."""
    high, inside = _dome(u, v, 0.7)
    if chance.random() < 0.35:
        return Piece(high * 0.9, inside, 1 + 0.12 * _speckle(u, chance, 9))
    groove = np.exp(-(((v - 0.09 * np.sin(u * 3.4)) / 0.055) ** 2)) * step(0.9, 0.7, np.abs(u))
    return Piece(high * 0.75 - 0.10 * groove, inside, (1 - 0.6 * groove) * (1 + 0.1 * _speckle(u, chance, 8)), 0.0)


def chip(blisters: float, curl: float, spots: float = 0.0, wide: float = 1.0) -> Form:
    """A thin crisp slice: wavy edge, curled, blistered, browner at the rim."""

    def form(u: Field, v: Field, chance: Dice) -> Piece:
        v = v / np.float32(wide)
        angle = np.arctan2(v, u)
        wave = sum(chance.uniform(-1, 1) * np.sin(angle * k + chance.uniform(0, 6.3)) / k for k in (2, 3, 5))
        away = np.hypot(u, v) / (0.86 + 0.10 * wave)
        rough = _speckle(u, chance, max(u.shape[0] / 9, 3))
        fine = _speckle(u, chance, max(u.shape[0] / 26, 2))
        bend = curl * (u * u * chance.uniform(0.2, 1) - v * v * chance.uniform(0.2, 1) + 0.35 * wave * away)
        high = bend + blisters * (np.maximum(rough, 0) ** 2 + 0.2 * fine) + 0.05 * np.clip((1 - away) * 8, 0, 1)
        rim = step(0.74, 1.0, away)
        return Piece(
            high,
            (1 - away) * 0.86,
            1 - 0.28 * rim + 0.10 * rough + 0.05 * fine,
            spots * step(0.15, 0.5, fine + 0.6 * rough),
        )

    return form


def leaf(wide: float, veins: float = 0.12) -> Form:
    """A pointed leaf with its ribs."""

    def form(u: Field, v: Field, chance: Dice) -> Piece:
        bend = chance.uniform(-0.25, 0.25)
        beside = v - bend * (1 - u * u)
        half = wide * np.clip(1 - u * u, 0, 1) ** 0.8 * (1 - 0.25 * u)
        inside = half - np.abs(beside)
        rib = np.exp(-((beside / 0.03) ** 2))
        side_ribs = np.sin((u - np.abs(beside) * 1.2) * 24)
        high = -np.abs(beside) * 0.35 - 0.05 * rib + 0.012 * side_ribs + 0.2 * u * u
        return Piece(
            high.astype(np.float32),
            inside.astype(np.float32),
            1 + veins * 0.6 * side_ribs * np.abs(beside) * 3 + 0.3 * rib,
        )

    return form


def stick(wide: float, bend: float = 0.0, taper: float = 0.0, bumps: float = 0.02) -> Form:
    """A rod, straight or bent, even or pointed at one end."""

    def form(u: Field, v: Field, chance: Dice) -> Piece:
        beside = v - bend * chance.uniform(0.5, 1.2) * (1 - u * u) + bend * 0.5
        half = wide * (1 - taper * np.clip((u + 0.9) / 1.8, 0, 1) ** 1.6)
        end = np.clip((0.95 - np.abs(u)) / wide, 0, 1)
        half = half * np.sqrt(np.clip(1 - (1 - end) ** 2, 0, 1))
        grainy = noise(chance, u.shape[0], u.shape[1], 4, 1.5)
        high = np.sqrt(np.clip(half * half - beside * beside, 0, None))
        return Piece(
            high + bumps * grainy,
            (half - np.abs(beside)).astype(np.float32),
            1 + 0.12 * grainy,
            step(-0.8, -0.95, u) if taper else 0.0,
        )

    return form


def crystal(u: Field, v: Field, chance: Dice) -> Piece:
    """A broken lump with flat faces."""
    high = np.full(u.shape, 0.72, np.float32)
    for _ in range(9):
        angle, lean, far = chance.uniform(0, 6.283), chance.uniform(0.4, 2.4), chance.uniform(0.35, 0.8)
        plane = far * lean * 0.8 - lean * (u * np.cos(angle) + v * np.sin(angle)) + 0.1
        np.minimum(high, plane.astype(np.float32), out=high)
    fine = _speckle(u, chance, 5)
    return Piece(high, np.minimum(high * 0.6, 0.95 - np.hypot(u, v)), 0.9 + 0.3 * np.clip(high, 0, 1) + 0.06 * fine)


def crumb(u: Field, v: Field, chance: Dice) -> Piece:
    """A little rough lump, as of granulated palm sugar."""
    high, inside = _dome(u, v, chance.uniform(0.7, 1.0))
    grainy = _speckle(u, chance, 5)
    return Piece(high + 0.2 * grainy, inside + 0.16 * grainy, 1 + 0.18 * grainy)


def block(wide: float, cells: float = 0.0) -> Form:
    """A cut slab with soft edges; ``cells`` shows whole beans in its face, as in tempe."""

    def form(u: Field, v: Field, chance: Dice) -> Piece:
        edge = np.minimum(0.92 - np.abs(u), 0.92 * wide - np.abs(v))
        high = 0.25 * step(0.0, 0.22, edge)
        fine = _speckle(u, chance, 4)
        beans = step(0.05, 0.45, noise(chance, u.shape[0], u.shape[1], max(u.shape[0] / 11, 3))) * cells
        return Piece(high + 0.02 * fine - 0.03 * beans, edge, 1 + 0.04 * fine, beans * step(0.02, 0.1, edge))

    return form


def cashew(u: Field, v: Field, chance: Dice) -> Piece:
    """A bent kernel."""
    bent = v + 0.62 * u * u - 0.26
    half = 0.40 * np.sqrt(np.clip(1 - (np.abs(u) / 0.95) ** 2.6, 0, 1)) * (1 + 0.15 * u)
    high = np.sqrt(np.clip(half * half - bent * bent, 0, None))
    seam = np.exp(-(((bent - 0.08) / 0.03) ** 2))
    return Piece(high - 0.02 * seam, half - np.abs(bent), 1 + 0.06 * _speckle(u, chance, 9) - 0.10 * seam)


def peanut(u: Field, v: Field, chance: Dice) -> Piece:
    """A whole kernel in its thin skin."""
    high, inside = _dome(u, v, 0.66)
    wrinkles = np.sin(v * 22 + 2 * _speckle(u, chance, 12))
    return Piece(high + 0.012 * wrinkles, inside, 1 + 0.06 * wrinkles)


def fish(u: Field, v: Field, chance: Dice) -> Piece:
    """A dried anchovy: silver side, dark back, an eye, a tail."""
    beside = v - 0.16 * chance.uniform(-1, 1) * np.sin(u * 2.6)
    body = 0.15 * np.sqrt(np.clip(1 - ((u + 0.15) / 0.8) ** 2, 0, 1))
    tail = np.clip((u - 0.55) * 0.55, 0, 0.17) * (u < 0.93)
    half = np.maximum(body, tail)
    eye = step(0.045, 0.025, np.hypot(u + 0.74, beside + 0.02))
    high = np.sqrt(np.clip(half * half - beside * beside, 0, None))
    back = step(0.0, -0.1, beside)
    return Piece(high, half - np.abs(beside), (1 - 0.9 * eye) * (1 - 0.35 * back), back * 0.7)


def star(u: Field, v: Field, chance: Dice) -> Piece:
    """A star anise with seeds in its boats."""
    angle, away = np.arctan2(v, u), np.hypot(u, v)
    ray = np.cos(angle * 8)
    edge = 0.34 + 0.56 * np.clip(ray, 0, 1) ** 0.8
    boat = np.clip(ray, 0, 1) ** 6 * step(0.3, 0.42, away) * step(0.85, 0.7, away)
    return Piece(0.30 * np.clip(ray, -0.2, 1) * (1 - away) - 0.14 * boat, edge - away, 1 - 0.35 * boat, boat)


def flower(u: Field, v: Field, chance: Dice) -> Piece:
    """A jasmine: white petals about a pale heart."""
    angle, away = np.arctan2(v, u) + chance.uniform(0, 1), np.hypot(u, v)
    edge = 0.50 + 0.42 * np.abs(np.cos(angle * 3))
    heart = step(0.22, 0.12, away)
    fold = np.cos(angle * 6)
    return Piece(
        0.22 * away + 0.09 * fold * away + 0.12 * heart, edge - away, 0.9 + 0.1 * np.clip(away * 2, 0, 1), heart
    )


def root(u: Field, v: Field, chance: Dice) -> Piece:
    """A ginger hand: knobs grown together, ringed."""
    high = np.zeros_like(u)
    x, y, turn = -0.55, chance.uniform(-0.15, 0.15), chance.uniform(-0.4, 0.4)
    for knob in range(6):
        size = chance.uniform(0.2, 0.3)
        lump = np.sqrt(np.clip(size * size - ((u - x) ** 2) * 0.8 - (v - y) ** 2, 0, None))
        high = np.maximum(high, lump)
        turn = chance.uniform(-1.1, 1.1) if knob % 2 else turn * 0.5
        x, y = x + 0.24 * np.cos(turn), float(np.clip(y + 0.26 * np.sin(turn), -0.55, 0.55))
    rings = np.sin(u * 26 + 3 * _speckle(u, chance, 12))
    return Piece(high + 0.012 * rings * (high > 0), (high - 0.04) * 1.2, 1 + 0.08 * rings, 0.0)


def twist(u: Field, v: Field, chance: Dice) -> Piece:
    """A rolled dry tea leaf."""
    beside = v - chance.uniform(0.1, 0.42) * np.sin(u * chance.uniform(1.6, 3.2) + chance.uniform(0, 6)) * 0.7
    half = (
        chance.uniform(0.10, 0.2)
        * np.clip(1 - (np.abs(u) / 0.96) ** 3, 0, 1)
        * (1 + 0.4 * np.sin(u * 7 + chance.uniform(0, 6)))
    )
    ridges = np.sin(beside * 60 + u * 9)
    return Piece(
        np.sqrt(np.clip(half * half - beside * beside, 0, None)) + 0.015 * ridges,
        half - np.abs(beside),
        1 + 0.2 * ridges,
    )


def tomato(u: Field, v: Field, chance: Dice) -> Piece:
    """A tomato, gently ribbed, some with their green star to the viewer."""
    high, inside = _dome(u, v, 0.95)
    x, y = u - chance.uniform(-0.5, 0.5), v - chance.uniform(-0.5, 0.5)
    angle, away = np.arctan2(y, x), np.hypot(x, y)
    shown = float(chance.random() < 0.6)
    sepals = step(0.03, -0.03, away - 0.30 * np.clip(np.cos(angle * 5), 0, 1) - 0.06) * shown
    dimple = np.exp(-((away / 0.2) ** 2)) * shown
    ribs = 0.02 * np.cos(angle * 5 + 1) * np.clip(away, 0, 1)
    return Piece(high - 0.10 * dimple + ribs + 0.03 * sepals, inside, 1 - 0.12 * dimple, sepals)


def cookie(u: Field, v: Field, chance: Dice) -> Piece:
    """A round biscuit, crackled, with a nut in the middle."""
    away = np.hypot(u, v)
    crack = np.abs(_speckle(u, chance, max(u.shape[0] / 7, 4)))
    nut = np.sqrt(np.clip(0.07 - ((u * 0.8) ** 2 + v * v), 0, 1))
    high = 0.34 * np.sqrt(np.clip(1 - (away / 0.93) ** 3, 0, 1)) + 0.05 * np.clip(crack * 3, 0, 1) + nut
    return Piece(
        high, 0.93 - away, 0.82 + 0.22 * np.clip(crack * 4, 0, 1) - 0.14 * step(0.6, 0.93, away), (nut > 0) * 1.0
    )


def nastar(u: Field, v: Field, chance: Dice) -> Piece:
    """A pineapple tart ball: glazed, with a clove for a stalk."""
    high, inside = _dome(u, v, 0.96)
    away = np.hypot(u - 0.05, v + 0.06)
    clove = step(0.13, 0.09, away)
    glaze = step(0.75, 0.35, away)
    return Piece(high + 0.1 * clove, inside, (1 - 0.75 * clove) * (0.92 + 0.04 * _speckle(u, chance, 7)), glaze * 0.8)


def cinnamon(u: Field, v: Field, chance: Dice) -> Piece:
    """A quill rolled from both sides."""
    half = np.where(np.abs(u) < 0.94, 0.17, 0.0).astype(np.float32)
    two = np.maximum(np.sqrt(np.clip(0.0072 - (np.abs(v) - 0.085) ** 2, 0, None)), 0)
    grain = noise(chance, u.shape[0], u.shape[1], 3, 6)
    groove = np.exp(-((v / 0.02) ** 2))
    return Piece(two * 1.6 + 0.01 * grain, half - np.abs(v), (1 - 0.6 * groove) * (1 + 0.14 * grain))


def clove(u: Field, v: Field, chance: Dice) -> Piece:
    """A clove: a stalk with a bud."""
    stalk = 0.13 * (1 - 0.3 * u) * (np.abs(u + 0.2) < 0.72)
    bud = np.sqrt(np.clip(0.07 - (u - 0.62) ** 2 - v * v, 0, None))
    half = np.maximum(stalk - np.abs(v), bud * 0.7)
    high = np.maximum(np.sqrt(np.clip(stalk * stalk - v * v, 0, None)), bud)
    return Piece(high, half - 0.03, 1 + 0.1 * _speckle(u, chance, 5), step(0.03, 0.06, bud))
