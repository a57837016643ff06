"""Permit numbers on food, drink and care goods: read, shown neatly, and looked over softly.

Sources differ on the newest numbers, so only a wrong length or a stray letter is an error. The rest is a question
to the seller, and whoever wants to be sure asks the district health office or BPOM. ``docs/packaging.md`` tells
where each layout comes from and how sure it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from products import pirt
from products.advice import Advice, Level
from products.choice import Choice
from products.errors import N_
from products.packaging.materials import Material


class PermitKind(Choice):
    """What stands behind a number on a label."""

    PIRT = "pirt", N_("P-IRT (pangan rumahan)")
    BPOM_MD = "bpom_md", N_("BPOM RI MD (pangan olahan)")
    BPOM_TR = "bpom_tr", N_("POM TR (obat tradisional)")
    COSMETIC = "cosmetic", N_("POM NA (kosmetik)")
    PSAT = "psat", N_("PSAT-PDUK (pangan segar)")
    HALAL = "halal", N_("Sertifikat halal")
    NIB = "nib", N_("NIB (nomor induk berusaha)")


PRODUCT_PERMITS = (
    PermitKind.PIRT,
    PermitKind.BPOM_MD,
    PermitKind.BPOM_TR,
    PermitKind.COSMETIC,
    PermitKind.PSAT,
)
"""The kinds a product can carry as its permit; halal and NIB have fields of their own."""


class PermitRule(StrEnum):
    """Which permit a category of goods asks for."""

    PIRT = "pirt"
    MD = "md"
    PSAT = "psat"
    JAMU = "jamu"
    COSMETIC = "cosmetic"
    NONE = "none"


ACCEPTED = {
    PermitRule.PIRT: (PermitKind.PIRT, PermitKind.BPOM_MD),
    PermitRule.MD: (PermitKind.BPOM_MD,),
    PermitRule.PSAT: (PermitKind.PSAT, PermitKind.PIRT, PermitKind.BPOM_MD),
    PermitRule.JAMU: (PermitKind.BPOM_TR, PermitKind.PIRT, PermitKind.BPOM_MD),
    PermitRule.COSMETIC: (PermitKind.COSMETIC,),
    PermitRule.NONE: (),
}
"""The kinds of number that answer each rule, the usual one first."""

KEEPS_A_WEEK_DAYS = 7


def check_permit(
    kind: PermitKind,
    number: str,
    today: date,
    *,
    regency_code: str | None = None,
    food_kinds: Collection[str] = (),
    material: Material | None = None,
) -> list[Advice]:
    """Look a number over: an error for a wrong length or stray letters, warnings and hints for the rest.

    Args:
        kind: what the number is said to be.
        number: as the seller typed it.
        today: the day to judge the end of validity by.
        regency_code: where the goods are made, ``"11.17"``; compared with a P-IRT number.
        food_kinds: the two-digit P-IRT food kinds that fit the category; not compared when empty.
        material: the pack; compared with a P-IRT number.
    """
    plain = normalise(kind, number)
    if not plain:
        return [Advice(Level.ERROR, "permit.empty", N_("Nomornya belum diisi."))]
    if kind is PermitKind.PSAT:
        return []
    if not _is_well_formed(kind, plain):
        return [Advice(Level.ERROR, "permit.form", _LAYOUTS[kind].wrong)]
    if kind is not PermitKind.PIRT:
        return []
    return pirt.look_over(plain, today, regency_code=regency_code, food_kinds=food_kinds, material=material)


def check_rule(rule: PermitRule, kind: PermitKind | None, shelf_life_days: int | None) -> list[Advice]:
    """Whether a product carries the kind of permit that its category asks for; at most one warning."""
    if not needs_permit(rule, shelf_life_days) or kind in ACCEPTED[rule]:
        return []
    code = "permit.missing" if kind is None else "permit.other_kind"
    return [Advice(Level.WARNING, code, _ASKED_FOR[rule])]


def needs_permit(rule: PermitRule, shelf_life_days: int | None) -> bool:
    """Whether goods under ``rule`` need a number at all; food that does not keep a week needs none.

    ``shelf_life_days`` of ``None`` (not known yet) counts as keeping longer.
    """
    if rule in (PermitRule.PIRT, PermitRule.PSAT):
        return shelf_life_days is None or shelf_life_days >= KEEPS_A_WEEK_DAYS
    return rule is not PermitRule.NONE


def normalise(kind: PermitKind, number: str) -> str:
    """The number as it is kept: ``"P-IRT No. 2 10 3204 01 0123 - 29"`` becomes ``"210320401012329"``.

    Letters that are not part of the usual writing stay, so that ``check_permit`` can point at them.
    """
    if kind is PermitKind.PSAT:
        return " ".join(number.split())
    plain = _SEPARATORS.sub("", number.upper())
    plain = _INTRODUCTION.sub("", plain, count=1)
    usual_letters = _LAYOUTS[kind].letters[0]
    return usual_letters + plain if re.fullmatch("[0-9]+", plain) else plain


def show_permit(kind: PermitKind, number: str) -> str:
    """The number as it stands on a label: ``"P-IRT 2103204010123-29"``, ``"BPOM RI MD 234567890123"``."""
    plain = normalise(kind, number)
    if kind is PermitKind.PSAT or not _is_well_formed(kind, plain):
        return " ".join(number.split())
    layout = _LAYOUTS[kind]
    if kind is PermitKind.PIRT and len(plain) == 15:
        plain = f"{plain[:13]}-{plain[13:]}"
    return layout.shown.format(letters=plain[:2], rest=plain[2:], whole=plain)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a number is written: letters (the usual ones first), then one of these counts of digits."""

    letters: tuple[str, ...]
    digits: tuple[int, ...]
    shown: str
    wrong: str


