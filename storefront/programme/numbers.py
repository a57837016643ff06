"""The programme in numbers, none so small that it points at a family.

A count below five is not shown. Where exactly one is hidden in a group whose total is shown, the smallest other one is
hidden too, or it could be had by taking away. Source: the usual rule for statistics about people; see docs/identity.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select

from products import regions
from products.database import db
from storefront.graduation.models import GraduationRecord, Kind

LEAST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Count:
    """How many records a group has and how many of them have a shop; ``None`` where too few to show."""

    name: str
    records: int | None
    linked: int | None


def suppressed(counts: Sequence[int]) -> list[int | None]:
    """The counts fit to show beside their total."""
    hidden = {place for place, count in enumerate(counts) if 0 < count < LEAST_SHOWN}
    if len(hidden) == 1:
        others = [place for place, count in enumerate(counts) if count >= LEAST_SHOWN]
        hidden |= {min(others, key=lambda place: counts[place])} if others else set()
    return [None if place in hidden else count for place, count in enumerate(counts)]


def by_kind() -> list[Count]:
    """Records by the way of leaving the programme."""
    found = _grouped(GraduationRecord.kind)
    return _counts([(kind.value, found.get(kind, (0, 0))) for kind in Kind])


def by_province() -> list[Count]:
    """Records by province, those without any left out."""
    found = _grouped(func.substr(GraduationRecord.district_code, 1, 2))
    return _counts(
        [(province.name, found[province.code]) for province in regions.provinces() if province.code in found]
    )


def total() -> int | None:
    """All records together."""
    return suppressed([db.session.scalar(select(func.count(GraduationRecord.id))) or 0])[0]


def _grouped(key: object) -> dict[object, tuple[int, int]]:
    linked = func.sum(case((GraduationRecord.seller_id.is_not(None), 1), else_=0))
    rows = db.session.execute(select(key, func.count(), linked).group_by(key))  # type: ignore[call-overload]
    return {name: (records, having_shop) for name, records, having_shop in rows}


def _counts(rows: list[tuple[str, tuple[int, int]]]) -> list[Count]:
    records = suppressed([counts[0] for _name, counts in rows])
    linked = suppressed([counts[1] for _name, counts in rows])
    return [
        Count(row[0], all_of_it, with_shop) for row, all_of_it, with_shop in zip(rows, records, linked, strict=True)
    ]
