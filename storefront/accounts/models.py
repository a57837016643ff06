"""Accounts, the throttle on signing in, one-time codes, and the record of deeds done in somebody else's name."""

from __future__ import annotations

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.actor import Role
from products.database import Model
from products.models import Seller


class Account(UserMixin, Model):  # type: ignore[misc]
    """Somebody who can sign in. Phones are often shared in a family, so a phone is no unique key."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[Role]
    display_name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    phone: Mapped[str | None] = mapped_column(String(16), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(String(200))
    totp_used_step: Mapped[int | None]
    session_key: Mapped[str] = mapped_column(String(32), unique=True)
    locale: Mapped[str] = mapped_column(String(2), default="id")
    province_code: Mapped[str | None] = mapped_column(String(2))
    seller_id: Mapped[int | None] = mapped_column(ForeignKey("seller.id"), index=True)
    is_enabled: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    seller: Mapped[Seller | None] = relationship()

    @property
    def is_active(self) -> bool:
        """Whether this account may be signed in at all."""
        return self.is_enabled

    def get_id(self) -> str:
        """What the session remembers: a key that is replaced to end every open session at once."""
        return self.session_key


class SignInFailure(Model):
    """One failed attempt to sign in, under a hash of the name tried or of the address it came from."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (Index(None, "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class ResetCode(Model):
    """A one-time code with which a forgotten password is replaced; only its hash is kept."""

    __tablename__ = "reset_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(200))
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)


class Deed(Model):
    """Something an assistant did on a seller's behalf. The seller reads these; nobody erases them."""

    __tablename__ = "deed"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), index=True)
    what: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(Text, default="")

    account: Mapped[Account] = relationship()


class StaffDeed(Model):
    """Something that was done to the account of an assistant or officer, and by whom; nobody erases these.

    ``by_id`` is empty for what was done at the server's own command line. ``what`` is a word of ``accounts.staff``.
    """

    __tablename__ = "staff_deed"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    what: Mapped[str] = mapped_column(String(20))

    by: Mapped[Account | None] = relationship(foreign_keys=[by_id])
