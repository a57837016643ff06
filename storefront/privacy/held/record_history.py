"""What became of a record since it is hers; what was before, and what officers wrote for each other, is not told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from products.database import db
from storefront.graduation.history import hers_since, told_reason
from storefront.graduation.models import ImportBatch, RecordChange, RecordCorrection, RecordMove
from storefront.graduation.showing import district_and_regency
from storefront.graduation.words import WORDS, words
from storefront.privacy.held.section import Row, Whom, said

PLAIN = ("name", "kind", "graduated_on", "is_day_known", "district_code", "joined_year", "reason", "programmes")
"""Of what an import replaced, the columns that a person may read as they were."""


def record_history_rows(whom: Whom) -> Iterator[Row]:
    """What changed in it since it is hers: its state, corrections by hand, and what an import replaced."""
    if whom.record:
        since = hers_since(whom.record)
        yield from _moved(whom.record.id, since)
        yield from _corrected(whom.record.id, since)
        yield from _imported(whom.record.id, since)


def _moved(record_id: int, since: datetime) -> Iterator[Row]:
    moves = select(RecordMove).where(RecordMove.record_id == record_id, RecordMove.at >= since)
    for move in db.session.scalars(moves.order_by(RecordMove.id.desc())):
        yield move.at, _("Keadaan"), move.from_state, told_reason(move.reason)


def _corrected(record_id: int, since: datetime) -> Iterator[Row]:
    made = select(RecordCorrection).where(RecordCorrection.record_id == record_id, RecordCorrection.at >= since)
    for one in db.session.scalars(made.order_by(RecordCorrection.id.desc())):
        yield one.at, one.field, one.before, one.reason


def _imported(record_id: int, since: datetime) -> Iterator[Row]:
    changes = select(ImportBatch.created_at, RecordChange.before).join(
        ImportBatch, ImportBatch.id == RecordChange.batch_id
    )
    hers = changes.where(RecordChange.record_id == record_id, ImportBatch.created_at >= since)
    for at, before in db.session.execute(hers.order_by(RecordChange.id.desc())):
        yield at, _("Impor"), _said_before(before), ""


def _said_before(before: Mapping[str, object]) -> str:
    """The plain columns of what an import replaced. Of the family card's number only that it was another one."""
    told = [f"{words(name, 'column')}: {_plain(name, before[name])}" for name in PLAIN if name in before]
    return "; ".join([*told, words("kk", "column")] if "kk_lookup" in before else told)


def _plain(name: str, value: object) -> str:
    if name == "district_code":
        return district_and_regency(str(value))
    return words(str(value), name) if name in WORDS else said(name, value)
