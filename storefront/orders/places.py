"""Regencies as a buyer finds them: one list to type into, ``Kab. Bantul, DI Yogyakarta``."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from products import regions
from products.errors import N_, Refusal

MOST_NAMED = 4


@cache
def labels() -> tuple[str, ...]:
    """Every regency and city with its province, for the list under the field."""
    return tuple(label(one.code) for province in regions.provinces() for one in regions.regencies(province.code))


def label(regency_code: str) -> str:
    """One regency with its province: ``Kab. Bantul, DI Yogyakarta``, ``Kota Bandung, Jawa Barat``."""
    name = regions.regency(regency_code).name.replace("Kabupaten ", "Kab. ", 1)
    return f"{name}, {regions.province_of(regency_code).name}"


def code_of(typed: str) -> str:
    """The code of the regency that somebody means, with or without its province.

    Raises:
        Refusal: when no regency is called so, or several are.
    """
    found = _by_words().get(_plain(typed), frozenset())
    if len(found) == 1:
        return next(iter(found))
    if found:
        names = "; ".join(label(code) for code in sorted(found)[:MOST_NAMED])
        raise Refusal(N_("Ada beberapa: %(names)s. Pilih salah satu dari daftar."), field="regency", names=names)
    raise Refusal(N_("Pilih kabupaten atau kota dari daftar, misalnya Kab. Bantul, DI Yogyakarta."), field="regency")


@cache
def _by_words() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for province in regions.provinces():
        for one in regions.regencies(province.code):
            bare = re.sub(r"^(Kabupaten|Kota)( Administrasi)? ", "", one.name)
            for words in (label(one.code), one.name, bare, f"{one.name} {province.name}", f"{bare} {province.name}"):
                found[_plain(words)].add(one.code)
    return {words: frozenset(codes) for words, codes in found.items()}


def _plain(words: str) -> str:
    known = re.sub(r"\b(kabupaten|kab)\b\.?", "kab", words.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", known).split())
