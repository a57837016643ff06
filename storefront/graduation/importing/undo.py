"""Undoing an import: its new records go, its changed ones say again what they said before.

It can be done while nothing hangs on it, for ninety days. The worker does it a thousand records at a time; inside each
part what has come to hang on a record meanwhile keeps that record, and is told. A worker that falls is followed by one
that goes on with what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update

from products import clock
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.graduation import identity
from storefront.graduation.models import (
    BatchState,
    Claim,
    GraduationRecord,
    ImportBatch,
    Kind,
    RecordChange,
    RecordCorrection,
    RecordMove,
    RecordSource,
)
from storefront.outbox import enqueue
from storefront.sealing import SealBrokenError

UNDOABLE_FOR = timedelta(days=90)
AT_ONCE = 1000
FINISHED = (BatchState.IMPORTED, BatchState.FAILED)
READ_BACK: Mapping[str, Callable[[Any], object]] = {
    "kind": Kind,
    "source": RecordSource,
    "graduated_on": date.fromisoformat,
    "changed_at": datetime.fromisoformat,
}
"""How a column that is no plain JSON value is read from ``RecordChange.before``."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """On how many records of an import something hangs that came after it.

    Attributes:
        linked: a seller is linked to it.
        claimed: a seller asks or asked for it.
        moved: its state was changed.
        corrected: an officer put it right.
        changed_later: a later file changed it.
    """

    linked: int
    claimed: int
    moved: int
    corrected: int
    changed_later: int

    def __bool__(self) -> bool:
        return any(astuple(self))


def undo(batch: ImportBatch, account_id: int | None) -> None:
    """Ask the worker to undo an import.

    Raises:
        Refusal: when it is not in, too old, or something hangs on it; then the sentence says what.
    """
    refuse_unless_undoable(batch)
    _refuse_in_use(batch)
    with transaction() as session:
        session.refresh(batch, with_for_update=True)
        refuse_unless_undoable(batch)
        batch.state, batch.rows_undone = BatchState.UNDOING, 0
        batch.undone_at, batch.undone_by_id = clock.now(), account_id
        enqueue("graduation.undo", undo_key(batch), batch_id=batch.id)


def undo_key(batch: ImportBatch) -> str:
    """Names the job that undoes it: another one each time it is asked for, as the last may have come to nothing."""
    asked_at = batch.undone_at.timestamp() if batch.undone_at else 0
    return f"graduation.undo:{batch.id}:{asked_at:.6f}"


def give_up(batch: ImportBatch) -> None:
    """Undoing has stopped: the import is in again as far as it is, and undoing can be asked for anew."""
    with transaction() as session:
        session.execute(
            update(ImportBatch)
            .where(ImportBatch.id == batch.id, ImportBatch.state == BatchState.UNDOING)
            .values(state=BatchState.IMPORTED, undone_at=None, undone_by_id=None)
        )


def refuse_unless_undoable(batch: ImportBatch) -> None:
    """What does not need a look at the records.

    Raises:
        Refusal: when the import is not in, brought nothing, or is older than ninety days.
    """
    if batch.state not in FINISHED or not batch.rows_new + batch.rows_changed or batch.finished_at is None:
        raise Refusal(N_("Tidak ada yang bisa dibatalkan dari impor ini."))
    if batch.finished_at < clock.now() - UNDOABLE_FOR:
        raise Refusal(N_("Impor ini sudah lebih dari 90 hari, jadi tidak bisa dibatalkan lagi."))


def _refuse_in_use(batch: ImportBatch) -> None:
    """Asked before the transaction, since nobody else could write while up to a million records are looked through.
    What comes to hang on one of them meanwhile is found in the part that would delete it."""
    if hanging := hanging_on(batch):
        raise Refusal(
            N_(
                "Impor ini tidak bisa dibatalkan lagi. Sesudahnya: %(linked)s catatan terhubung dengan lapak, "
                "%(claimed)s diminta penjual, %(moved)s berganti status, %(corrected)s diperbaiki petugas, "
                "%(changed_later)s diubah berkas lain."
            ),
            **asdict(hanging),
        )


def hanging_on(batch: ImportBatch) -> Hanging:
    """What keeps an import from being undone, counted in records."""
    records = select(GraduationRecord.id).where(_of(batch))
    return Hanging(*(_counted(records.where(is_hanging)) for is_hanging in _kinds_of_hanging(batch)))


def undo_batch(*, batch_id: int) -> Iterator[None]:
    """The worker's part, in parts. Doing it again goes on with what is left; what has come to hang on a record keeps
    it."""
    for part_of in (_give_back, _remove, _end):
        after: int | None = 0
        while after is not None:
            with transaction() as session:
                batch = session.get_one(ImportBatch, batch_id, with_for_update=True)
                if batch.state is not BatchState.UNDOING:
                    return
                after = part_of(batch, after)
            yield


def kept(batch: ImportBatch) -> int:
    """How many records an undone import still has, because something hung on them by then."""
    return _counted(select(GraduationRecord.id).where(_of(batch)))


def _give_back(batch: ImportBatch, after: int) -> int | None:
    """Up to a thousand changed records say again what they said; the number of the last, or ``None`` at the end."""
    session = db.session
    some = session.scalars(
        select(RecordChange)
        .where(RecordChange.batch_id == batch.id, RecordChange.id > after)
        .order_by(RecordChange.id)
        .limit(AT_ONCE)
    ).all()
    if not some:
        return None
    held = _held(batch, [one.record_id for one in some])
    free = [one for one in some if one.record_id not in held]
    references = _references([one.record_id for one in free])
    if free:
        session.execute(update(GraduationRecord), [_before(one, references[one.record_id]) for one in free])
        session.execute(delete(RecordChange).where(RecordChange.id.in_([one.id for one in free])))
    batch.rows_undone += len(free)
    return some[-1].id


def _remove(batch: ImportBatch, after: int) -> int | None:
    """Up to a thousand new records go; the number of the last, or ``None`` at the end."""
    session = db.session
    some = session.scalars(
        select(GraduationRecord.id)
        .where(GraduationRecord.batch_id == batch.id, GraduationRecord.id > after, _is_new(batch))
        .order_by(GraduationRecord.id)
        .limit(AT_ONCE)
    ).all()
    if not some:
        return None
    held = _held(batch, some)
    free = [record_id for record_id in some if record_id not in held]
    session.execute(delete(GraduationRecord).where(GraduationRecord.id.in_(free)))
    batch.rows_undone += len(free)
    return some[-1]


def _end(batch: ImportBatch, _after: int) -> None:
    batch.state = BatchState.UNDONE


def _held(batch: ImportBatch, record_ids: Sequence[int]) -> set[int]:
    """Those of these records that something hangs on. They are locked first, so that nothing comes in between."""
    these = GraduationRecord.id.in_(record_ids)
    db.session.execute(select(GraduationRecord.id).where(these).order_by(GraduationRecord.id).with_for_update()).all()
    return set(db.session.scalars(select(GraduationRecord.id).where(these, or_(*_kinds_of_hanging(batch)))))


def _kinds_of_hanging(batch: ImportBatch) -> tuple[ColumnElement[bool], ...]:
    """In the order of ``Hanging``. What a record had before the import changed it does not count."""
    record, is_new, since = GraduationRecord.id, _is_new(batch), batch.created_at
    return (
        GraduationRecord.seller_id.is_not(None) & (is_new | (GraduationRecord.linked_at > since)),
        exists().where(Claim.record_id == record, is_new | (Claim.created_at > since)),
        exists().where(RecordMove.record_id == record, is_new | (RecordMove.at > since)),
        exists().where(RecordCorrection.record_id == record, is_new | (RecordCorrection.at > since)),
        exists().where(RecordChange.record_id == record, RecordChange.before_batch_id == batch.id),
    )


def _is_new(batch: ImportBatch) -> ColumnElement[bool]:
    """Records that the import made, unlike those that it changed. Both signs are asked for, as those go for good."""
    changed = exists().where(RecordChange.record_id == GraduationRecord.id, RecordChange.batch_id == batch.id)
    return (GraduationRecord.created_at >= batch.created_at) & ~changed


def _of(batch: ImportBatch) -> ColumnElement[bool]:
    """Records that the import wrote, also those that a later one wrote after it."""
    changed_later = select(RecordChange.record_id).where(RecordChange.before_batch_id == batch.id)
    return or_(GraduationRecord.batch_id == batch.id, GraduationRecord.id.in_(changed_later))


def _references(record_ids: Sequence[int]) -> dict[int, str]:
    columns = select(GraduationRecord.id, GraduationRecord.reference).where(GraduationRecord.id.in_(record_ids))
    return {row.id: row.reference for row in db.session.execute(columns)}


def _before(change: RecordChange, reference: str) -> dict[str, object]:
    values = {name: READ_BACK.get(name, _as_it_is)(value) for name, value in change.before.items()}
    if values.get("kk_sealed"):
        values |= _sealed_anew(str(values["kk_sealed"]), reference)
    return values | {"id": change.record_id, "batch_id": change.before_batch_id}


def _sealed_anew(sealed: str, reference: str) -> dict[str, object]:
    """Under the keys of today. Where the key it was sealed with is gone, so is the number."""
    place = identity.place_of(GraduationRecord.__tablename__, reference, "kk_sealed")
    try:
        number = identity.unseal(sealed, place)
    except SealBrokenError:
        return {"kk_sealed": None, "kk_lookup": None}
    return {"kk_sealed": identity.seal(number, place), "kk_lookup": identity.lookup(number)}


def _as_it_is(value: object) -> object:
    return value


def _counted(rows: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0
