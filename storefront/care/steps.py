"""How far a seller is on her plan: steps ticked by her assistant, and steps that the shop sees by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from products import clock
from products.actor import Actor
from products.categories import category_facts
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Category, Photo, Product, Seller
from products.permits import PermitKind, PermitRule
from storefront.accounts.models import Account
from storefront.care.carer import refuse_stranger
from storefront.care.models import PlanStep
from storefront.care.plans import Fact, Goods, Plan, Step, plans
from storefront.graduation.links import record_of
from storefront.orders.models import Parcel, ParcelState


@dataclass(frozen=True, slots=True)
class Done:
    """That a step is done: when, where that is known, and by whom; empty where the shop saw it by itself."""

    at: datetime | None
    by: str = ""


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of a plan and whether it is done."""

    step: Step
    done: Done | None

    @property
    def is_ticked_by_hand(self) -> bool:
        """Whether it takes a person to say that it is done."""
        return self.step.known_by is None


@dataclass(frozen=True, slots=True)
class Progress:
    """A plan with what of it is done."""

    plan: Plan
    first_month: list[StepState]
    papers: list[StepState]
    later: list[StepState]
    success: StepState

    @property
    def steps(self) -> list[StepState]:
        """Every step in the order of doing, without the success mark."""
        return self.first_month + self.papers + self.later

    @property
    def next(self) -> StepState | None:
        """The first step that is not done; none when all are."""
        return next((one for one in self.steps if one.done is None), None)

    @property
    def hers(self) -> list[StepState]:
        """The steps that are the seller's own to do."""
        return [one for one in self.steps if one.step.id.hers]

    @property
    def her_next(self) -> StepState | None:
        """The first of hers that is not done."""
        return next((one for one in self.hers if one.done is None), None)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.done is not None for one in self.steps)


def progress_of(seller_id: int) -> Progress | None:
    """How far a seller is, by the kind of her record; ``None`` for one without. Four queries.

    Steps for goods that she does not list are left out; before she has listed anything none are.

    Whoever shows the plan itself notes the read (``looking.looks``).
    """
    record = record_of(seller_id)
    if record is None:
        return None
    plan, done = plans()[record.kind], _ticked(seller_id)
    seen, goods = _seen_by_the_shop(seller_id), _goods_of(seller_id)

    def state(step: Step) -> StepState:
        return StepState(step, seen.get(step.known_by) if step.known_by else done.get(step.code))

    def states(steps: tuple[Step, ...]) -> list[StepState]:
        return [state(step) for step in steps if step.only_for is None or step.only_for in goods]

    return Progress(
        plan=plan,
        first_month=states(plan.first_month),
        papers=states(plan.papers),
        later=states(plan.later),
        success=state(plan.success),
    )


def tick(actor: Actor, seller_id: int, code: str) -> None:
    """Say that a step is done. Saying it again changes nothing: the first day and name stay.

    Raises:
        Refusal: when the seller is not in her care, her plan has no such step, or the shop sees that one by itself.
    """
    try:
        with transaction() as session:
            refuse_stranger(actor, seller_id)
            _refuse_unknown(seller_id, code)
            if code not in _ticked(seller_id):
                session.add(PlanStep(seller_id=seller_id, code=code, done_at=clock.now(), account_id=actor.account_id))
    except IntegrityError:
        return  # a second tap at the same moment; the first one stands


def untick(actor: Actor, seller_id: int, code: str) -> None:
    """Take it back. Raises ``Refusal`` as ``tick`` does."""
    with transaction() as session:
        refuse_stranger(actor, seller_id)
        _refuse_unknown(seller_id, code)
        session.execute(delete(PlanStep).where(PlanStep.seller_id == seller_id, PlanStep.code == code))


def _refuse_unknown(seller_id: int, code: str) -> None:
    record = record_of(seller_id)
    plan = plans()[record.kind] if record else None
    step = next((one for one in (*plan.steps, plan.success) if one.code == code), None) if plan else None
    if step is None:
        raise Refusal(N_("Langkah ini tidak ada di rencananya. Muat ulang halaman."))
    if step.known_by is not None:
        raise Refusal(N_("Langkah ini tercatat sendiri begitu ada di toko."))


def _ticked(seller_id: int) -> dict[str, Done]:
    rows = db.session.execute(
        select(PlanStep.code, PlanStep.done_at, Account.display_name)
        .join(Account, Account.id == PlanStep.account_id)
        .where(PlanStep.seller_id == seller_id)
    )
    return {code: Done(at, by) for code, at, by in rows}


def _goods_of(seller_id: int) -> Collection[Goods]:
    """Which goods with steps of their own she lists; all of them while the shop knows of none."""
    slugs = db.session.scalars(select(Category.slug).join(Product).where(Product.seller_id == seller_id).distinct())
    known = [facts for slug in slugs if (facts := category_facts(slug))]
    if not known:
        return tuple(Goods)
    food = {Goods.FOOD} if any(facts.is_food for facts in known) else set()
    return food | ({Goods.PIRT} if any(facts.permit is PermitRule.PIRT for facts in known) else set())


def _seen_by_the_shop(seller_id: int) -> Mapping[Fact, Done]:
    """What is done by the data themselves, in one query. Of a pack, a price and the numbers no day is kept."""
    goods = select(func.count()).select_from(Product).where(Product.seller_id == seller_id)
    came = select(func.min(Parcel.created_at)).where(
        Parcel.seller_id == seller_id, Parcel.state != ParcelState.CANCELLED
    )
    row = db.session.execute(
        select(
            select(func.min(Photo.added_at)).join(Product).where(Product.seller_id == seller_id).scalar_subquery(),
            select(func.min(Product.published_at)).where(Product.seller_id == seller_id).scalar_subquery(),
            came.scalar_subquery(),
            goods.where(Product.material.is_not(None), Product.closure.is_not(None)).scalar_subquery(),
            goods.where(Product.price_idr > 0).scalar_subquery(),
            goods.where(Product.permit_kind == PermitKind.PIRT, Product.permit_number != "").scalar_subquery(),
            goods.where(Product.halal_number != "").scalar_subquery(),
            select(func.count()).where(Seller.id == seller_id, Seller.nib.is_not(None)).scalar_subquery(),
        )
    ).one()
    days = dict(zip((Fact.PHOTO, Fact.LISTING, Fact.ORDER), row[:3], strict=True))
    there = dict(zip((Fact.PACK, Fact.PRICE, Fact.PIRT, Fact.HALAL, Fact.NIB), row[3:], strict=True))
    return {fact: Done(day) for fact, day in days.items() if day} | {fact: Done(None) for fact in there if there[fact]}
