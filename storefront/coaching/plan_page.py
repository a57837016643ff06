"""The plan of one seller as her assistant sees it: where she is, the one next thing, and the mark of success."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from products import clock
from products.clock import WESTERN_INDONESIA
from products.models import Seller
from products.money import rupiah
from storefront.care.contacts import due_on, in_care_since, last_contact
from storefront.care.plans import Measure, PlanText
from storefront.care.steps import Done, Progress, StepState
from storefront.care.takings import taken_by_month, taken_yesterday
from storefront.care.windows import LAST_MONTH, add_months
from storefront.coaching.follow_up import in_words
from storefront.graduation.models import GraduationRecord, Kind
from storefront.graduation.showing import graduation_day
from storefront.language import current

MONTHS_MEASURED = 4


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step on the page. ``done`` says when and by whom; ``url`` is where it is ticked, empty where nobody does."""

    code: str
    words: str
    is_done: bool
    done: str
    url: str


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps that belong together and are still to do, without the very next one."""

    heading: str
    lines: list[StepLine]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything on the page of one plan."""

    seller: Seller
    kind: Kind
    text: PlanText
    progress: Progress
    next: StepLine | None
    stages: list[Stage]
    done: list[StepLine]
    success: StepLine
    measured: list[tuple[str, str]]
    left: str
    watched_until: str
    last_contact: str
    next_contact: str


def plan_page(seller: Seller, record: GraduationRecord, progress: Progress) -> PlanPage:
    """The page. Whoever shows it notes the read of the record (``looking.looks``)."""
    plan, met, coming = progress.plan, last_contact(seller.id), progress.next
    return PlanPage(
        seller=seller,
        kind=record.kind,
        text=plan.in_language(current()),
        progress=progress,
        next=_line(seller.id, coming) if coming else None,
        stages=_stages(seller.id, progress),
        done=[_line(seller.id, one) for one in progress.steps if one.done],
        success=_line(seller.id, progress.success),
        measured=_measured(seller, plan.measure),
        left=graduation_day(record.graduated_on, record.is_day_known),
        watched_until=_watched_until(record),
        last_contact=in_words(met.on_day) if met else "",
        next_contact=in_words(due_on(met, in_care_since(seller.id) or clock.today())),
    )


def _stages(seller_id: int, progress: Progress) -> list[Stage]:
    parts = (
        (_("Bulan pertama"), progress.first_month),
        (_("Surat dan izin"), progress.papers),
        (_("Selanjutnya"), progress.later),
    )
    stages = [
        Stage(heading, [_line(seller_id, one) for one in states if one.done is None and one is not progress.next])
        for heading, states in parts
    ]
    return [stage for stage in stages if stage.lines]


def _line(seller_id: int, one: StepState) -> StepLine:
    address = url_for("coaching.tick_step", seller_id=seller_id, code=one.step.code)
    return StepLine(
        code=one.step.code,
        words=one.step.words,
        is_done=one.done is not None,
        done=done_in_words(one.done) if one.done else "",
        url=address if one.is_ticked_by_hand else "",
    )


def done_in_words(done: Done) -> str:
    """When and by whom a step was done, as far as that is known."""
    day = str(format_date(done.at, "d MMM yyyy")) if done.at else ""
    return " · ".join(part for part in (day, done.by or _("tercatat di toko")) if part)


def _measured(seller: Seller, measure: Measure | None) -> list[tuple[str, str]]:
    """What came in through this shop since it opened, to hold beside the success mark; other sales are not in it."""
    if measure is Measure.YESTERDAY:
        return [(_("Masuk lewat toko kemarin"), rupiah(taken_yesterday(seller.id)))]
    if measure is Measure.FOUR_MONTHS:
        opened = seller.created_at.astimezone(WESTERN_INDONESIA).date().replace(day=1)
        months = taken_by_month(seller.id, MONTHS_MEASURED)
        return [(str(format_date(month, "MMMM yyyy")), rupiah(idr)) for month, idr in months if month >= opened]
    return []


def _watched_until(record: GraduationRecord) -> str:
    """The month in which the last watched one ends, counted from graduation or from the link, whichever is later."""
    linked_on = record.linked_at.astimezone(WESTERN_INDONESIA).date() if record.linked_at else record.graduated_on
    return str(format_date(add_months(max(record.graduated_on, linked_on), LAST_MONTH + 1), "MMMM yyyy"))
