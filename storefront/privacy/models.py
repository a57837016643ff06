"""What people ask about their own data, each with the moment by which it must be answered."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.database import Model
from products.models import Seller
from storefront.accounts.models import Account


class RequestKind(StrEnum):
    """What is asked. Seeing, downloading and withdrawing a consent need nobody and are done at once."""

    CORRECT = "correct"
    DELETE = "delete"
    OBJECT = "object"


class RequestState(StrEnum):
    """What became of it."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class DataRequest(Model):
    """One request; ``due_at`` is three times twenty-four hours after ``asked_at`` (UU 27/2022)."""

    __tablename__ = "data_request"
    __table_args__ = (Index(None, "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(32), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    seller_id: Mapped[int | None] = mapped_column(ForeignKey("seller.id"), index=True)
    assisted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[RequestKind]
    field: Mapped[str] = mapped_column(String(40), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[RequestState] = mapped_column(default=RequestState.OPEN)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answer: Mapped[str] = mapped_column(Text, default="")

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    seller: Mapped[Seller | None] = relationship()