_LAYOUTS = {
    PermitKind.PIRT: _Layout(
        ("",), (15, 12), "P-IRT {whole}", N_("Nomor P-IRT terdiri dari 15 angka. Coba hitung lagi.")
    ),
    PermitKind.BPOM_MD: _Layout(
        ("MD", "ML"),
        (12, 15),
        "BPOM RI {letters} {rest}",
        N_("Nomor BPOM MD terdiri dari 12 atau 15 angka. Coba hitung lagi."),
    ),
    PermitKind.BPOM_TR: _Layout(
        ("TR", "TI", "HT", "FF"),
        (9,),
        "POM {letters} {rest}",
        N_("Nomor POM TR terdiri dari 9 angka. Coba hitung lagi."),
    ),
    PermitKind.COSMETIC: _Layout(
        ("NA", "NB", "NC", "ND", "NE"),
        (11,),
        "POM {letters} {rest}",
        N_("Nomor POM NA terdiri dari 11 angka. Coba hitung lagi."),
    ),
    PermitKind.HALAL: _Layout(
        ("ID",),
        tuple(range(12, 21)),
        "{whole}",
        N_("Nomor halal berupa huruf ID diikuti 12 sampai 20 angka. Coba lihat lagi di sertifikat."),
    ),
    PermitKind.NIB: _Layout(("",), (13,), "NIB {whole}", N_("NIB terdiri dari 13 angka. Coba hitung lagi.")),
}

_SEPARATORS = re.compile(r"[\s.,:/()_–—-]+")
_INTRODUCTION = re.compile(r"^(?:DINKES)?(?:(?:SP)?PIRT|NIB|BPOM|POM)?(?:RI)?(?:NOMOR|NO)?")

_ASKED_FOR = {
    PermitRule.PIRT: N_("Barang ini biasanya perlu P-IRT. Tanyakan ke Dinas Kesehatan kabupaten atau kota."),
    PermitRule.MD: N_("Barang ini tidak bisa memakai P-IRT, perlu izin BPOM MD. Tanyakan dulu ke kantor BPOM."),
    PermitRule.PSAT: N_("Hasil kebun dalam kemasan biasanya perlu PSAT-PDUK. Tanyakan ke dinas pertanian atau pangan."),
    PermitRule.JAMU: N_("Jamu dalam kemasan biasanya perlu nomor POM TR. Minuman serbuk biasa bisa memakai P-IRT."),
    PermitRule.COSMETIC: N_("Sabun untuk badan perlu nomor POM NA. Tanpa nomor itu belum boleh dijual untuk badan."),
}


def _is_well_formed(kind: PermitKind, plain: str) -> bool:
    layout = _LAYOUTS[kind]
    lengths = "|".join(f"[0-9]{{{count}}}" for count in layout.digits)
    return re.fullmatch(f"(?:{'|'.join(layout.letters)})(?:{lengths})", plain) is not None
