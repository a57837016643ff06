"""What an assistant and a seller do together: steps of the plan that are done, and times they were in touch."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.database import Model
from storefront.accounts.models import Account


class ContactWay(StrEnum):
    """How they were in touch."""

    VISIT = "visit"
    MESSAGE = "message"
    CALL = "call"
    GROUP = "group"


class Contact(Model):
    """One time in touch: the day, how, what was agreed, and when the next is due."""

    __tablename__ = "contact"
    __table_args__ = (Index(None, "seller_id", "on_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"))
    assistant_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    on_day: Mapped[date]
    way: Mapped[ContactWay]
    words: Mapped[str] = mapped_column(Text, default="")
    next_on: Mapped[date | None]
    created_at: Mapped[datetime]

    assistant: Mapped[Account] = relationship()


class PlanStep(Model):
    """A step of a seller's plan that is done."""

    __tablename__ = "plan_step"
    __table_args__ = (UniqueConstraint("seller_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"))
    code: Mapped[str] = mapped_column(String(40))
    done_at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
