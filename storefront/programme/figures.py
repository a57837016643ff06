"""The figures of the desk: counted once a night by the worker, protected, and only then kept.

What is kept is what may be seen, so every page and every file draws from one protected table, and opening one costs
nothing however large the programme is. ``docs/figures.md`` tells what each figure means.
"""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select

from products import clock
from products.database import db, transaction
from storefront.graduation.models import BatchState, ImportBatch
from storefront.programme.disclosure import (
    Shown,
    ShownClasses,
    Tally,
    apart,
    protected,
    protected_classes,
    runs,
)
from storefront.programme.models import Figures, MinimumWage
from storefront.programme.numbers import Counted, counted
from storefront.programme.periods import MONTHS, in_order

SUMS = ("listings", "orders", "takings", "above_months")
"""Sums over sellers, shown only where their number is."""
PARTS = {
    "packed": "sellers",
    "sealed": "packed",
    "pack_fits": "packed",
    "permit": "sellers",
    "halal": "sellers",
    "above_once": "sellers",
    "above_four": "above_once",
}
"""Parts of a group of people, each shown only where its group is."""
BY_CLASS = ("listings", "orders", "takings")
BY_MONTH = ("orders", "takings")

JAKARTA = ZoneInfo("Asia/Jakarta")
COUNTED_AT_HOUR = 2
KEPT = timedelta(days=396)
EVERY_NIGHT_KEPT = timedelta(days=35)
SETTLED = timedelta(minutes=5)
"""An import or new wages are counted when nothing has come for so long: three files make one count."""
LOOKED_AT_EVERY_SECONDS = 20.0

_last: list[float] = []


def keep_fresh() -> bool:
    """A chore of the worker: count when a night has passed, an import is in, or nothing was ever counted."""
    if _last and time.monotonic() - _last[0] < LOOKED_AT_EVERY_SECONDS:
        return False
    _last[:] = [time.monotonic()]
    if not is_due():
        return False
    count()
    return True


def is_due() -> bool:
    """Whether the newest figures are older than the last night, or than something they should tell of."""
    now = clock.now()
    made_at = db.session.scalar(select(func.max(Figures.made_at)))
    return made_at is None or made_at < _last_night(now) or _came_since(made_at, now - SETTLED)


def count() -> Figures:
    """Count, protect and keep; of older figures one a month stays."""
    now = clock.now()
    counts = protected_counts(counted(now), now)
    db.session.rollback()
    with transaction() as session:
        figures = Figures(made_at=now, counts=counts)
        session.add(figures)
        session.execute(delete(Figures).where(Figures.id.in_(_spare(now))))
    return figures


def newest() -> Figures | None:
    """The figures that pages and files show."""
    return db.session.scalar(select(Figures).order_by(Figures.made_at.desc(), Figures.id.desc()).limit(1))


def count_old(before: datetime) -> int:
    """How many figures were made before a moment."""
    return db.session.scalar(select(func.count()).select_from(Figures).where(Figures.made_at < before)) or 0


def forget_old(before: datetime) -> int:
    """Delete the figures made before a moment; how many there were."""
    with transaction() as session:
        gone = session.execute(delete(Figures).where(Figures.made_at < before))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def protected_counts(found: Counted, now: datetime) -> dict[str, Any]:
    """What may be seen of what was counted, as it is kept:

    ``regions``: {measure: {place: value}}; a place is ``""`` for the nation, a province's code or a regency's.
    ``kinds``, ``cohorts``: {measure: {province: {class: value}}}. ``monthly``: {measure: {province: twelve values}}.
    A value that is not there is not to be seen. ``since``, ``until``, ``months`` say what days are meant.
    """
    regions = _regions(found)
    cohorts = _cohorts(found)
    return {
        "since": found.period.since.isoformat(),
        "until": found.period.until.isoformat(),
        "months": [month.isoformat() for month in found.period.months],
        "cohorts_in_order": cohorts,
        "regions": regions,
        "kinds": _classes({name: tallies.found() for name, tallies in found.kinds.items()}, regions),
        "cohorts": _classes(
            {name: _put_together(tallies.found(), cohorts) for name, tallies in found.cohorts.items()}, regions
        ),
        "monthly": _monthly(found, regions["sellers"]),
    }


