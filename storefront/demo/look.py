"""How the demo's packs look: a shop's own label, and each product's pack, as descriptions to draw from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from products.packshots import Label, Packshot, View

_VIEWS = ("front", "served", "back")
_CLOTH_VIEWS = ("front", "served", "detail")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a shop's labels have in common. The words are those of ``products.packshots.Label``."""

    maker: str
    place: str
    layout: str
    ink: str
    accent: str
    motif: str
    emblem: str
    face: str
    paper: str = "mori"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A product's pack. ``title`` and ``kind`` are the words on it; ``layout``, ``accent`` and ``emblem`` override
    the shop's; the rest are those of ``products.packshots.Packshot``.
    """

    vessel: str
    title: str
    kind: str
    material: str = "kraft"
    colours: list[str] = field(default_factory=list)
    contents: str = ""
    surface: str = "kayu"
    wall: str = "mori"
    props: list[str] = field(default_factory=list)
    motif: str = ""
    layout: str = ""
    accent: str = ""
    emblem: str = ""
    views: list[str] = field(default_factory=list)


def packshots(
    look: Look, picture: Picture, *, slug: str, net: str, number: str, words: Mapping[str, Any]
) -> tuple[Packshot, ...]:
    """A product's pictures in the order of its views.

    Args:
        slug: of the product; it seeds the chance in the drawing.
        net: the net amount as printed.
        number: the permit as printed, or nothing.
        words: the product's ``ingredients`` and ``storage``, for the back of the pack.
    """
    label = _label(look, picture, net, _notes(look, picture, number, words))
    return tuple(
        Packshot(
            vessel=picture.vessel,
            label=label,
            colours=tuple(picture.colours),
            material=picture.material,
            contents=picture.contents,
            surface=picture.surface,
            wall=picture.wall,
            props=tuple(picture.props),
            motif=picture.motif or look.motif,
            view=View(view),
            seed=crc32(slug.encode()),
        )
        for view in picture.views or (_CLOTH_VIEWS if picture.vessel == "kain" else _VIEWS)
    )


def _label(look: Look, picture: Picture, net: str, notes: tuple[tuple[str, str], ...]) -> Label:
    return Label(
        name=picture.title,
        brand=look.maker,
        kind=picture.kind,
        place=look.place,
        net=_printed(net, picture.vessel),
        notes=notes,
        layout=picture.layout or look.layout,
        paper=look.paper,
        ink=look.ink,
        accent=picture.accent or look.accent,
        motif=look.motif,
        emblem=picture.emblem or look.emblem,
        face=look.face,
    )


def _printed(net: str, vessel: str) -> str:
    """Pieces have their own counting words."""
    return net.replace("pcs", {"kain": "lembar", "eggs": "butir"}.get(vessel, "buah"))


def _notes(look: Look, picture: Picture, number: str, words: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    is_eaten = picture.vessel not in ("kain", "tas", "keranjang", "soap")
    notes = [
        ("Komposisi" if is_eaten else "Bahan", words["ingredients"]),
        ("Cara simpan" if is_eaten else "Perawatan", words["storage"]),
        ("Dibuat oleh", f"{look.maker}, {look.place}"),
    ]
    if number:
        notes.append(("Nomor izin", number))
    return tuple(notes)
