"""What lines would change: each compared with the record that has its number, if there is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, select

from products.database import db
from products.errors import N_, Refusal
from storefront.graduation import identity
from storefront.graduation.area import Area
from storefront.graduation.claiming import names
from storefront.graduation.importing.part import Change, Outside, Part
from storefront.graduation.importing.record_row import Row
from storefront.graduation.models import GraduationRecord, RecordCorrection, RecordSource

COMPARED = (
    "name",
    "kind",
    "graduated_on",
    "is_day_known",
    "district_code",
    "joined_year",
    "reason",
    "assistant_id",
    "programmes",
)
READ = ("id", "reference", "nik_lookup", "kk_sealed", "kk_lookup", "source", "batch_id", "changed_at", *COMPARED)


def compare(part: Part, area: Area, *, takes_odd: bool) -> None:
    """Sort the lines that were understood into new, changed, unchanged, odd and refused."""
    lookups = {row.nik: identity.lookups(row.nik) for row in part.rows}
    every = [lookup for of_one in lookups.values() for lookup in of_one]
    known, cards = _records(every), _cards(every)
    corrected = _corrected(record["id"] for record in known.values())
    for row in part.rows:
        record = next((known[one] for one in lookups[row.nik] if one in known), None)
        if why := _refusal(row, record, area, is_card=not cards.isdisjoint(lookups[row.nik])):
            part.refuse(row.line, why)
        elif record is None:
            if _goes_in(part, part.oddities.get(row.line), takes_odd=takes_odd):
                part.new.append((lookups[row.nik][0], row))
        elif change := _change(row, record):
            if _goes_in(part, _undoes_correction(change, corrected[change.record_id]), takes_odd=takes_odd):
                part.changed.append(change)
        else:
            part.unchanged += 1
    part.refused.sort(key=lambda one: one.line)


def _records(lookups: Collection[str]) -> dict[str, RowMapping]:
    columns = [getattr(GraduationRecord, name) for name in READ]
    found = db.session.execute(select(*columns).where(GraduationRecord.nik_lookup.in_(lookups)))
    return {row.nik_lookup: row._mapping for row in found}


def _cards(lookups: Collection[str]) -> set[str | None]:
    """Those that are the number of a record's family card. A number has one fingerprint, whatever it is used for."""
    kk_lookup = GraduationRecord.kk_lookup
    return set(db.session.scalars(select(kk_lookup).where(kk_lookup.in_(lookups))))


def _corrected(record_ids: Iterable[int]) -> Mapping[int, set[str]]:
    columns = select(RecordCorrection.record_id, RecordCorrection.field)
    fields: defaultdict[int, set[str]] = defaultdict(set)
    for record_id, field in db.session.execute(columns.where(RecordCorrection.record_id.in_(list(record_ids)))):
        fields[record_id].add(field)
    return fields


def _refusal(row: Row, record: RowMapping | None, area: Area, *, is_card: bool) -> Refusal | None:
    if is_card:
        return Refusal(N_("Nomor ini tercatat sebagai nomor KK. Kolom NIK perlu nomor yang ada di KTP."), field="nik")
    if record is None:
        return None
    if not area.covers(record["district_code"]):
        return Refusal(N_("NIK ini sudah tercatat di provinsi lain. Petugas pusat yang bisa mengubahnya."), field="nik")
    if record["name"] != row.name and not names.are_alike(record["name"], row.name):
        return Refusal(
            N_("NIK ini sudah tercatat atas nama lain. Cocokkan dengan KTP; catatan yang ada tidak diubah."),
            field="nik",
        )
    return None


def _goes_in(part: Part, odd: Outside | None, *, takes_odd: bool) -> bool:
    if odd is not None:
        part.odd.append(odd)
    return takes_odd or odd is None


def _change(row: Row, record: RowMapping) -> Change | None:
    differences = {name: (record[name], value) for name, value in row.fields.items() if record[name] != value}
    before = {name: _as_json(old) for name, (old, _new) in differences.items()}
    if row.kk and record["kk_lookup"] not in identity.lookups(row.kk):
        differences["kk"] = ("", "")
        before |= {"kk_sealed": record["kk_sealed"], "kk_lookup": record["kk_lookup"]}
    if record["source"] is not RecordSource.IMPORTED:
        differences["source"] = (record["source"], RecordSource.IMPORTED)
        before["source"] = record["source"].value
    if not differences:
        return None
    before["changed_at"] = _as_json(record["changed_at"])
    return Change(record["id"], record["reference"], row, differences, before, record["batch_id"])


def _undoes_correction(change: Change, corrected: Collection[str]) -> Outside | None:
    column = next((name for name in change.differences if name in corrected), None)
    if column is None:
        return None
    why = N_("Petugas pernah memperbaiki bagian ini; berkas ini akan mengubahnya lagi.")
    return Outside(change.row.line, column, Refusal(why, field=column))


def _as_json(value: Any) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
