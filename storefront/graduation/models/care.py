"""Who cares for which seller, from when to when, and the offers by which a seller passes to somebody else."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.database import Model
from products.models import Seller
from storefront.accounts.models import Account

OPEN = text("until IS NULL")
UNANSWERED = text("answered_at IS NULL")


class CaseloadEntry(Model):
    """A seller in an assistant's care, from a moment to a moment; open while ``until`` is empty.

    ``ended_because`` is one of ``caseload.Ended``; empty for entries that ended before it was kept.
    """

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
    ended_because: Mapped[str] = mapped_column(String(40), default="")

    assistant: Mapped[Account] = relationship()
    seller: Mapped[Seller] = relationship()


class OfferState(StrEnum):
    """What became of an offer to take a seller over."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class CareOffer(Model):
    """A seller offered to an assistant. Until it is accepted, whoever cares for her goes on; one is open at a time.

    ``from_id`` is who cared for her when it was offered, ``offered_by_id`` who offered: the same, or an officer.
    ``answer`` is what the receiver said when she declined.
    """

    __tablename__ = "care_offer"
    __table_args__ = (
        Index(None, "to_id", "answered_at"),
        Index("uq_care_offer_open", "seller_id", unique=True, sqlite_where=UNANSWERED, postgresql_where=UNANSWERED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), index=True)
    from_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    offered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    offered_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[OfferState] = mapped_column(default=OfferState.OPEN)
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")

    seller: Mapped[Seller] = relationship()
    sender: Mapped[Account | None] = relationship(foreign_keys=[from_id])
    receiver: Mapped[Account] = relationship(foreign_keys=[to_id])
    offered_by: Mapped[Account] = relationship(foreign_keys=[offered_by_id])
