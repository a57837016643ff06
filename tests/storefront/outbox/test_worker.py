"""A long job is done in parts, and nothing else waits for its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from products import clock
from products.database import db
from storefront.outbox import enqueue, queue
from storefront.outbox.models import Heartbeat, Job, JobState
from storefront.outbox.worker import Handler, Worker
from tests.conftest import StoppedClock

PARTS = 4


class Shop:
    """A worker with a long job, a short one and a chore, and what was done in which order."""

    def __init__(self, app: Flask) -> None:
        self.done: list[str] = []
        handlers: dict[str, Handler] = {"long": self._long, "short": self._short}
        self.worker = Worker(app, handlers, {"chore": self._chore})

    def _long(self, *, falls_at: int = PARTS) -> Iterator[None]:
        for number in range(PARTS):
            if number == falls_at:
                raise OSError("the disk is full")
            self.done.append(f"part {number}")
            yield

    def _short(self) -> None:
        self.done.append("short")

    def _chore(self) -> bool:
        self.done.append("chore")
        return False


def state_of(key: str) -> JobState:
    db.session.rollback()
    return db.session.scalars(select(Job.state).where(Job.key == key)).one()


def test_chores_and_other_jobs_come_between_the_parts_of_a_long_job(app: Flask) -> None:
    shop = Shop(app)
    enqueue("long", "long:1")
    enqueue("short", "short:1")
    shop.worker.run_until_idle()
    assert shop.done[:6] == ["chore", "part 0", "chore", "short", "part 1", "chore"]
    assert [one for one in shop.done if one.startswith("part")] == [f"part {number}" for number in range(PARTS)]
    assert (state_of("long:1"), state_of("short:1")) == (JobState.DONE, JobState.DONE)


def test_a_job_longer_than_its_lease_stays_with_its_worker_who_shows_that_it_lives(
    app: Flask, stopped_clock: StoppedClock
) -> None:
    shop, other = Shop(app), Shop(app)
    enqueue("long", "long:1")
    for _part in range(PARTS):
        shop.worker.round()
        assert db.session.scalars(select(Heartbeat.at)).one() == stopped_clock.moment
        db.session.rollback()
        stopped_clock.move(seconds=queue.LEASE.total_seconds() - 1)
        other.worker.round()
    shop.worker.round()
    assert [one for one in other.done if one.startswith("part")] == []
    assert state_of("long:1") is JobState.DONE


def test_a_worker_that_comes_to_itself_leaves_the_job_to_the_one_who_has_it_now(
    app: Flask, stopped_clock: StoppedClock
) -> None:
    silent, other = Shop(app), Shop(app)
    enqueue("long", "long:1")
    silent.worker.round()
    stopped_clock.move(seconds=queue.LEASE.total_seconds() + 1)
    other.worker.round()
    silent.worker.run_until_idle()
    assert silent.done.count("part 1") == 0
    assert state_of("long:1") is JobState.LEASED
    other.worker.run_until_idle()
    assert state_of("long:1") is JobState.DONE


def test_a_part_that_fails_fails_the_job_once(app: Flask) -> None:
    shop = Shop(app)
    enqueue("long", "long:1", falls_at=2)
    shop.worker.run_until_idle()
    (failed,) = db.session.scalars(select(Job))
    assert (failed.state, failed.attempts) == (JobState.QUEUED, 1)
    assert "the disk is full" in failed.last_error
    assert failed.run_at > clock.now() + timedelta(seconds=1)


def test_a_worker_told_to_stop_puts_a_long_job_back(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = Shop(app)
    enqueue("long", "long:1")
    monkeypatch.setattr("signal.signal", lambda *_: None)

    def stop() -> bool:
        shop.worker.stopping.set()
        return False

    monkeypatch.setattr(shop.worker, "chores", {"stop": stop})
    shop.worker.run()
    assert shop.done == ["part 0"]
    assert state_of("long:1") is JobState.QUEUED
    again = queue.claim()
    assert again is not None
    assert again.attempt == 1
