"""An assistant leaves: nothing of hers stays with her, and nobody who waited for her goes on waiting."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select, update

from products.database import db, transaction
from storefront.graduation.caring.caseload import Ended, end_care, withdraw_offers
from storefront.graduation.models import CareOffer, CaseloadEntry, Claim, ClaimState, GraduationRecord


@dataclass(frozen=True, slots=True)
class Held:
    """What an assistant has in her hands: sellers in her care, claims that wait for her, offers not yet answered."""

    sellers: int
    claims: int
    offers: int


def held_by(assistant_id: int) -> Held:
    """What she would leave behind now."""
    return Held(
        _count(select(func.count()).where(CaseloadEntry.assistant_id == assistant_id, CaseloadEntry.until.is_(None))),
        _count(select(func.count()).where(Claim.assistant_id == assistant_id, Claim.state == ClaimState.WAITING)),
        _count(select(func.count()).where(_touches(assistant_id), CareOffer.answered_at.is_(None))),
    )


def let_go(assistant_id: int) -> None:
    """End her care of everybody, close the offers to and from her, and free the claims and records that name her.

    A freed claim goes to the assistants of its district, or to the officers (see ``claims``).
    """
    with transaction() as session:
        end_care(CaseloadEntry.assistant_id == assistant_id, Ended.LEFT)
        withdraw_offers(_touches(assistant_id))
        session.execute(
            update(Claim)
            .where(Claim.assistant_id == assistant_id, Claim.state == ClaimState.WAITING)
            .values(assistant_id=None)
        )
        session.execute(
            update(GraduationRecord).where(GraduationRecord.assistant_id == assistant_id).values(assistant_id=None)
        )


def _touches(assistant_id: int) -> ColumnElement[bool]:
    return or_(
        CareOffer.to_id == assistant_id, CareOffer.from_id == assistant_id, CareOffer.offered_by_id == assistant_id
    )


def _count(counted: Select[int]) -> int:
    return db.session.scalar(counted) or 0
