"""What an assistant says about a listing, field by field."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from products.database import Model
from products.models import Product
from storefront.accounts.models import Account


class FieldComment(Model):
    """A remark beside one field of a listing; settled when the seller or the assistant says so."""

    __tablename__ = "field_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    field: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    product: Mapped[Product] = relationship()
    account: Mapped[Account] = relationship()
