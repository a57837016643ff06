"""What the fifteen digits of a P-IRT number say, and where they do not agree with the product.

``2 10 3204 01 0123 29``: the pack, the kind of food, the regency, the maker's product, the maker, the year the
validity ends (PerBPOM 22/2018, as quoted in the press). Other layouts are reported for newer numbers, so nothing
here is an error; each word is a question to the seller.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from products import regions
from products.advice import Advice, Level
from products.errors import N_
from products.packaging.materials import Material

LAST_FOOD_KIND = 16
VALID_YEARS = 5

_PACKS = {
    "1": {Material.GLASS},
    "2": {
        Material.PE,
        Material.PP,
        Material.OPP,
        Material.VACUUM,
        Material.METALLISED,
        Material.PLASTIC_BOTTLE,
        Material.PLASTIC_JAR,
        Material.BRITTLE_JAR,
        Material.SACK,
    },
    "3": {Material.CARTON, Material.PAPER},
    "4": {Material.TIN},
    "5": {Material.FOIL, Material.KRAFT_FOIL, Material.METALLISED},
    "6": {Material.LEAF, Material.SACK},
}
"""What the first digit says the pack is; 7 (composite) and 8 (double) may hold anything."""


def look_over(
    digits: str,
    today: date,
    *,
    regency_code: str | None = None,
    food_kinds: Collection[str] = (),
    material: Material | None = None,
) -> list[Advice]:
    """Questions about a number of 15 digits, or of the 12 it had before. See ``permits.check_permit``."""
    if len(digits) != 15:
        return [Advice(Level.WARNING, "permit.old", N_("Ini nomor P-IRT lama. Sebaiknya segera diperbarui."))]
    return [
        *_pack(digits[0], material),
        *_food(digits[1:3], food_kinds),
        *_place(digits[3:7], regency_code),
        *_year(2000 + int(digits[13:]), today),
    ]


def ends_in(digits: str) -> int | None:
    """The year that a number of 15 digits runs out; ``None`` for anything else."""
    return 2000 + int(digits[13:]) if re.fullmatch(r"[0-9]{15}", digits) else None


def _pack(digit: str, material: Material | None) -> list[Advice]:
    if digit in "09":
        sentence = N_("Angka pertama P-IRT biasanya 1 sampai 8. Coba lihat lagi.")
        return [Advice(Level.WARNING, "permit.pack", sentence)]
    if material is None or digit not in _PACKS or material in _PACKS[digit]:
        return []
    sentence = N_("Angka pertama P-IRT menunjuk kemasan lain dari yang dipilih. Coba cocokkan lagi.")
    return [Advice(Level.HINT, "permit.pack", sentence)]


def _food(digits: str, fitting: Collection[str]) -> list[Advice]:
    if not 1 <= int(digits) <= LAST_FOOD_KIND:
        sentence = N_("Angka ke-2 dan ke-3 P-IRT biasanya 01 sampai 16. Coba lihat lagi.")
        return [Advice(Level.WARNING, "permit.food", sentence)]
    if not fitting or digits in fitting:
        return []
    sentence = N_("Kode jenis pangan di P-IRT ini (%(kind)s) tidak cocok dengan kategorinya. Coba lihat lagi.")
    return [Advice(Level.WARNING, "permit.food", sentence, {"kind": digits})]


def _place(digits: str, regency_code: str | None) -> list[Advice]:
    code = regions.dotted(digits)
    if not regions.is_regency(code):
        sentence = N_("Angka ke-4 sampai ke-7 P-IRT biasanya kode kabupaten. Kode %(code)s tidak dikenal.")
        return [Advice(Level.WARNING, "permit.place", sentence, {"code": code})]
    if regency_code in (None, code):
        return []
    sentence = N_("Nomor P-IRT ini dari %(place)s. Bila tempat produksi pindah, nomornya perlu diurus lagi.")
    return [Advice(Level.WARNING, "permit.place", sentence, {"place": regions.regency(code).name})]


def _year(year: int, today: date) -> list[Advice]:
    if year < today.year:
        sentence = N_("P-IRT ini tampaknya berakhir tahun %(year)s. Sudah waktunya diperpanjang.")
        return [Advice(Level.WARNING, "permit.expired", sentence, {"year": year})]
    if year > today.year + VALID_YEARS:
        sentence = N_("P-IRT berlaku 5 tahun. Tahun %(year)s di ujung nomor ini terlalu jauh. Coba lihat lagi.")
        return [Advice(Level.WARNING, "permit.year", sentence, {"year": year})]
    if year == today.year:
        return [Advice(Level.HINT, "permit.ending", N_("P-IRT ini berakhir tahun ini. Siapkan perpanjangannya."))]
    return []
