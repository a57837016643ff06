"""Sellers saying "this record is mine"."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.database import Model
from products.models import Seller
from storefront.graduation.models.records import GraduationRecord


class ClaimState(StrEnum):
    """What became of a seller's claim on a record."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ClaimMatch(StrEnum):
    """What a claim met: nothing, a record that says the same, one that is near, or one that another seller has."""

    NONE = "none"
    EXACT = "exact"
    NEAR = "near"
    TAKEN = "taken"


class Claim(Model):
    """A seller's claim. What it met is for her assistant's eyes alone; a record that is taken makes it a case.

    ``made_by_id`` is who typed it, she or an assistant, and never who decides it. ``is_declared``: it came of a record
    that an assistant entered and that was known already.
    """

    __tablename__ = "claim"
    __table_args__ = (Index(None, "state", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), index=True)
    reference: Mapped[str] = mapped_column(String(32), unique=True)
    nik_sealed: Mapped[str] = mapped_column(String(200))
    nik_lookup: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(100))
    district_code: Mapped[str] = mapped_column(String(8))
    match: Mapped[ClaimMatch] = mapped_column(default=ClaimMatch.NONE)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("graduation_record.id"), index=True)
    assistant_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    is_declared: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ClaimState] = mapped_column(default=ClaimState.WAITING)
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(Text, default="")

    seller: Mapped[Seller] = relationship()
    record: Mapped[GraduationRecord | None] = relationship()


class ClaimPause(Model):
    """Five claims in a day that led nowhere: the way is closed until the next, and an assistant is told."""

    __tablename__ = "claim_pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), index=True)
    district_code: Mapped[str] = mapped_column(String(8))
    since: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    seller: Mapped[Seller] = relationship()
