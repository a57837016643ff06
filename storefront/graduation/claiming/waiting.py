"""Who decides which claim.

A claim on a record is for the record's assistant, or for those of its district when it has none. Without a record it
is for the assistants of the district the seller wrote, or for the officers where nobody works there. A claim on a
record that another seller has is a case, and cases are the officers' (``cases``).

Nobody decides what she typed herself. An assistant who typed a claim for a seller knows that it waits, whatever it met,
and it goes to another assistant or to the officers of the province, who hand it to one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, false, func, not_, or_, select
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
    officer sees, of her area, those whose assistant has left or typed it herself, those without one from districts
    where none works, and any without one that nobody took for three days.
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
    """The cases this officer decides, or what this assistant may know of and not decide, the oldest first.

    Each is a claim on a record that another seller has; to an assistant who typed a claim it looks the same.
    """
    rows = select(Claim).options(joinedload(Claim.seller)).where(_is_case_for(actor))
    return db.session.scalars(rows.order_by(Claim.created_at, Claim.id)).all()


def count_cases_for(actor: Actor) -> int:
    """How many cases there are for this officer or assistant."""
    return _count(_is_case_for(actor))


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
    return and_(_is_waiting(), or_(Claim.assistant_id == actor.account_id, nobodys, _is_made_by(actor)))


def may_decide(actor: Actor) -> ColumnElement[bool]:
    """The same for saying yes or no: a case is not decided here, and nothing by whoever typed it."""
    return and_(may_see(actor), not_(_is_case()), not_(_is_made_by(actor)))


def in_service(assistant_id: int | None) -> int | None:
    """The assistant, if she is one and can still sign in."""
    return db.session.scalar(_in_service().where(Account.id == assistant_id))


def area_of_actor(actor: Actor) -> Area:
    """The area of an officer, by her account; the shop's own worker sees the nation."""
    account = db.session.get(Account, actor.account_id) if actor.account_id else None
    return area_of(account) if account else Area()


def _is_for(actor: Actor) -> ColumnElement[bool]:
    if actor.role is not Role.OFFICER:
        return may_decide(actor)
    looked_after = select(GraduationRecord.district_code).where(GraduationRecord.assistant_id.in_(_in_service()))
    is_nobodys = _district().not_in(looked_after) | (Claim.created_at < clock.now() - LEFT_ALONE)
    has_left = Claim.assistant_id.not_in(_in_service())
    alone = and_(Claim.assistant_id.is_(None), or_(is_nobodys, _is_typed_for_her()))
    return and_(may_decide(actor), or_(has_left, alone, Claim.assistant_id == Claim.made_by_id))


def _is_case_for(actor: Actor) -> ColumnElement[bool]:
    is_anothers = _is_case() if actor.role is Role.OFFICER else or_(_is_case(), _is_made_by(actor))
    return and_(may_see(actor), is_anothers)


def _in_service() -> Select[int]:
    return select(Account.id).where(Account.is_enabled, Account.role == Role.ASSISTANT)


def _is_waiting() -> ColumnElement[bool]:
    return Claim.state == ClaimState.WAITING


def _is_case() -> ColumnElement[bool]:
    return Claim.match == ClaimMatch.TAKEN


def _is_made_by(actor: Actor) -> ColumnElement[bool]:
    return and_(Claim.made_by_id.is_not(None), Claim.made_by_id == (actor.account_id or 0))


def _is_typed_for_her() -> ColumnElement[bool]:
    """An assistant typed it for the seller."""
    return Claim.made_by_id.in_(select(Account.id).where(Account.role != Role.SELLER))


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
