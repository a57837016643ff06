"""Everything that is kept about a seller's leaving the programme, for herself to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from products import regions
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account, Deed
from storefront.graduation import identity
from storefront.graduation.caseload import assistant_of
from storefront.graduation.cases import was_parted
from storefront.graduation.claims import last_claim_of
from storefront.graduation.consent import consents_of
from storefront.graduation.links import record_of
from storefront.graduation.looks import Look, looks_at
from storefront.graduation.models import Claim, Consent, GraduationRecord

MOST_DEEDS = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept about one seller; every part may be missing."""

    record: GraduationRecord | None
    masked_nik: str
    place: str
    graduated: str
    claim: Claim | None
    assistant: Account | None
    looks: Sequence[Look]
    deeds: Sequence[Deed]
    consents: Sequence[Consent]
    was_parted: bool


def what_is_kept(shop: Seller, account_id: int) -> Kept:
    """All of it, in a fixed number of queries."""
    record = record_of(shop.id)
    carer = assistant_of(shop.id)
    return Kept(
        record=record,
        masked_nik=masked_nik(record) if record else "",
        place=district_and_regency(record.district_code) if record else "",
        graduated=graduation_day(record.graduated_on, record.is_day_known) if record else "",
        claim=last_claim_of(shop.id),
        assistant=db.session.get(Account, carer) if carer else None,
        looks=looks_at(record.reference) if record else (),
        deeds=_deeds_for(shop.id),
        consents=consents_of(account_id),
        was_parted=was_parted(shop.id),
    )


def masked_nik(record: GraduationRecord) -> str:
    """The number of a record as a person may see it."""
    place = identity.place_of(GraduationRecord.__tablename__, record.reference)
    return identity.masked(identity.unseal(record.nik_sealed, place))


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


def _deeds_for(seller_id: int) -> Sequence[Deed]:
    found = select(Deed).where(Deed.seller_id == seller_id).options(joinedload(Deed.account))
    return db.session.scalars(found.order_by(Deed.at.desc(), Deed.id.desc()).limit(MOST_DEEDS)).all()
