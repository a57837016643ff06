"""Who decides which claim.

A claim on a record is for the record's assistant, or for those of its district when it has none. Without a record it
is for the assistants of the district the seller wrote, or for the officers where nobody works there. A claim on a
record that another seller has is a case, and cases are the officers' (``cases``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, ScalarSelect, and_, false, func, not_, or_, select
from sqlalchemy.orm import joinedload

from products import clock
from products.actor import Actor, Role
from products.database import db
from storefront.accounts.models import Account
from storefront.graduation.area import Area, area_of
from storefront.graduation.models import Claim, ClaimMatch, ClaimState, GraduationRecord

LEFT_ALONE = timedelta(days=3)


def waiting_for(actor: Actor) -> Sequence[Claim]:
    """The claims that wait for this assistant or officer, the oldest first.

    An assistant sees those on her own records, and those without an assistant from the districts of her records. An
    officer sees, of her area, those whose assistant has left, those without one from districts where none works, and
    any without one that nobody took for three days.
    """
    rows = select(Claim).options(joinedload(Claim.seller), joinedload(Claim.record)).where(_is_for(actor))
    return db.session.scalars(rows.order_by(Claim.created_at, Claim.id)).all()


def count_waiting_for(actor: Actor) -> int:
    """How many claims wait for this assistant or officer."""
    return _count(_is_for(actor))


def claim_for(actor: Actor, reference: str) -> Claim | None:
    """The waiting claim under this reference if this assistant or officer may see it."""
    return db.session.scalar(select(Claim).where(Claim.reference == reference, may_see(actor)))


def cases_for(actor: Actor) -> Sequence[Claim]:
    """The cases this officer decides, or this assistant may know of, the oldest first.

    Each is a claim on a record that another seller has.
    """
    rows = select(Claim).options(joinedload(Claim.seller)).where(may_see(actor), _is_case())
    return db.session.scalars(rows.order_by(Claim.created_at, Claim.id)).all()


def count_cases_for(actor: Actor) -> int:
    """How many cases there are for this officer or assistant."""
    return _count(and_(may_see(actor), _is_case()))


def case_for(actor: Actor, reference: str) -> Claim | None:
    """The case under this reference, if it is this officer's."""
    if actor.role is not Role.OFFICER:
        return None
    return db.session.scalar(select(Claim).where(Claim.reference == reference, may_see(actor), _is_case()))


def may_see(actor: Actor) -> ColumnElement[bool]:
    """For a query over ``Claim``: waiting, and this assistant's or officer's to know of."""
    if actor.role is Role.OFFICER:
        return and_(_is_waiting(), _lies_in(area_of_actor(actor)))
    if actor.role is not Role.ASSISTANT:
        return false()
    districts = select(GraduationRecord.district_code).where(GraduationRecord.assistant_id == actor.account_id)
    nobodys = and_(Claim.assistant_id.is_(None), _district().in_(districts))
    return and_(_is_waiting(), or_(Claim.assistant_id == actor.account_id, nobodys))


def may_decide(actor: Actor) -> ColumnElement[bool]:
    """The same for saying yes or no: a case is not decided here."""
    return and_(may_see(actor), not_(_is_case()))


def in_service(assistant_id: int | None) -> int | None:
    """The assistant, if she can still sign in."""
    return db.session.scalar(select(Account.id).where(Account.id == assistant_id, Account.is_enabled))


def area_of_actor(actor: Actor) -> Area:
    """The area of an officer, by her account; the shop's own worker sees the nation."""
    account = db.session.get(Account, actor.account_id) if actor.account_id else None
    return area_of(account) if account else Area()


def _is_for(actor: Actor) -> ColumnElement[bool]:
    if actor.role is not Role.OFFICER:
        return may_decide(actor)
    in_service = select(Account.id).where(Account.is_enabled)
    looked_after = select(GraduationRecord.district_code).where(GraduationRecord.assistant_id.in_(in_service))
    is_nobodys = _district().not_in(looked_after) | (Claim.created_at < clock.now() - LEFT_ALONE)
    has_left = Claim.assistant_id.not_in(in_service)
    return and_(may_decide(actor), or_(has_left, and_(Claim.assistant_id.is_(None), is_nobodys)))


def _is_waiting() -> ColumnElement[bool]:
    return Claim.state == ClaimState.WAITING


def _is_case() -> ColumnElement[bool]:
    return Claim.match == ClaimMatch.TAKEN


def _lies_in(area: Area) -> ColumnElement[bool]:
    """Where the record is, and where the seller wrote when there is none."""
    if area.is_nation:
        return area.holds(Claim.district_code)
    inside = select(GraduationRecord.id).where(area.holds(GraduationRecord.district_code))
    return or_(
        and_(Claim.record_id.is_(None), area.holds(Claim.district_code)),
        Claim.record_id.in_(inside.where(GraduationRecord.id == Claim.record_id).correlate(Claim)),
    )


def _district() -> ColumnElement[str]:
    return func.coalesce(_district_of_record(), Claim.district_code)


def _district_of_record() -> ScalarSelect[str]:
    return (
        select(GraduationRecord.district_code)
        .where(GraduationRecord.id == Claim.record_id)
        .correlate(Claim)
        .scalar_subquery()
    )


def _count(which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Claim).where(which)) or 0
