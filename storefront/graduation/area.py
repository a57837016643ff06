"""How far an officer sees: her province, or the nation when none is set. What lies outside does not exist for her."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import InstrumentedAttribute

from storefront.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Area:
    """A province by its Kemendagri code, such as ``33``, or the nation."""

    province_code: str | None = None

    @property
    def is_nation(self) -> bool:
        """Whether there is no border at all."""
        return self.province_code is None

    def covers(self, code: str | None) -> bool:
        """Whether a region's code (province, regency or district) lies inside; nowhere at all lies in the nation."""
        return self.is_nation or (code or "")[:2] == self.province_code

    def holds(self, column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
        """The same for a query: rows whose region in ``column`` lies inside."""
        if self.province_code is None:
            return true()
        return (column >= self.province_code) & (column < f"{int(self.province_code) + 1:02d}")  # goes along an index


def area_of(account: Account) -> Area:
    """The area of an officer's account."""
    return Area(account.province_code)
