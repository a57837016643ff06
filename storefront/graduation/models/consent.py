"""What people agreed to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.database import Model
from storefront.accounts.models import Account


class ConsentWay(StrEnum):
    """How somebody agreed: by a tick of her own, with the words read aloud to her, or on signed paper."""

    TICK = "tick"
    READ_ALOUD = "read_aloud"
    PAPER = "paper"


class Consent(Model):
    """What a person agreed to, in which words and language, when, how, and who helped her."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    version: Mapped[str] = mapped_column(String(20))
    text_sha256: Mapped[str] = mapped_column(String(64))
    locale: Mapped[str] = mapped_column(String(2), default="id")
    way: Mapped[ConsentWay] = mapped_column(default=ConsentWay.TICK)
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    assisted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    assisted_by: Mapped[Account | None] = relationship(foreign_keys=[assisted_by_id])
    withdrawn_by: Mapped[Account | None] = relationship(foreign_keys=[withdrawn_by_id])


class Story(Model):
    """What a seller wants to tell of her way, kept apart from the shop until her consent puts it there."""

    __tablename__ = "story"

    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), primary_key=True)
    words: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime]
