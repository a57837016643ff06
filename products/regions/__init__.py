"""Where things are: provinces, regencies with cities, and districts, by their Kemendagri code.

Codes are written with dots, as the ministry writes them: ``"11"``, ``"11.17"``, ``"11.17.01"``. ``dotted``
turns the plain digits found in permit and identity numbers into that form. The names lie beside this file as
CSV, read once; ``ATTRIBUTION.md`` tells their source and licence.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

_HERE = Path(__file__).parent
_PROVINCE, _REGENCY, _DISTRICT = 2, 5, 8


@dataclass(frozen=True, slots=True)
class Region:
    """A province, a regency or city, or a district.

    Attributes:
        code: the Kemendagri code with dots.
        name: the full name, ``"Kabupaten Bener Meriah"``.
    """

    code: str
    name: str


class Zone(StrEnum):
    """How far a parcel goes, as a seller thinks of postage."""

    SAME_REGENCY = "same_regency"
    SAME_PROVINCE = "same_province"
    OTHER = "other"


def provinces() -> tuple[Region, ...]:
    """All provinces in the order of their codes."""
    return _children()[""]


def regencies(province_code: str) -> tuple[Region, ...]:
    """The regencies and cities of a province; empty for an unknown code."""
    return _children().get(province_code, ()) if len(province_code) == _PROVINCE else ()


def regencies_by_province(among: Iterable[Region] | None = None) -> dict[str, list[tuple[str, str]]]:
    """Code and name of every regency and city, under the name of its province: of all provinces, or of these."""
    chosen = provinces() if among is None else among
    return {province.name: [(one.code, one.name) for one in regencies(province.code)] for province in chosen}


def districts(regency_code: str) -> tuple[Region, ...]:
    """The districts of a regency or city; empty for an unknown code."""
    return _children().get(regency_code, ()) if len(regency_code) == _REGENCY else ()


def is_province(code: str) -> bool:
    """Whether a province has this code."""
    return len(code) == _PROVINCE and code in _regions()


def is_regency(code: str) -> bool:
    """Whether a regency or city has this code."""
    return len(code) == _REGENCY and code in _regions()


def is_district(code: str) -> bool:
    """Whether a district has this code."""
    return len(code) == _DISTRICT and code in _regions()


def province(code: str) -> Region:
    """The province with this code. Raises ``KeyError`` when there is none."""
    return _regions()[code[:_PROVINCE]]


def regency(code: str) -> Region:
    """The regency or city with this code. Raises ``KeyError`` when there is none."""
    return _regions()[code] if len(code) == _REGENCY else _unknown(code)


def district(code: str) -> Region:
    """The district with this code. Raises ``KeyError`` when there is none."""
    return _regions()[code] if len(code) == _DISTRICT else _unknown(code)


def province_of(code: str) -> Region:
    """The province that a regency or district lies in. Raises ``KeyError`` for a code of no province."""
    return province(code)


def regency_of(code: str) -> Region:
    """The regency or city that a district lies in. Raises ``KeyError`` for a code of no regency."""
    return regency(code[:_REGENCY])


def dotted(digits: str) -> str:
    """``"1117"`` as ``"11.17"``, ``"111701"`` as ``"11.17.01"``; a code that has its dots stays as it is."""
    plain = digits.strip().replace(".", "")
    return ".".join(plain[start : start + 2] for start in range(0, len(plain), 2))


def short_name(region: Region) -> str:
    """The name people say: ``"Bener Meriah"``, ``"Kota Bukittinggi"``, ``"Jakarta Pusat"``."""
    for formal in ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten "):
        if region.name.startswith(formal):
            return region.name.removeprefix(formal)
    return region.name


def place_name(regency_code: str) -> str:
    """Regency and province in one line, for a card: ``"Bener Meriah, Aceh"``."""
    return f"{short_name(regency(regency_code))}, {province_of(regency_code).name}"


def timezone_of(code: str) -> ZoneInfo:
    """The clock people live by: WIB, WITA or WIT. Raises ``KeyError`` for a code of no province."""
    where = province(code).code
    if where in _EASTERN:
        return ZoneInfo("Asia/Jayapura")
    return ZoneInfo("Asia/Makassar") if where in _CENTRAL else ZoneInfo("Asia/Jakarta")


def zone_between(one: str, other: str) -> Zone:
    """How far apart two places are, each given by the code of a regency or of a district in it."""
    if regency_of(one) == regency_of(other):
        return Zone.SAME_REGENCY
    return Zone.SAME_PROVINCE if province(one) == province(other) else Zone.OTHER


def search_words(code: str) -> tuple[str, ...]:
    """What a buyer may type to mean this place: its names, its province, and the short forms people use.

    ``search_words("31.71")`` is ``("Jakarta Pusat", "DKI Jakarta", "Jakarta")``.
    """
    where = province(code)
    names = [where.name, *_ALSO_CALLED.get(where.code, ())]
    if len(code) >= _REGENCY:
        names.insert(0, short_name(regency_of(code)))
    return tuple(names)


_CENTRAL = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
_EASTERN = {"81", "82", "91", "92", "93", "94", "95", "96"}

_ALSO_CALLED = {
    "12": ("Sumut",),
    "13": ("Sumbar", "Minang"),
    "16": ("Sumsel",),
    "19": ("Babel",),
    "21": ("Kepri",),
    "31": ("Jakarta",),
    "32": ("Jabar",),
    "33": ("Jateng",),
    "34": ("Yogyakarta", "Yogya", "Jogja", "DIY"),
    "35": ("Jatim",),
    "52": ("NTB",),
    "53": ("NTT",),
    "61": ("Kalbar",),
    "62": ("Kalteng",),
    "63": ("Kalsel",),
    "64": ("Kaltim",),
    "65": ("Kaltara",),
    "71": ("Sulut",),
    "72": ("Sulteng",),
    "73": ("Sulsel",),
    "74": ("Sultra",),
    "76": ("Sulbar",),
    "82": ("Malut",),
}


@cache
def _regions() -> dict[str, Region]:
    rows = (row for name in ("provinces", "regencies", "districts") for row in _rows(name))
    return {code: Region(code, name) for code, name in rows}


@cache
def _children() -> dict[str, tuple[Region, ...]]:
    found: defaultdict[str, list[Region]] = defaultdict(list)
    for region in _regions().values():
        found[region.code.rpartition(".")[0]].append(region)
    return {parent: tuple(children) for parent, children in found.items()}


def _rows(name: str) -> Iterable[tuple[str, str]]:
    with (_HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["code"], row["name"]


def _unknown(code: str) -> Region:
    raise KeyError(code)