def _regions(found: Counted) -> dict[str, Shown]:
    leaves: dict[str, dict[str, Tally]] = defaultdict(
        dict, {name: tallies.found() for name, tallies in found.regions.items()}
    )
    shown = {name: protected(leaves[name]) for name in ("without_shop", "administrative", "sellers")}
    for name in SUMS:
        shown[name] = protected(_at(leaves[name], leaves["sellers"]), shown["sellers"])
    for name, group in PARTS.items():
        leaves[name] = apart(leaves[name], leaves[group])
        shown[name] = protected(leaves[name], shown[group])
    return shown


def _at(leaves: dict[str, Tally], places: dict[str, Tally]) -> dict[str, Tally]:
    """The same with an empty tally for the places at which nobody adds anything."""
    return dict.fromkeys(places, Tally()) | leaves


def _classes(
    cells: dict[str, dict[tuple[str, str], Tally]], regions: dict[str, Shown]
) -> dict[str, dict[str, dict[str, int]]]:
    sellers = protected_classes(cells.get("sellers", {}), regions["sellers"])
    shown: dict[str, ShownClasses] = {
        "without_shop": protected_classes(cells.get("without_shop", {}), regions["without_shop"]),
        "sellers": sellers,
    }
    none = dict.fromkeys(cells.get("sellers", {}), Tally())
    for name in BY_CLASS:
        shown[name] = protected_classes(none | cells.get(name, {}), regions[name], sellers)
    return {name: _nested(values) for name, values in shown.items()}


def _nested(values: ShownClasses) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (province, name), value in sorted(values.items()):
        found.setdefault(province, {})[name] = value
    return found


def _cohorts(found: Counted) -> list[list[str]]:
    """The half-years in order, those with too few graduates joined to their neighbours."""
    sums: dict[str, Tally] = {}
    for measure in ("sellers", "without_shop"):
        for (_province, name), tally in found.cohorts[measure].found().items():
            sums[name] = sums.get(name, Tally()) + tally
    return runs([(name, sums[name]) for name in in_order(list(sums))])


def _put_together(cells: dict[tuple[str, str], Tally], cohorts: list[list[str]]) -> dict[tuple[str, str], Tally]:
    """Cells by cohort as cells by the run that the cohort is in, which goes by its first."""
    run_of = {name: run[0] for run in cohorts for name in run}
    found: dict[tuple[str, str], Tally] = {}
    for (province, name), tally in cells.items():
        key = (province, run_of[name])
        found[key] = found[key] + tally if key in found else tally
    return found


def _monthly(found: Counted, sellers: Shown) -> dict[str, dict[str, list[int | None]]]:
    places = [code for code in sellers if len(code) <= len("33")]
    none = {code: Tally() for code in {*places, *_provinces(found)} if code}
    shown = {
        (name, month): protected(none | found.months[name, month].found(), places)
        for name in BY_MONTH
        for month in range(MONTHS)
    }
    return {
        name: {code: [shown[name, month].get(code) for month in range(MONTHS)] for code in places} for name in BY_MONTH
    }


def _provinces(found: Counted) -> set[str]:
    return {code[:2] for code in found.regions["sellers"].found()}


def _last_night(now: datetime) -> datetime:
    """The last two o'clock at night in Jakarta."""
    there = now.astimezone(JAKARTA)
    tonight = there.replace(hour=COUNTED_AT_HOUR, minute=0, second=0, microsecond=0)
    return tonight if tonight <= there else tonight - timedelta(days=1)


def _came_since(made_at: datetime, settled: datetime) -> bool:
    """Whether an import ended or wages came since the figures were made, and nothing after it for a while."""
    ended = (BatchState.IMPORTED, BatchState.UNDONE)
    came = (
        select(func.max(ImportBatch.finished_at)).where(ImportBatch.state.in_(ended)),
        select(func.max(ImportBatch.undone_at)).where(ImportBatch.state.in_(ended)),
        select(func.max(MinimumWage.changed_at)),
    )
    moments = [moment for one in came if (moment := db.session.scalar(one)) is not None]
    return bool(moments) and made_at < max(moments) <= settled


def _spare(now: datetime) -> list[int]:
    """After five weeks all but the first of each month; what is too old goes by the table of retention."""
    rows = db.session.execute(
        select(Figures.id, Figures.made_at)
        .where(Figures.made_at < now - EVERY_NIGHT_KEPT)
        .order_by(Figures.made_at, Figures.id)
    ).all()
    first_of = {made_at.strftime("%Y-%m"): number for number, made_at in reversed(rows)}
    return [number for number, made_at in rows if number not in first_of.values()]
