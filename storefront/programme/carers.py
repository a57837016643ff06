"""Who cares for how many, and who is cared for by nobody, in one officer's area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from products.actor import Role
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation.area import Area
from storefront.graduation.caring.caseload import Ended
from storefront.graduation.models import CaseloadEntry, Claim, ClaimState, GraduationRecord

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Care:
    """An assistant and how much waits for her."""

    id: int
    name: str
    email: str
    sellers: int
    claims: int
    records: int


def assistants(area: Area) -> Sequence[Account]:
    """The assistants in service in an area, by name."""
    able = select(Account).where(Account.role == Role.ASSISTANT, Account.is_enabled, area.holds(Account.province_code))
    return db.session.scalars(able.order_by(Account.display_name, Account.id)).all()


def assistant(area: Area, account_id: int) -> Account | None:
    """One assistant of the area, in service or not."""
    one = select(Account).where(Account.id == account_id, Account.role == Role.ASSISTANT)
    return db.session.scalar(one.where(area.holds(Account.province_code)))


def carers(area: Area) -> list[Care]:
    """Every assistant with her sellers of this area, waiting claims and records, in a fixed number of queries."""
    in_area = select(Seller.id).where(area.holds(Seller.regency_code))
    sellers = _count_by(
        CaseloadEntry.assistant_id, CaseloadEntry.until.is_(None) & CaseloadEntry.seller_id.in_(in_area)
    )
    claims = _count_by(Claim.assistant_id, (Claim.state == ClaimState.WAITING) & area.holds(Claim.district_code))
    records = _count_by(
        GraduationRecord.assistant_id,
        GraduationRecord.assistant_id.is_not(None) & area.holds(GraduationRecord.district_code),
    )
    return [
        Care(
            one.id,
            one.display_name,
            one.email or "",
            sellers.get(one.id, 0),
            claims.get(one.id, 0),
            records.get(one.id, 0),
        )
        for one in assistants(area)
    ]


def sellers_without_care(area: Area) -> Sequence[Seller]:
    """Shops of the area whom nobody cares for now: with a linked record, or left behind by an assistant who went."""
    cared_for = select(CaseloadEntry.seller_id).where(CaseloadEntry.until.is_(None))
    linked = select(GraduationRecord.seller_id).where(GraduationRecord.seller_id.is_not(None))
    newest = select(func.max(CaseloadEntry.id)).group_by(CaseloadEntry.seller_id)
    left = select(CaseloadEntry.seller_id).where(
        CaseloadEntry.id.in_(newest), CaseloadEntry.ended_because == Ended.LEFT
    )
    lonely = select(Seller).where(
        or_(Seller.id.in_(linked), Seller.id.in_(left)),
        Seller.id.not_in(cared_for),
        area.holds(Seller.regency_code),
    )
    return db.session.scalars(lonely.order_by(Seller.name, Seller.id).limit(MOST_SHOWN)).all()


def seller_in(area: Area, slug: str) -> Seller | None:
    """A shop of the area by its address, if the programme knows her: cared for now or once, or with a record."""
    known = or_(
        Seller.id.in_(select(CaseloadEntry.seller_id)),
        Seller.id.in_(select(GraduationRecord.seller_id).where(GraduationRecord.seller_id.is_not(None))),
    )
    return db.session.scalar(select(Seller).where(Seller.slug == slug, known, area.holds(Seller.regency_code)))


def _count_by(
    key: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], condition: ColumnElement[bool]
) -> dict[int, int]:
    rows = db.session.execute(select(key, func.count()).where(condition).group_by(key))
    return {holder: count for holder, count in rows if holder is not None}
