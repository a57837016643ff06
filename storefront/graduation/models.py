"""Graduation records, the batches they came in, claims on them, the caseload, and who looked.

Identity numbers never lie here in the clear: ``*_sealed`` is AES-GCM bound to its row and column, ``*_lookup`` a keyed
HMAC under another key (see ``identity``). Household members are not kept at all.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.database import Model
from products.models import Seller
from storefront.accounts.models import Account

OPEN = text("until IS NULL")


class Kind(StrEnum):
    """How a family left the programme. ``administratif`` is no graduation and is never congratulated."""

    ALAMIAH = "alamiah"
    SEJAHTERA_MANDIRI = "sejahtera_mandiri"
    PENA_PPSE = "pena_ppse"
    ADMINISTRATIF = "administratif"


class RecordState(StrEnum):
    """How far a record is known to be true of the seller it is linked to."""

    UNVERIFIED = "unverified"
    MATCHED = "matched"
    MISMATCHED = "mismatched"
    REVOKED = "revoked"


class BatchState(StrEnum):
    """An import from the moment its file arrives to the moment its rows are in."""

    WAITING = "waiting"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    IMPORTED = "imported"
    FAILED = "failed"
    DISCARDED = "discarded"


class ClaimState(StrEnum):
    """What became of a seller's claim on a record."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class ImportBatch(Model):
    """One file of records: who brought it, what was in it, what became of it."""

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(200))
    file_sha256: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    state: Mapped[BatchState] = mapped_column(default=BatchState.WAITING)
    rows_total: Mapped[int] = mapped_column(default=0)
    rows_seen: Mapped[int] = mapped_column(default=0)
    rows_new: Mapped[int] = mapped_column(default=0)
    rows_changed: Mapped[int] = mapped_column(default=0)
    rows_unchanged: Mapped[int] = mapped_column(default=0)
    rows_refused: Mapped[int] = mapped_column(default=0)
    examples: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    account: Mapped[Account | None] = relationship()


class RefusedRow(Model):
    """A row that could not go in: its line in the file, the column and the reason. Never its identity number.

    ``reason`` is a source sentence with named places, ``values`` what fills them: each reader sees her language.
    """

    __tablename__ = "refused_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), index=True)
    line: Mapped[int]
    column: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class GraduationRecord(Model):
    """What the programme knows about one family's leaving it; linked to at most one seller."""

    __tablename__ = "graduation_record"
    __table_args__ = (Index(None, "assistant_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(32), unique=True)
    nik_sealed: Mapped[str] = mapped_column(String(200))
    nik_lookup: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[Kind]
    graduated_on: Mapped[date]
    is_day_known: Mapped[bool] = mapped_column(default=True)
    district_code: Mapped[str] = mapped_column(String(8), index=True)
    joined_year: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(60), default="")
    programmes: Mapped[str] = mapped_column(String(200), default="")
    assistant_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    seller_id: Mapped[int | None] = mapped_column(ForeignKey("seller.id"), unique=True)
    state: Mapped[RecordState] = mapped_column(default=RecordState.UNVERIFIED)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    assistant: Mapped[Account | None] = relationship()
    seller: Mapped[Seller | None] = relationship()


class RecordMove(Model):
    """One change of a record's state: when, by whom and why."""

    __tablename__ = "record_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("graduation_record.id"), index=True)
    from_state: Mapped[RecordState]
    to_state: Mapped[RecordState]
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(Text, default="")


class Claim(Model):
    """A seller saying "this record is mine". Whether a record matched is for her assistant's eyes alone."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), index=True)
    reference: Mapped[str] = mapped_column(String(32), unique=True)
    nik_sealed: Mapped[str] = mapped_column(String(200))
    nik_lookup: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(100))
    district_code: Mapped[str] = mapped_column(String(8))
    record_id: Mapped[int | None] = mapped_column(ForeignKey("graduation_record.id"))
    assistant_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    state: Mapped[ClaimState] = mapped_column(default=ClaimState.WAITING)
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(Text, default="")

    seller: Mapped[Seller] = relationship()
    record: Mapped[GraduationRecord | None] = relationship()


class CaseloadEntry(Model):
    """A seller in an assistant's care, from a moment to a moment; open while ``until`` is empty."""

    __tablename__ = "caseload_entry"
    __table_args__ = (
        Index(None, "assistant_id", "until"),
        Index("uq_caseload_entry_open", "seller_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assistant_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    assistant: Mapped[Account] = relationship()
    seller: Mapped[Seller] = relationship()


class Consent(Model):
    """What a person agreed to, in which words, when and how."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    version: Mapped[str] = mapped_column(String(20))
    text_sha256: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    assisted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class RecordRead(Model):
    """Somebody looked at a record. The seller can read this list."""

    __tablename__ = "record_read"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("graduation_record.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    why: Mapped[str] = mapped_column(String(60))
