"""How a shop is paid, and each parcel's payment. Money goes from buyer to seller; the shop only writes it down."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.database import Model
from storefront.orders.models import Parcel


class PaymentWay(StrEnum):
    """A way to pay, in the order buyers here use them."""

    CASH_ON_DELIVERY = "cash_on_delivery"
    BANK_TRANSFER = "bank_transfer"


class PaymentState(StrEnum):
    """Where a payment stands."""

    DUE = "due"
    CLAIMED = "claimed"
    PAID = "paid"
    VOID = "void"


class PaymentOffer(Model):
    """One way a shop takes money; the bank's words for a transfer."""

    __tablename__ = "payment_offer"
    __table_args__ = (UniqueConstraint("seller_id", "way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"))
    way: Mapped[PaymentWay]
    bank: Mapped[str] = mapped_column(String(40), default="")
    account_number: Mapped[str] = mapped_column(String(20), default="")
    account_holder: Mapped[str] = mapped_column(String(80), default="")


class Payment(Model):
    """What a buyer owes for one parcel. ``unique_code_idr`` is added so that a transfer can be told by its amount."""

    __tablename__ = "payment"

    id: Mapped[int] = mapped_column(primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcel.id"), unique=True)
    way: Mapped[PaymentWay]
    state: Mapped[PaymentState] = mapped_column(default=PaymentState.DUE)
    amount_idr: Mapped[int]
    unique_code_idr: Mapped[int] = mapped_column(default=0)
    bank: Mapped[str] = mapped_column(String(40), default="")
    account_number: Mapped[str] = mapped_column(String(20), default="")
    account_holder: Mapped[str] = mapped_column(String(80), default="")
    receipt_key: Mapped[str] = mapped_column(String(64), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]

    parcel: Mapped[Parcel] = relationship()

    @property
    def due_idr(self) -> int:
        """The exact amount to transfer, in whole rupiah."""
        return self.amount_idr + self.unique_code_idr
