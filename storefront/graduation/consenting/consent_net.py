"""A net beneath the consents: what is linked or told without one is parted and hushed within minutes.

Taking a consent back does that at once (``choices``). The net is for whatever got past it: a row restored from a
backup, a hand in the database, a fault of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from products import clock
from products.actor import SYSTEM
from products.database import db, transaction
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation import links
from storefront.graduation.claiming import claims
from storefront.graduation.consenting import story
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.models import Consent, GraduationRecord

EVERY = timedelta(minutes=5)
NO_CONSENT = "no consent"


def keep_to_consents() -> bool:
    """A chore of the worker, every five minutes: part and hush. Whether there was anything to do."""
    if not _is_due():
        return False
    linked, told = linked_without_consent(), told_without_consent()
    db.session.rollback()
    for seller_id in linked:
        _part(seller_id)
    for seller_id in told:
        _hush(seller_id)
    return bool(linked or told)


def linked_without_consent() -> list[int]:
    """The sellers whose record is linked though their account does not agree to it now, or who have no account."""
    return [seller_id for seller_id in db.session.scalars(_linked()) if seller_id is not None]


def told_without_consent() -> list[int]:
    """The sellers whose story the public reads though they do not agree to that now."""
    return list(db.session.scalars(_told()))


def used_without_consent() -> Iterator[str]:
    """A sentence for each of them, for the audit; nothing when all is well."""
    yield from (f"shop {seller_id} is linked to a record without a consent" for seller_id in linked_without_consent())
    yield from (f"shop {seller_id} tells a story without a consent" for seller_id in told_without_consent())


def _part(seller_id: int) -> None:
    """Asked once more inside: she may have agreed at this very moment."""
    with transaction() as session:
        claims.hold(seller_id)
        if session.scalar(_linked().where(GraduationRecord.seller_id == seller_id)):
            links.cut(SYSTEM, seller_id, NO_CONSENT, keep_care=links.care_is_older(seller_id))


def _hush(seller_id: int) -> None:
    with transaction() as session:
        claims.hold(seller_id)
        if session.scalar(_told().where(Seller.id == seller_id)):
            story.silence(seller_id)


def _linked() -> Select[int | None]:
    is_linked = GraduationRecord.seller_id.is_not(None)
    return select(GraduationRecord.seller_id).where(is_linked, ~_agreed(GraduationRecord.seller_id, Purpose.RECORD))


def _told() -> Select[int]:
    return select(Seller.id).where(Seller.told != "", ~_agreed(Seller.id, Purpose.STORY))


def _agreed(
    seller_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], purpose: Purpose
) -> ColumnElement[bool]:
    """Whether an account of that seller agrees now."""
    return exists(
        select(Consent.id)
        .join(Account, Account.id == Consent.account_id)
        .where(Account.seller_id == seller_id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
    )


def _is_due() -> bool:
    """Whether this worker has not looked for five minutes; asking counts as looking."""
    looked_at: datetime | None = current_app.extensions.get("consent_net")
    if looked_at and clock.now() - looked_at < EVERY:
        return False
    current_app.extensions["consent_net"] = clock.now()
    return True
