"""The offers of care there are: to an assistant, of her sellers, of one seller; and who may be asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from products import clock
from products.actor import Role
from products.database import db
from storefront.accounts.models import Account
from storefront.graduation.area import Area
from storefront.graduation.models import CareOffer

KEPT_IN_VIEW = timedelta(days=30)
MOST_SHOWN = 100


def offers_to(assistant_id: int | None) -> Sequence[CareOffer]:
    """What waits for an assistant's answer, the oldest first."""
    waiting = _offers().where(CareOffer.to_id == assistant_id, CareOffer.answered_at.is_(None))
    return db.session.scalars(waiting.order_by(CareOffer.id)).all()


def offers_from(assistant_id: int | None) -> Sequence[CareOffer]:
    """What an assistant offered, and what an officer offered of hers, with the answers of a month; the newest first."""
    hers = or_(CareOffer.offered_by_id == assistant_id, CareOffer.from_id == assistant_id)
    recent = or_(CareOffer.answered_at.is_(None), CareOffer.answered_at > clock.now() - KEPT_IN_VIEW)
    return db.session.scalars(
        _offers().where(hers, recent).order_by(CareOffer.answered_at.is_not(None), CareOffer.id.desc())
    ).all()


def offers_of(seller_id: int) -> Sequence[CareOffer]:
    """All offers of one seller, the newest first."""
    return db.session.scalars(_offers().where(CareOffer.seller_id == seller_id).order_by(CareOffer.id.desc())).all()


def open_offers(seller_ids: Sequence[int]) -> dict[int, CareOffer]:
    """The unanswered offers of these sellers, by seller."""
    waiting = _offers().where(CareOffer.seller_id.in_(seller_ids), CareOffer.answered_at.is_(None))
    return {one.seller_id: one for one in db.session.scalars(waiting)}


def receivers(area: Area, without: int | None) -> Sequence[Account]:
    """The assistants in service in an area, by name, but for one."""
    able = select(Account).where(
        Account.role == Role.ASSISTANT,
        Account.is_enabled,
        Account.id != (without or 0),
        area.holds(Account.province_code),
    )
    return db.session.scalars(able.order_by(Account.display_name, Account.id)).all()


def _offers() -> Select[CareOffer]:
    return (
        select(CareOffer)
        .options(
            joinedload(CareOffer.seller),
            joinedload(CareOffer.sender),
            joinedload(CareOffer.receiver),
            joinedload(CareOffer.offered_by),
        )
        .limit(MOST_SHOWN)
    )
