"""The batches that records came in, what each of them changed, and the lines that stayed outside."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.database import Model
from storefront.accounts.models import Account


class BatchState(StrEnum):
    """An import from the moment its file arrives to the moment its rows are in, and out again."""

    WAITING = "waiting"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    IMPORTED = "imported"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"
    DISCARDED = "discarded"


class ImportBatch(Model):
    """One file of records: who brought it, what was in it, what became of it.

    ``rows_odd`` counts lines that may go in but look wrong; ``takes_odd`` is the officer's word that they shall.
    ``province_code`` is the officer's province, outside which no line may lie; empty for the nation. ``reading`` is how
    the file was read, under ``file``, and what its numbers look like, under ``tally``.
    """

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(200))
    file_sha256: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    province_code: Mapped[str | None] = mapped_column(String(2))
    state: Mapped[BatchState] = mapped_column(default=BatchState.WAITING)
    takes_odd: Mapped[bool] = mapped_column(default=True)
    rows_total: Mapped[int] = mapped_column(default=0)
    rows_seen: Mapped[int] = mapped_column(default=0)
    rows_new: Mapped[int] = mapped_column(default=0)
    rows_changed: Mapped[int] = mapped_column(default=0)
    rows_unchanged: Mapped[int] = mapped_column(default=0)
    rows_refused: Mapped[int] = mapped_column(default=0)
    rows_odd: Mapped[int] = mapped_column(default=0)
    rows_undone: Mapped[int] = mapped_column(default=0)
    examples: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    reading: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])


class RefusedRow(Model):
    """A line that stayed outside or looked odd: its number, the column and the reason. Never its identity number.

    ``reason`` is a source sentence with named places, ``values`` what fills them: each reader sees her language.
    """

    __tablename__ = "refused_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), index=True)
    line: Mapped[int]
    column: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    is_odd: Mapped[bool] = mapped_column(default=False)


class RecordChange(Model):
    """What a record said before a batch changed it, so that the batch can be undone. No number in the clear."""

    __tablename__ = "record_change"
    __table_args__ = (Index(None, "batch_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    record_id: Mapped[int] = mapped_column(ForeignKey("graduation_record.id"), index=True)
    before_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), index=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
