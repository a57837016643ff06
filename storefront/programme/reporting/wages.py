"""Minimum wages of regencies and cities (UMK), as officers bring them in; the shop itself knows none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from products import clock, regions
from products.database import db, transaction
from products.errors import N_, Refusal
from products.money import parse_rupiah, rupiah
from storefront.accounts.models import Account
from storefront.graduation.area import Area
from storefront.programme.models import MinimumWage
from storefront.programme.regency_names import regency_called
from storefront.table_file import lines_of

COLUMNS = ("regency_code", "year", "monthly_idr")
ALSO_CALLED = {
    "regency": "regency_code",
    "kode": "regency_code",
    "kabupaten": "regency_code",
    "kabupaten_kota": "regency_code",
    "daerah": "regency_code",
    "tahun": "year",
    "umk": "monthly_idr",
    "upah": "monthly_idr",
}
MOST_LINES = 5_000
FIRST_YEAR = 2007
"""The year in which the cash aid began; no older wage is of use."""
LEAST_IDR, MOST_IDR = 100_000, 99_999_999
"""What a monthly wage can be at all: outside of it somebody slipped by a few noughts."""


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that stayed outside, and why."""

    number: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Received:
    """What a file changed."""

    new: int
    changed: int
    same: int
    refused: tuple[RefusedLine, ...]


@dataclass(frozen=True, slots=True)
class Wage:
    """One regency's wage for a page, with the one of the year before; ``None`` where there is none."""

    name: str
    monthly_idr: int | None
    before_idr: int | None
    changed_at: datetime | None
    changed_by: str


Place = tuple[str, int]


def receive(path: Path, area: Area, account_id: int | None) -> Received:
    """Bring in a file of wages: lines that are right go in, the others stay outside and are explained.

    Args:
        path: a CSV or Excel file with the columns ``COLUMNS``; the first may hold the regency's code or its name.
        area: regencies outside of it are refused.
        account_id: who brings it; nobody when the shop's own example is loaded.

    Raises:
        Refusal: when it is no such file, or has too many lines.
    """
    wages, refused = _read(path, area)
    with transaction() as session:
        there = {(one.regency_code, one.year): one for one in session.scalars(select(MinimumWage))}
        new = {place: idr for place, idr in wages.items() if place not in there}
        changed = {place: idr for place, idr in wages.items() if place in there and there[place].monthly_idr != idr}
        at = clock.now()
        for (code, year), idr in new.items():
            session.add(
                MinimumWage(regency_code=code, year=year, monthly_idr=idr, changed_at=at, account_id=account_id)
            )
        for place, idr in changed.items():
            one = there[place]
            one.monthly_idr, one.changed_at, one.account_id = idr, at, account_id
    return Received(len(new), len(changed), len(wages) - len(new) - len(changed), tuple(refused))


def wages_of(province_code: str, year: int) -> list[Wage]:
    """All regencies of a province with their wage in a year, in the order of their codes; two queries at most."""
    rows = db.session.execute(
        select(MinimumWage, Account.display_name)
        .outerjoin(Account, Account.id == MinimumWage.account_id)
        .where(MinimumWage.regency_code.startswith(province_code), MinimumWage.year.in_((year, year - 1)))
    )
    found = {(one.regency_code, one.year): (one, name or "") for one, name in rows}
    return [_wage(region, found, year) for region in regions.regencies(province_code)]


def years() -> list[int]:
    """The years of which any wage is known, the newest first; this year is always among them."""
    known = set(db.session.scalars(select(MinimumWage.year).distinct())) | {clock.now().year}
    return sorted(known, reverse=True)


def count_known(year: int) -> Mapping[str, int]:
    """How many regencies of each province have a wage in a year."""
    province = func.substr(MinimumWage.regency_code, 1, 2)
    rows = db.session.execute(select(province, func.count()).where(MinimumWage.year == year).group_by(province))
    return dict(rows.all())


def count_missing(area: Area) -> int:
    """How many regencies of an area have no wage this year."""
    known = count_known(clock.now().year)
    return sum(
        len(regions.regencies(province.code)) - known.get(province.code, 0)
        for province in regions.provinces()
        if area.covers(province.code)
    )


def _read(path: Path, area: Area) -> tuple[dict[Place, int], list[RefusedLine]]:
    wages: dict[Place, int] = {}
    refused: list[RefusedLine] = []
    for at, line in enumerate(lines_of(path, COLUMNS, also=ALSO_CALLED)):
        if at >= MOST_LINES:
            raise Refusal(N_("Berkas ini terlalu panjang. Paling banyak %(most)s baris."), most=MOST_LINES)
        try:
            if line.fault:
                raise line.fault
            place, idr = _read_line(line.cells, area)
            if wages.setdefault(place, idr) != idr:
                raise Refusal(N_("Daerah dan tahun ini sudah ada di baris lain, dengan angka berbeda."))
        except Refusal as refusal:
            refused.append(RefusedLine(line.number, refusal))
    return wages, refused


def _read_line(cells: Mapping[str, str], area: Area) -> tuple[Place, int]:
    code = regency_called(cells["regency_code"])
    if not area.covers(code):
        raise Refusal(N_("%(name)s di luar wilayah Anda."), name=regions.regency(code).name)
    return (code, _year(cells["year"])), _amount(cells["monthly_idr"])


def _year(written: str) -> int:
    last = clock.now().year + 1
    if not re.fullmatch(r"\d{4}", written) or not FIRST_YEAR <= int(written) <= last:
        raise Refusal(N_("Tahun harus antara %(first)s dan %(last)s."), first=FIRST_YEAR, last=last)
    return int(written)


def _amount(written: str) -> int:
    try:
        idr = parse_rupiah(written)
    except Refusal:
        raise Refusal(N_("Tulis UMK sebulan dengan angka, misalnya 2.500.000.")) from None
    if not LEAST_IDR <= idr <= MOST_IDR:
        raise Refusal(
            N_("UMK sebulan harus antara %(least)s dan %(most)s."), least=rupiah(LEAST_IDR), most=rupiah(MOST_IDR)
        )
    return idr


def _wage(region: regions.Region, found: Mapping[Place, tuple[MinimumWage, str]], year: int) -> Wage:
    one, name = found.get((region.code, year), (None, ""))
    before, _name = found.get((region.code, year - 1), (None, ""))
    return Wage(
        region.name,
        one.monthly_idr if one else None,
        before.monthly_idr if before else None,
        one.changed_at if one else None,
        name,
    )
