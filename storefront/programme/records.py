"""Looking through the records of an area: numbers only in part, and every record that is shown is noted.

Without a place, names are found by how they begin: that goes along an index, however many records there are. With a
place the list is short enough to look for words anywhere in a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from products import regions
from products.actor import Actor
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.area import Area
from storefront.graduation.looking.looks import note_look, note_looks
from storefront.graduation.models import GraduationRecord, RecordState
from storefront.graduation.showing import district_and_regency, graduation_day, masked_nik

A_PAGE = 30
LAST_PAGE = 100
MOST_DISTRICTS = 300
BEHIND_ALL_LETTERS = "\uffff"
R = GraduationRecord


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record in a list."""

    reference: str
    name: str
    masked_nik: str
    kind: str
    graduated: str
    place: str
    state: RecordState
    assistant: str
    shop: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Some records and whether more follow."""

    rows: Sequence[RecordRow]
    number: int
    has_more: bool


def find(actor: Actor, area: Area, name: str, place: str, number: int) -> RecordPage:
    """A page of the records of an area, noted for their owners to see.

    Args:
        actor: who looks.
        area: how far she sees.
        name: how the name begins; with ``place``, words anywhere in it.
        place: words of a district's or regency's name, or nothing.
        number: which page, from 1 to ``LAST_PAGE``.
    """
    begins, place = " ".join(name.split()), place.strip()
    order = _order(area, begins, place)
    some = _ids(area, begins, place).order_by(*order).limit(A_PAGE + 1).offset((number - 1) * A_PAGE).subquery()
    found = db.session.execute(rows_query().join(some, some.c.id == R.id).order_by(*order)).all()
    rows = [row_of(*one) for one in found[:A_PAGE]]
    note_looks(actor, [row.reference for row in rows], "list")
    return RecordPage(rows, number, len(found) > A_PAGE and number < LAST_PAGE)


def reference_of(actor: Actor, area: Area, nik: str) -> str | None:
    """The reference of the record with this number in an area; that somebody looked for it is noted when there is one.

    Raises:
        Refusal: when it cannot be a number.
    """
    lookups = identity.lookups(identity.check_nik(nik))
    own = select(R.reference).where(R.nik_lookup.in_(lookups), area.holds(R.district_code)).order_by(R.id).limit(1)
    reference = db.session.scalar(own)
    if reference is not None:
        note_look(actor, reference, "search")
    return reference


def rows_query() -> Select[GraduationRecord, str, str]:
    """Records with the names of their assistants and shops."""
    return (
        select(R, Account.display_name, Seller.name)
        .outerjoin(Account, Account.id == R.assistant_id)
        .outerjoin(Seller, Seller.id == R.seller_id)
    )


def row_of(record: GraduationRecord, assistant: str | None, shop: str | None) -> RecordRow:
    """A record as a list shows it."""
    return RecordRow(
        reference=record.reference,
        name=record.name,
        masked_nik=masked_nik(record),
        kind=record.kind.value,
        graduated=graduation_day(record.graduated_on, record.is_day_known),
        place=district_and_regency(record.district_code),
        state=record.state,
        assistant=assistant or "",
        shop=shop or "",
    )


def _ids(area: Area, name: str, place: str) -> Select[int]:
    wanted = select(R.id).where(area.holds(R.district_code))
    if place:
        wanted = wanted.where(R.district_code.in_(_districts(place, area)))
        for word in name.split()[:5]:
            wanted = wanted.where(R.name_key.icontains(word, autoescape=True))
    elif name:
        # The database puts both sides into small letters in its own way: SQLite leaves those with accents as they are.
        wanted = wanted.where(R.name_key >= func.lower(name), R.name_key < func.lower(name + BEHIND_ALL_LETTERS))
    return wanted


def _order(area: Area, name: str, place: str) -> tuple[ColumnElement[Any], ...]:
    """By name where one is asked for, else along the index by which the area or the place is found."""
    if place or not (name or area.is_nation):
        return R.district_code.asc(), R.id.asc()
    return (R.name_key.asc(), R.id.asc()) if name else (R.id.desc(),)


def _districts(place: str, area: Area) -> list[str]:
    """The districts that are called like this, or lie in a regency that is; what nothing is called by finds nothing."""
    words = place.casefold().split()
    found = [
        district.code
        for province in regions.provinces()
        if area.covers(province.code)
        for regency in regions.regencies(province.code)
        for district in regions.districts(regency.code)
        if any(all(word in region.name.casefold() for word in words) for region in (regency, district))
    ]
    return found[:MOST_DISTRICTS] or ["-"]
