"""What an officer may see: what lies in her province, or everything when she works for the nation."""

from __future__ import annotations

from flask import abort

from storefront.accounts.acting import my_account
from storefront.graduation.area import Area, area_of


def my_area() -> Area:
    """The area of the officer signed in."""
    return area_of(my_account())


def refuse_outside(code: str | None) -> None:
    """404 for a region (province, regency or district by its code) outside my area: it does not exist for me."""
    if not my_area().covers(code):
        abort(404)


def nation_only() -> None:
    """404 for whoever works for one province: some pages concern the whole shop."""
    if not my_area().is_nation:
        abort(404)
