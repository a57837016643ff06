"""Orders and their parcels, how a shop delivers, and complaints."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.actor import Role
from products.database import Model
from products.models import Product, Seller
from products.regions import Zone
from storefront.accounts.models import Account


class DeliveryWay(StrEnum):
    """How goods reach a buyer. The seller's own round and pick-up are first-class ways, not exceptions."""

    SELLER_BRINGS = "seller_brings"
    PICK_UP = "pick_up"
    COURIER = "courier"


class ParcelState(StrEnum):
    """Where a parcel stands; ``orders.parcel`` holds the allowed moves."""

    PENDING_PAYMENT = "pending_payment"
    PAYMENT_REVIEW = "payment_review"
    PROCESSING = "processing"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    DISPUTED = "disputed"


class DeliveryOffer(Model):
    """One way a shop delivers, with its fee for the ways that have a single one."""

    __tablename__ = "delivery_offer"
    __table_args__ = (UniqueConstraint("seller_id", "way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"))
    way: Mapped[DeliveryWay]
    fee_idr: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(200), default="")


class PostageRate(Model):
    """A shop's own postage for each started kilogram into a zone."""

    __tablename__ = "postage_rate"
    __table_args__ = (UniqueConstraint("seller_id", "zone"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"))
    zone: Mapped[Zone]
    per_kg_idr: Mapped[int]


class Order(Model):
    """What one buyer placed at one moment; ``token`` opens it without an account."""

    __tablename__ = "order"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    token: Mapped[str] = mapped_column(String(43), unique=True)
    submission: Mapped[str] = mapped_column(String(43), unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    locale: Mapped[str] = mapped_column(String(2), default="id")
    contact_name: Mapped[str] = mapped_column(String(80))
    contact_phone: Mapped[str] = mapped_column(String(16))
    contact_email: Mapped[str | None] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(Text, default="")
    landmark: Mapped[str] = mapped_column(String(200), default="")
    regency_code: Mapped[str | None] = mapped_column(String(5))
    postal_code: Mapped[str] = mapped_column(String(5), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    total_idr: Mapped[int]
    placed_at: Mapped[datetime]

    account: Mapped[Account | None] = relationship()
    parcels: Mapped[list[Parcel]] = relationship(back_populates="order", order_by="Parcel.id")

    @property
    def items_idr(self) -> int:
        """All goods, in whole rupiah."""
        return sum(parcel.items_idr for parcel in self.parcels)

    @property
    def delivery_idr(self) -> int:
        """All deliveries, in whole rupiah."""
        return sum(parcel.delivery_idr for parcel in self.parcels)


class Parcel(Model):
    """One seller's part of an order, with a life of its own."""

    __tablename__ = "parcel"
    __table_args__ = (
        Index(None, "seller_id", "state"),
        Index(None, "state", "changed_at"),
        UniqueConstraint("order_id", "seller_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"))
    state: Mapped[ParcelState]
    delivery_way: Mapped[DeliveryWay]
    items_idr: Mapped[int]
    delivery_idr: Mapped[int]
    courier: Mapped[str] = mapped_column(String(40), default="")
    tracking_number: Mapped[str] = mapped_column(String(22), default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    order: Mapped[Order] = relationship(back_populates="parcels")
    seller: Mapped[Seller] = relationship()
    lines: Mapped[list[ParcelLine]] = relationship(order_by="ParcelLine.id", cascade="all, delete-orphan")
    moves: Mapped[list[ParcelMove]] = relationship(order_by="ParcelMove.id", cascade="all, delete-orphan")
    complaints: Mapped[list[Complaint]] = relationship(order_by="Complaint.id")

    @property
    def total_idr(self) -> int:
        """Goods and delivery together, in whole rupiah."""
        return self.items_idr + self.delivery_idr


class ParcelLine(Model):
    """So many packs of one product at the price of that day. The words stay as they were when it was bought."""

    __tablename__ = "parcel_line"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_above_zero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcel.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    product_name: Mapped[str] = mapped_column(String(100))
    unit_price_idr: Mapped[int]
    quantity: Mapped[int]
    weight_g: Mapped[int] = mapped_column(default=0)

    product: Mapped[Product] = relationship()

    @property
    def total_idr(self) -> int:
        """Price times quantity, in whole rupiah."""
        return self.unit_price_idr * self.quantity


class ParcelMove(Model):
    """One step of a parcel from state to state: when, by whom and why. The first has no state before it."""

    __tablename__ = "parcel_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcel.id"), index=True)
    from_state: Mapped[ParcelState | None]
    to_state: Mapped[ParcelState]
    at: Mapped[datetime]
    role: Mapped[Role]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    for_seller_id: Mapped[int | None] = mapped_column(ForeignKey("seller.id"))
    reason: Mapped[str] = mapped_column(Text, default="")


class Complaint(Model):
    """Something was wrong with what arrived, in the buyer's words."""

    __tablename__ = "complaint"

    id: Mapped[int] = mapped_column(primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcel.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
