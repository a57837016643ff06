"""Graduation records and the dated changes of their state."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Computed, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.database import Model
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation.models.kinds import Kind, RecordSource, RecordState


class GraduationRecord(Model):
    """What the programme knows about one family's leaving it; linked to at most one seller.

    ``state`` is written by ``record.move`` alone, ``nik_*`` and ``kk_*`` by ``identity``. The family card's number is
    history and no key: it changes when a family moves or splits. Members of the household are not kept at all.
    ``name_key`` is the name in small letters, made by the database: names are found by how they begin.
    """

    __tablename__ = "graduation_record"
    __table_args__ = (
        Index(None, "assistant_id", "state"),
        Index(None, "batch_id", "id"),
        Index(None, "name_key", "district_code"),
        Index(None, "district_code", "seller_id"),  # alone, SQLite takes that of seller_id for "nobody's of a district"
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(32), unique=True)
    nik_sealed: Mapped[str] = mapped_column(String(200))
    nik_lookup: Mapped[str] = mapped_column(String(64), unique=True)
    kk_sealed: Mapped[str | None] = mapped_column(String(200))
    kk_lookup: Mapped[str | None] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(
        String(100).with_variant(String(100, collation="C"), "postgresql"), Computed("lower(name)", persisted=True)
    )
    kind: Mapped[Kind]
    graduated_on: Mapped[date]
    is_day_known: Mapped[bool] = mapped_column(default=True)
    district_code: Mapped[str] = mapped_column(String(8))
    joined_year: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(60), default="")
    programmes: Mapped[str] = mapped_column(String(200), default="")
    assistant_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    seller_id: Mapped[int | None] = mapped_column(ForeignKey("seller.id"), unique=True)
    linked_at: Mapped[datetime | None]
    state: Mapped[RecordState] = mapped_column(default=RecordState.UNVERIFIED)
    source: Mapped[RecordSource] = mapped_column(default=RecordSource.IMPORTED)
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


class RecordCorrection(Model):
    """One field of a record put right: when, by whom, why, and what stood there before. Never an identity number."""

    __tablename__ = "record_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("graduation_record.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(20))
    before: Mapped[str] = mapped_column(String(100), default="")
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
