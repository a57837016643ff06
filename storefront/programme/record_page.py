"""One record with everything that is kept of it: what it says, what became of it, and who looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from products.actor import Actor
from products.database import db
from storefront.accounts.models import Account
from storefront.graduation.area import Area
from storefront.graduation.corrections import corrections_of
from storefront.graduation.looking.looks import looks_at, note_look
from storefront.graduation.looking.who_looked import Day, by_day
from storefront.graduation.models import (
    GraduationRecord,
    ImportBatch,
    RecordCorrection,
    RecordMove,
    RecordState,
)
from storefront.graduation.showing import district_and_regency, graduation_day, masked_kk
from storefront.graduation.words import words
from storefront.language import moment
from storefront.programme.records import RecordRow, row_of, rows_query

LABELS = {
    "name": _l("Nama"),
    "kind": _l("Jenis"),
    "graduated_on": _l("Tanggal graduasi"),
    "district_code": _l("Kecamatan"),
    "joined_year": _l("Tahun masuk PKH"),
}
"""What a field that can be corrected is called."""
TONES = {RecordState.MATCHED: "good", RecordState.MISMATCHED: "alert", RecordState.REVOKED: "alert"}


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that was done to the record, as a timeline shows it."""

    title: str
    when: str
    by: str
    note: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class RecordDetails:
    """One record, its history with the newest first, and who looked at it."""

    record: GraduationRecord
    row: RecordRow
    masked_kk: str
    batch: ImportBatch | None
    history: Sequence[Happened]
    looks: Sequence[Day]


def record_in(area: Area, reference: str) -> GraduationRecord | None:
    """The record under this reference, when it lies in the area."""
    own = select(GraduationRecord).where(
        GraduationRecord.reference == reference, area.holds(GraduationRecord.district_code)
    )
    return db.session.scalar(own)


def opened(actor: Actor, record: GraduationRecord) -> RecordDetails:
    """A record's details; that the actor looked is noted."""
    note_look(actor, record.reference, "open")
    found = db.session.execute(rows_query().where(GraduationRecord.id == record.id)).one()
    return RecordDetails(
        record=record,
        row=row_of(*found),
        masked_kk=masked_kk(record),
        batch=db.session.get(ImportBatch, record.batch_id) if record.batch_id else None,
        history=_history(record.id),
        looks=by_day(looks_at(record.reference)),
    )


def said(field: str, value: str) -> str:
    """What a field of a record said, as ``corrections`` keeps it, in words to read."""
    if not value:
        return _("kosong")
    if field == "kind":
        return words(value, "kind")
    if field == "district_code":
        return district_and_regency(value)
    if field == "graduated_on":
        year, month, *day = map(int, value.split("-"))
        return graduation_day(date(year, month, *(day or [1])), bool(day))
    return value


def _history(record_id: int) -> list[Happened]:
    moves = db.session.scalars(
        select(RecordMove).where(RecordMove.record_id == record_id).order_by(RecordMove.id)
    ).all()
    changes = corrections_of(record_id)
    names = _names({one.account_id for one in moves} | {one.account_id for one in changes})
    dated = [
        *((one.at, _moved(one, names)) for one in moves),
        *((one.at, _corrected(one, names)) for one in changes),
    ]
    return [what for _at, what in sorted(dated, key=_when, reverse=True)]


def _when(one: tuple[datetime, Happened]) -> datetime:
    return one[0]


def _moved(one: RecordMove, names: dict[int | None, str]) -> Happened:
    state = words(one.to_state, "record")
    return Happened(
        title=state if one.from_state is not one.to_state else _("Tetap: %(state)s", state=state),
        when=moment(one.at),
        by=names.get(one.account_id, ""),
        note=words(one.reason, "cut"),
        tone=TONES.get(one.to_state, ""),
    )


def _corrected(one: RecordCorrection, names: dict[int | None, str]) -> Happened:
    return Happened(
        title=_("%(field)s diperbaiki, dulu: %(before)s", field=LABELS[one.field], before=said(one.field, one.before)),
        when=moment(one.at),
        by=names.get(one.account_id, ""),
        note=one.reason,
    )


def _names(account_ids: set[int | None]) -> dict[int | None, str]:
    rows = db.session.execute(select(Account.id, Account.display_name).where(Account.id.in_(account_ids - {None})))
    return {row.id: row.display_name for row in rows}
