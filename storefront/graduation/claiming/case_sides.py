"""Two sellers and one record, side by side for the officer who decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation.claiming.claim_comparison import Comparison, compared
from storefront.graduation.models import CaseloadEntry, Claim, GraduationRecord, RecordMove, RecordState
from storefront.graduation.showing import masked_nik


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: her shop, since when it is linked and by whom, who cares for her and since when."""

    seller: Seller
    since: datetime | None
    confirmed_by: str
    cared_by: str
    cared_since: datetime | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case: the record's number in part, who has it (nobody, once she let it go), who claims it, and how alike."""

    claim: Claim
    nik: str
    first: Side | None
    second: Side
    comparisons: list[Comparison]


def case_page(claim: Claim, record: GraduationRecord) -> CasePage:
    """Both sides of a case. Whoever shows it notes the look."""
    return CasePage(
        claim=claim,
        nik=masked_nik(record),
        first=_side(record.seller, record.linked_at, _confirmed_by(record.id)) if record.seller else None,
        second=_side(claim.seller, claim.created_at, ""),
        comparisons=compared(claim, record),
    )


def _side(seller: Seller, since: datetime | None, confirmed_by: str) -> Side:
    care = db.session.scalar(
        select(CaseloadEntry)
        .where(CaseloadEntry.seller_id == seller.id, CaseloadEntry.until.is_(None))
        .options(joinedload(CaseloadEntry.assistant))
    )
    return Side(
        seller=seller,
        since=since,
        confirmed_by=confirmed_by,
        cared_by=care.assistant.display_name if care else "",
        cared_since=care.since if care else None,
    )


def _confirmed_by(record_id: int) -> str:
    """Who linked it last."""
    who = (
        select(Account.display_name)
        .join(RecordMove, RecordMove.account_id == Account.id)
        .where(RecordMove.record_id == record_id, RecordMove.to_state == RecordState.MATCHED)
    )
    return db.session.scalar(who.order_by(RecordMove.id.desc()).limit(1)) or ""
