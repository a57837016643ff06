"""Writing new and changed records, and what the changed ones said before, inside a transaction of the importer."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import insert, text, update

from products import clock
from products.database import db
from storefront.graduation import identity
from storefront.graduation.importing.part import Change, Part
from storefront.graduation.importing.record_row import Row
from storefront.graduation.models import GraduationRecord, RecordChange, RecordSource, RecordState

EMPTY: dict[str, object] = {
    "joined_year": None,
    "reason": "",
    "assistant_id": None,
    "programmes": "",
    "kk_sealed": None,
    "kk_lookup": None,
    "source": RecordSource.IMPORTED,
    "state": RecordState.UNVERIFIED,
}


def lock() -> None:
    """Nobody else makes a record with the same number until the transaction ends; SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE graduation_record IN SHARE ROW EXCLUSIVE MODE"))


def write(part: Part, batch_id: int) -> None:
    """Write what is new and what has changed. Plain inserts: through the ORM they took twice the time."""
    session, at = db.session, clock.now()
    if part.new:
        rows = [_whole(lookup, row, batch_id, at) for lookup, row in part.new]
        session.execute(insert(GraduationRecord.__table__), rows)  # type: ignore[arg-type]
    if part.changed:
        session.execute(insert(RecordChange.__table__), [_before(one, batch_id) for one in part.changed])  # type: ignore[arg-type]
        stamp = {"batch_id": batch_id, "changed_at": at}
        session.execute(update(GraduationRecord), [_news(change) | stamp for change in part.changed])


def new_reference(at: datetime) -> str:
    """32 hex digits, the first twelve from the time, 80 bits of chance. Those of one file stand beside each other in
    the index, so a thousand of them touch a few of its pages and not a thousand."""
    return f"{int(at.timestamp() * 1000):012x}{secrets.token_hex(10)}"


def _whole(lookup: str, row: Row, batch_id: int, at: datetime) -> dict[str, object]:
    reference = new_reference(at)
    sealed = identity.seal(row.nik, identity.place_of(GraduationRecord.__tablename__, reference))
    numbers = {"reference": reference, "nik_sealed": sealed, "nik_lookup": lookup}
    stamp = {"batch_id": batch_id, "created_at": at, "changed_at": at}
    return EMPTY | row.fields | numbers | _card(row, reference) | stamp


def _news(change: Change) -> dict[str, object]:
    news = {name: new for name, (_old, new) in change.differences.items() if name != "kk"}
    return {"id": change.record_id} | news | (_card(change.row, change.reference) if "kk" in change.differences else {})


def _before(change: Change, batch_id: int) -> dict[str, object]:
    return {
        "batch_id": batch_id,
        "record_id": change.record_id,
        "before_batch_id": change.before_batch_id,
        "before": change.before,
    }


def _card(row: Row, reference: str) -> dict[str, object]:
    if not row.kk:
        return {}
    place = identity.place_of(GraduationRecord.__tablename__, reference, "kk_sealed")
    return {"kk_sealed": identity.seal(row.kk, place), "kk_lookup": identity.lookup(row.kk)}
