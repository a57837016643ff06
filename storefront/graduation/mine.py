"""Everything that is kept about a seller's leaving the programme, for herself to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from products.database import db
from products.models import Seller
from storefront.accounts.models import Account, Deed
from storefront.graduation.claiming.cases import was_parted
from storefront.graduation.claiming.claims import last_claim_of
from storefront.graduation.consenting.choices import Choice, choices_of
from storefront.graduation.history import Event, history_of
from storefront.graduation.links import record_of
from storefront.graduation.looking.looks import MOST_SHOWN, hers, looks_where
from storefront.graduation.looking.who_looked import Day, by_day
from storefront.graduation.models import CaseloadEntry, Claim, GraduationRecord
from storefront.graduation.showing import district_and_regency, graduation_day, masked_kk, masked_nik

MOST_DEEDS = 50
NEWEST = 5


@dataclass(frozen=True, slots=True)
class Carer:
    """The assistant who cares for her, and since when."""

    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept about one seller; every part may be missing.

    Attributes:
        looks: the newest days on which somebody looked, five visits in all.
        deeds: what was done in her name, the newest first.
        history: what became of her record.
        was_parted: an officer gave her record to somebody else.
    """

    record: GraduationRecord | None
    masked_nik: str
    masked_kk: str
    place: str
    graduated: str
    claim: Claim | None
    carer: Carer | None
    choices: list[Choice]
    looks: list[Day]
    deeds: Sequence[Deed]
    history: list[Event]
    was_parted: bool


def what_is_kept(shop: Seller, account_id: int) -> Kept:
    """All of it, in a fixed number of queries."""
    record = record_of(shop.id)
    return Kept(
        record=record,
        masked_nik=masked_nik(record) if record else "",
        masked_kk=masked_kk(record) if record else "",
        place=district_and_regency(record.district_code) if record else "",
        graduated=graduation_day(record.graduated_on, record.is_day_known) if record else "",
        claim=last_claim_of(shop.id),
        carer=_carer_of(shop.id),
        choices=choices_of(account_id),
        looks=_newest(by_day(looks_where(hers(shop.id), most=MOST_SHOWN))),
        deeds=_deeds_for(shop.id),
        history=history_of(shop.id, record),
        was_parted=was_parted(shop.id),
    )


def _carer_of(seller_id: int) -> Carer | None:
    row = db.session.execute(
        select(Account.display_name, CaseloadEntry.since)
        .join(CaseloadEntry, CaseloadEntry.assistant_id == Account.id)
        .where(CaseloadEntry.seller_id == seller_id, CaseloadEntry.until.is_(None))
    ).one_or_none()
    return Carer(row.display_name, row.since) if row else None


def _newest(days: list[Day]) -> list[Day]:
    """The first days, until five visits are told."""
    shown, left = [], NEWEST
    for one in days:
        if left > 0:
            shown.append(Day(one.day, one.visitors[:left]))
            left -= len(one.visitors)
    return shown


def _deeds_for(seller_id: int) -> Sequence[Deed]:
    found = select(Deed).where(Deed.seller_id == seller_id).options(joinedload(Deed.account))
    return db.session.scalars(found.order_by(Deed.at.desc(), Deed.id.desc()).limit(MOST_DEEDS)).all()
