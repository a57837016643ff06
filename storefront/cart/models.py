"""A visitor's cart. It reserves nothing: only a placed order takes stock."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.database import Model
from products.models import Product


class Cart(Model):
    """One visitor's cart, known by a token in her session."""

    __tablename__ = "cart"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(43), unique=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)

    items: Mapped[list[CartItem]] = relationship(order_by="CartItem.added_at", cascade="all, delete-orphan")


class CartItem(Model):
    """So many packs of one product."""

    __tablename__ = "cart_item"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_above_zero"),)

    cart_id: Mapped[int] = mapped_column(ForeignKey("cart.id"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True)
    quantity: Mapped[int]
    seen_price_idr: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime]

    product: Mapped[Product] = relationship()
