"""Putting one field of a record right, dated, with who did it and why. The identity number is never among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import select

from products import clock, regions
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.graduation import identity
from storefront.graduation.models import GraduationRecord, Kind, RecordCorrection

PROGRAMME_STARTED = 2007
MOST_LETTERS = 100
MOST_WORDS = 500
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)

Columns = dict[str, object]


def apply(actor: Actor, record: GraduationRecord, field: str, value: str, reason: str) -> None:
    """Correct one field of a record and keep what stood there, when, by whom and why. The same value changes nothing.

    Args:
        actor: the officer who corrects.
        record: the record.
        field: one of ``FIELDS``: ``name``, ``kind``, ``graduated_on``, ``district_code``, ``joined_year``.
        value: as typed: a name, a code of ``Kind``, ``2024-06-15`` or ``2024-06``, ``31.71.01``, a year or nothing.
        reason: why, in words that hold no long number.

    Raises:
        Refusal: when the actor is no officer, the field is none of these, the value cannot be, or there is no reason;
            ``field`` is ``value`` or ``reason``. No sentence repeats a number.
    """
    if actor.role is not Role.OFFICER or field not in FIELDS:
        raise Refusal(N_("Bagian ini tidak bisa diubah di sini."))
    words = _reason(reason)
    with transaction() as session:
        session.refresh(record, with_for_update=True)
        news = FIELDS[field](value.strip(), record)
        before = written(record, field)
        for column, new in news.items():
            setattr(record, column, new)
        if written(record, field) == before:
            return
        at = clock.now()
        record.changed_at = at
        session.add(
            RecordCorrection(
                record_id=record.id, field=field, before=before, at=at, account_id=actor.account_id, reason=words
            )
        )


def corrections_of(record_id: int) -> Sequence[RecordCorrection]:
    """What was corrected in a record, the first first."""
    found = select(RecordCorrection).where(RecordCorrection.record_id == record_id)
    return db.session.scalars(found.order_by(RecordCorrection.id)).all()


def written(record: GraduationRecord, field: str) -> str:
    """What a field says now, as ``apply`` takes it."""
    if field == "graduated_on":
        return record.graduated_on.isoformat()[: None if record.is_day_known else 7]
    said = getattr(record, field)
    return "" if said is None else str(said)


def _name(typed: str, _record: GraduationRecord) -> Columns:
    name = " ".join("".join(letter if letter.isprintable() else " " for letter in typed).split())
    if not any(letter.isalpha() for letter in name) or identity.holds_number(name) or len(name) > MOST_LETTERS:
        raise Refusal(N_("Tulis namanya, paling panjang %(most)s huruf."), field="value", most=MOST_LETTERS)
    return {"name": name}


def _kind(typed: str, _record: GraduationRecord) -> Columns:
    if typed not in set(Kind):
        raise Refusal(N_("Pilih jenisnya dari daftar."), field="value")
    return {"kind": Kind(typed)}


def _graduated_on(typed: str, record: GraduationRecord) -> Columns:
    found = _DAY.fullmatch(typed)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        day = None
    if found is None or day is None:
        raise Refusal(N_("Tulis tanggal seperti 2024-06-15, atau 2024-06 bila harinya tidak diketahui."), field="value")
    if not max(PROGRAMME_STARTED, record.joined_year or 0) <= day.year or day > clock.today():
        raise Refusal(
            N_("Tanggal graduasi harus sesudah tahun masuk PKH, dan tidak boleh di masa depan."), field="value"
        )
    return {"graduated_on": day, "is_day_known": found[3] is not None}


def _district(typed: str, _record: GraduationRecord) -> Columns:
    if not regions.is_district(typed):
        raise Refusal(N_("Pilih kecamatan dari daftar."), field="value")
    return {"district_code": typed}


def _joined_year(typed: str, record: GraduationRecord) -> Columns:
    if not typed:
        return {"joined_year": None}
    if not (_YEAR.fullmatch(typed) and PROGRAMME_STARTED <= int(typed) <= record.graduated_on.year):
        raise Refusal(N_("Tahun masuk harus di antara 2007 dan tahun graduasi."), field="value")
    return {"joined_year": int(typed)}


def _reason(typed: str) -> str:
    words = typed.strip()[:MOST_WORDS]
    if not words:
        raise Refusal(N_("Tulis alasannya."), field="reason")
    identity.refuse_numbers(words, "reason")
    return words


FIELDS: dict[str, Callable[[str, GraduationRecord], Columns]] = {
    "name": _name,
    "kind": _kind,
    "graduated_on": _graduated_on,
    "district_code": _district,
    "joined_year": _joined_year,
}
"""What can be corrected, each with what reads it."""
