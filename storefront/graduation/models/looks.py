"""Who looked at which record: a log to which entries are only added, each chained to the one before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from products.database import Model


class RecordLook(Model):
    """Somebody saw a record. ``mac`` covers every other column and the ``mac`` of the entry numbered one less.

    The record is named by its reference and not by a foreign key: the log outlives what it tells of. Entries from
    before the log was chained have neither number nor ``mac``.
    """

    __tablename__ = "record_look"
    __table_args__ = (
        Index(
            "ix_record_look_whole",
            "account_id",
            "at",
            sqlite_where=text("is_whole = 1"),
            postgresql_where=text("is_whole"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int | None] = mapped_column(unique=True)
    record_reference: Mapped[str] = mapped_column(String(32), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    why: Mapped[str] = mapped_column(String(20))
    is_whole: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(200), default="")
    key_id: Mapped[str] = mapped_column(String(20), default="")
    mac: Mapped[str] = mapped_column(String(64), default="")


class LookChain(Model):
    """The two ends of the log, in one row that every writer locks; ``seal`` is an HMAC over the other columns.

    ``before_mac`` is what the first entry still kept was chained to, ``last_mac`` the newest entry's own.
    """

    __tablename__ = "look_chain"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_number: Mapped[int]
    before_mac: Mapped[str] = mapped_column(String(64), default="")
    last_number: Mapped[int]
    last_mac: Mapped[str] = mapped_column(String(64), default="")
    key_id: Mapped[str] = mapped_column(String(20), default="")
    seal: Mapped[str] = mapped_column(String(64), default="")
