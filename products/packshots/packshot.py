"""What a product picture shows, in words: the pack, its label, what is in it, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class View(StrEnum):
    """Where the camera looks."""

    FRONT = "front"
    SERVED = "served"
    BACK = "back"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Label:
    """The words on a pack and how they are set.

    Attributes:
        name: what the goods are called, the largest words ("Kopi Gayo").
        brand: the maker's name for her goods.
        kind: what it is, more exactly ("Arabika, bubuk halus").
        place: where it comes from.
        net: the net amount as printed ("200 g").
        notes: lines for the back label, each a heading and its text.
        layout: one of ``label.LAYOUTS``.
        paper: the sticker's colour, ``ink`` its letters, ``accent`` what stands out: names or ``#RRGGBB`` of ``dyes``.
        motif: one of ``motif.MOTIFS``, for the band.
        emblem: one of ``emblem.EMBLEMS``.
        face: the title's letters: ``sans``, ``serif`` or ``hand``.
    """

    name: str
    brand: str = ""
    kind: str = ""
    place: str = ""
    net: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    layout: str = "pita"
    paper: str = "mori"
    ink: str = "tinta"
    accent: str = "mengkudu"
    motif: str = "kawung"
    emblem: str = "kawung"
    face: str = "sans"


@dataclass(frozen=True, slots=True)
class Packshot:
    """One picture to draw.

    Attributes:
        vessel: one of ``vessels.VESSELS``.
        label: what is printed on it.
        colours: the pack's own colours, first the body, then the lid or trim; the vessel's habit when empty.
        material: how the body is made where the vessel has a choice: ``kraft``, ``matte``, ``foil`` or ``clear``.
        contents: one of ``contents.CONTENTS``: what is poured out beside it or seen through it.
        surface: one of ``surface.SURFACES``: what it stands on.
        wall: the colour behind it.
        props: small things around it, each one of ``contents.CONTENTS``.
        motif: the pattern of a cloth.
        view: where the camera looks.
        seed: the same number gives the same picture.
    """

    vessel: str
    label: Label
    colours: tuple[str, ...] = ()
    material: str = "kraft"
    contents: str = ""
    surface: str = "kayu"
    wall: str = "mori"
    props: tuple[str, ...] = field(default=())
    motif: str = "kawung"
    view: View = View.FRONT
    seed: int = 0
