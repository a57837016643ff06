"""The figures of the desk: counted once a night by the worker, protected, and only then kept.

What is kept is what may be seen, so every page and every file draws from one protected table, and opening one costs
nothing however large the programme is. ``docs/figures.md`` tells what each figure means.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select

from products import clock
from products.database import db, transaction
from storefront.graduation.models import BatchState, ImportBatch
from storefront.programme.models import Figures
from storefront.programme.reporting.numbers import counted
from storefront.programme.reporting.protection import protected_counts

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
    """Whether the newest figures are older than the last night, or than an import."""
    now = clock.now()
    made_at = db.session.scalar(select(func.max(Figures.made_at)))
    return made_at is None or made_at < _last_night(now) or _came_since(made_at, now - SETTLED)


def count() -> Figures:
    """Count, protect and keep; of older figures one a month stays."""
    now = clock.now()
    counts = protected_counts(counted(now))
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


def _last_night(now: datetime) -> datetime:
    """The last two o'clock at night in Jakarta."""
    there = now.astimezone(JAKARTA)
    tonight = there.replace(hour=COUNTED_AT_HOUR, minute=0, second=0, microsecond=0)
    return tonight if tonight <= there else tonight - timedelta(days=1)


def _came_since(made_at: datetime, settled: datetime) -> bool:
    """Whether an import ended since the figures were made, and nothing after it for a while.

    Wages wait for the night: thresholds that answer at once could be moved until they tell what somebody earns.
    """
    ended = (BatchState.IMPORTED, BatchState.UNDONE)
    came = (
        select(func.max(ImportBatch.finished_at)).where(ImportBatch.state.in_(ended)),
        select(func.max(ImportBatch.undone_at)).where(ImportBatch.state.in_(ended)),
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
