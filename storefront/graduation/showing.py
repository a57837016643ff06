"""What a record says, put as a person may see it: numbers in part, days and places in words."""

from __future__ import annotations

from datetime import date

from flask_babel import format_date

from products import regions
from storefront.graduation import identity
from storefront.graduation.models import GraduationRecord


def masked_nik(record: GraduationRecord) -> str:
    """The number of a record as a person may see it."""
    place = identity.place_of(GraduationRecord.__tablename__, record.reference)
    return identity.masked(identity.unseal(record.nik_sealed, place))


def masked_kk(record: GraduationRecord) -> str:
    """The number of the family card in the same way; nothing where it is not kept."""
    if not record.kk_sealed:
        return ""
    place = identity.place_of(GraduationRecord.__tablename__, record.reference, "kk_sealed")
    return identity.masked(identity.unseal(record.kk_sealed, place))


def graduation_day(day: date, is_day_known: bool) -> str:
    """The day in words, or the month where only that is known."""
    return format_date(day, "d MMMM yyyy" if is_day_known else "MMMM yyyy")


def district_and_regency(district_code: str) -> str:
    """``"Gambir, Jakarta Pusat"``; a code that no list knows any more stays a code."""
    try:
        where = regions.regency_of(district_code)
        return f"{regions.district(district_code).name}, {regions.short_name(where)}"
    except KeyError:
        return district_code
