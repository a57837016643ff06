"""Looking through the records: lists show the number only in part; opening one is noted for its owner to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select

from products import regions
from products.actor import Actor
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.looks import Look, looks_at, note_look
from storefront.graduation.mine import district_and_regency, graduation_day, masked_nik
from storefront.graduation.models import GraduationRecord, RecordMove, RecordState

A_PAGE = 30


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


@dataclass(frozen=True, slots=True)
class RecordDetails:
    """One record with its history and everybody who looked at it."""

    row: RecordRow
    joined_year: int | None
    reason: str
    programmes: str
    moves: Sequence[RecordMove]
    looks: Sequence[Look]


def find(name: str, place: str, number: int) -> RecordPage:
    """The records whose name has these words and whose district or regency is called so, in one query a page."""
    wanted = _rows_query()
    for word in name.split()[:5]:
        wanted = wanted.where(GraduationRecord.name.icontains(word, autoescape=True))
    if place.strip():
        wanted = wanted.where(or_(*(GraduationRecord.district_code.startswith(code) for code in _codes(place))))
    found = db.session.execute(
        wanted.order_by(GraduationRecord.id.desc()).limit(A_PAGE + 1).offset((number - 1) * A_PAGE)
    ).all()
    return RecordPage([_row(*one) for one in found[:A_PAGE]], number, len(found) > A_PAGE)


def reference_of(nik: str) -> str | None:
    """The reference of the record with this number.

    Raises:
        Refusal: when it cannot be a number.
    """
    lookup = identity.lookup(identity.check_nik(nik))
    return db.session.scalar(select(GraduationRecord.reference).where(GraduationRecord.nik_lookup == lookup))


def opened(actor: Actor, reference: str) -> RecordDetails | None:
    """A record's details; that the actor looked is noted."""
    found = db.session.execute(_rows_query().where(GraduationRecord.reference == reference)).one_or_none()
    if found is None:
        return None
    record: GraduationRecord = found[0]
    note_look(actor, record.reference, "search")
    moves = select(RecordMove).where(RecordMove.record_id == record.id).order_by(RecordMove.id)
    return RecordDetails(
        _row(*found),
        record.joined_year,
        record.reason,
        record.programmes,
        db.session.scalars(moves).all(),
        looks_at(record.reference),
    )


def _rows_query() -> Select[GraduationRecord, str, str]:
    return (
        select(GraduationRecord, Account.display_name, Seller.name)
        .outerjoin(Account, Account.id == GraduationRecord.assistant_id)
        .outerjoin(Seller, Seller.id == GraduationRecord.seller_id)
    )


def _row(record: GraduationRecord, assistant: str | None, shop: str | None) -> RecordRow:
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


def _codes(place: str) -> list[str]:
    """The codes of the regions that are called like this; one that nothing is called by matches nothing."""
    words = place.casefold().split()
    named = (
        region.code
        for province in regions.provinces()
        for regency in regions.regencies(province.code)
        for region in (regency, *regions.districts(regency.code))
        if all(word in region.name.casefold() for word in words)
    )
    return list(named)[:300] or ["-"]
