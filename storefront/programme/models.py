"""What the programme desk keeps of its own: minimum wages, and the figures as they stood."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from products.database import Model


class MinimumWage(Model):
    """The minimum wage of a regency or city (UMK) in one year, whole rupiah a month."""

    __tablename__ = "minimum_wage"
    __table_args__ = (UniqueConstraint("regency_code", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    regency_code: Mapped[str] = mapped_column(String(5))
    year: Mapped[int]
    monthly_idr: Mapped[int]
    changed_at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Figures(Model):
    """All figures of the desk as the worker counted them at one moment; pages and files read the newest."""

    __tablename__ = "figures"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
