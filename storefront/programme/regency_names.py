"""Finding the regency or city that somebody wrote: by its code in any form, or by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from products import regions
from products.errors import N_, Refusal

_A_CODE = re.compile(r"\d{2}[.,]?\d{1,2}")


def regency_called(written: str) -> str:
    """The code of a regency or city by its code, with or without its dot, or by its name.

    Raises:
        Refusal: when there is none, or more than one.
    """
    plain = " ".join(written.split())
    if _A_CODE.fullmatch(plain):
        code = _code_of(plain)
        if regions.is_regency(code):
            return code
        raise Refusal(N_("Tidak ada kabupaten atau kota dengan kode %(code)s."), code=plain)
    found = _names().get(_plain_name(plain), ())
    if len(found) > 1:
        raise Refusal(N_("Ada beberapa daerah bernama %(name)s. Tulis lengkap, atau pakai kodenya."), name=plain)
    if not found:
        raise Refusal(N_("Tidak ada kabupaten atau kota bernama “%(name)s”."), name=plain[:60])
    return found[0]


def _code_of(digits: str) -> str:
    """``3402``, ``34.02`` and ``34,02`` as ``34.02``; a spreadsheet that took ``31.70`` for a number left ``31.7``."""
    plain = digits.replace(".", "").replace(",", "")
    return f"{plain[:2]}.{plain[2:].ljust(2, '0')}"


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Codes by every way a regency is called; ``Bandung`` alone means two of them."""
    found: dict[str, tuple[str, ...]] = {}
    for province in regions.provinces():
        for region in regions.regencies(province.code):
            for name in set(_ways_to_say(region)):
                found[name] = (*found.get(name, ()), region.code)
    return found


def _ways_to_say(region: regions.Region) -> Iterator[str]:
    whole = _plain_name(region.name)
    yield whole
    yield whole.removeprefix("kabupaten ").removeprefix("kota ").removeprefix("administrasi ")


def _plain_name(name: str) -> str:
    words = name.casefold().replace(".", " ").split()
    if words and words[0] in ("kab", "kabupaten"):
        words[0] = "kabupaten"
    return " ".join(words)
