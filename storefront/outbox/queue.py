"""Putting jobs into the outbox, taking them out under a lease, and what becomes of them.

A job is written in the same transaction as the deed it follows, so it exists exactly when the deed does. A worker
takes it under a lease; a worker that is killed loses the lease and another one does the job again. Handlers therefore
must not mind doing a job twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from products import clock
from products.database import db, transaction
from storefront.outbox.models import Job, JobState

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
REMEMBERED = timedelta(days=90)
"""How long the key of a job that is done keeps the same effect from being asked for again."""
MOST_FORGOTTEN_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job in a worker's hands. ``attempt`` tells this hold of it from a later one."""

    id: int
    kind: str
    payload: Mapping[str, Any]
    attempt: int


def enqueue(kind: str, key: str, **payload: Any) -> None:
    """Ask for an effect, inside the transaction of its deed.

    Args:
        kind: which handler does it, such as ``mail.send``.
        key: names the effect; a second request under the same key adds nothing.
        payload: what the handler needs, as JSON values.
    """
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    at = clock.now()
    with transaction() as session:
        session.execute(
            insert(Job)
            .values(
                kind=kind,
                key=key,
                payload=payload,
                state=JobState.QUEUED,
                attempts=0,
                run_at=at,
                created_at=at,
                last_error="",
            )
            .on_conflict_do_nothing(index_elements=[Job.key])
        )


def claim() -> Claimed | None:
    """Take the job that has waited longest, or one whose worker has fallen silent; ``None`` when there is none.

    One whose last attempt ended in silence too is buried rather than tried for ever.
    """
    at = clock.now()
    due = or_(
        and_(Job.state == JobState.QUEUED, Job.run_at <= at),
        and_(Job.state == JobState.LEASED, Job.leased_until < at),
    )
    if not db.session.scalar(select(Job.id).where(due).limit(1)):
        db.session.rollback()
        return None
    oldest = select(Job.id).where(due).order_by(Job.run_at, Job.id).limit(1).with_for_update(skip_locked=True)
    with transaction() as session:
        row = session.execute(
            update(Job)
            .where(Job.id == oldest.scalar_subquery())
            .values(state=JobState.LEASED, attempts=Job.attempts + 1, leased_until=at + LEASE)
            .returning(Job.id, Job.kind, Job.payload, Job.attempts)
            .execution_options(synchronize_session=False)
        ).one_or_none()
        if row and row.attempts > MOST_ATTEMPTS:
            _settle(Claimed(*row), state=JobState.DEAD, last_error="its worker fell silent each time")
            return None
    return Claimed(*row) if row else None


def keep(job: Claimed) -> bool:
    """Renew the lease of a long job. ``False`` when it has passed to somebody else meanwhile."""
    with transaction():
        return _settle(job, leased_until=clock.now() + LEASE)


def put_back(job: Claimed) -> None:
    """Leave a long job to whoever claims it next, as if it had not been taken: that it was left is nobody's failure."""
    with transaction():
        _settle(job, state=JobState.QUEUED, attempts=Job.attempts - 1, run_at=clock.now(), leased_until=None)


def finish(job: Claimed) -> None:
    """The effect is there. What it needed is forgotten, for it may hold a letter with somebody's name and link."""
    with transaction():
        _settle(job, state=JobState.DONE, finished_at=clock.now(), leased_until=None, last_error="", payload={})


def fail(job: Claimed, error: str) -> None:
    """It did not work: try again after a pause that grows fourfold, and after the last attempt call for a person."""
    is_last = job.attempt >= MOST_ATTEMPTS
    pause = min(FIRST_PAUSE * 4 ** (job.attempt - 1), LONGEST_PAUSE)
    with transaction():
        _settle(
            job,
            state=JobState.DEAD if is_last else JobState.QUEUED,
            run_at=clock.now() + pause,
            leased_until=None,
            last_error=error[:2000],
        )


def requeue(job_id: int) -> bool:
    """Give a dead job a new life. ``False`` when it is not dead."""
    with transaction() as session:
        changed = session.execute(
            update(Job)
            .where(Job.id == job_id, Job.state == JobState.DEAD)
            .values(state=JobState.QUEUED, attempts=0, run_at=clock.now())
        )
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def forget_done() -> bool:
    """A chore of the worker: delete jobs done so long ago that nobody asks for them again. Whether there were any."""
    old = and_(Job.state == JobState.DONE, Job.run_at < clock.now() - REMEMBERED)
    found = db.session.scalars(select(Job.id).where(old).limit(MOST_FORGOTTEN_AT_ONCE)).all()
    db.session.rollback()
    if not found:
        return False
    with transaction() as session:
        session.execute(delete(Job).where(Job.id.in_(found)).execution_options(synchronize_session=False))
    return True


def _settle(job: Claimed, **values: Any) -> bool:
    """Write what became of a job, unless its lease has passed to somebody else meanwhile; whether it had not."""
    mine = and_(Job.id == job.id, Job.state == JobState.LEASED, Job.attempts == job.attempt)
    settled = db.session.execute(update(Job).where(mine).values(**values).execution_options(synchronize_session=False))
    return bool(settled.rowcount)  # type: ignore[attr-defined]
