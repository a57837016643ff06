"""The outbox: what is asked for is done, at least once, and never lost."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from products.database import db, transaction
from storefront.outbox import enqueue, queue
from storefront.outbox.models import Job, JobState
from storefront.outbox.worker import Worker
from tests.conftest import StoppedClock

pytestmark = pytest.mark.usefixtures("app")


def job() -> Job:
    """The one job there is."""
    return db.session.scalars(select(Job)).one()


def test_a_job_exists_exactly_when_its_deed_does() -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        enqueue("mail.send", "mail:1")
        raise ZeroDivisionError
    assert db.session.scalar(select(Job)) is None
    with transaction():
        enqueue("mail.send", "mail:1")
    assert job().state is JobState.QUEUED


def test_asking_twice_for_one_effect_asks_once() -> None:
    enqueue("mail.send", "mail:1", to="a")
    enqueue("mail.send", "mail:1", to="b")
    assert job().payload == {"to": "a"}


def test_a_job_in_somebodys_hands_is_not_given_to_another(stopped_clock: StoppedClock) -> None:
    enqueue("mail.send", "mail:1")
    assert queue.claim() is not None
    assert queue.claim() is None


def test_a_worker_that_falls_silent_loses_its_job_to_another(stopped_clock: StoppedClock) -> None:
    enqueue("mail.send", "mail:1")
    lost = queue.claim()
    stopped_clock.move(seconds=queue.LEASE.total_seconds() + 1)
    taken = queue.claim()
    assert lost is not None
    assert taken is not None
    assert taken.attempt == 2
    queue.fail(lost, "too late to matter")
    assert job().state is JobState.LEASED
    queue.finish(taken)
    assert job().state is JobState.DONE


def test_a_long_job_keeps_its_lease_by_renewing_it(stopped_clock: StoppedClock) -> None:
    enqueue("graduation.import", "batch:1")
    held = queue.claim()
    assert held is not None
    stopped_clock.move(seconds=queue.LEASE.total_seconds() - 1)
    assert queue.keep(held) is True
    stopped_clock.move(seconds=queue.LEASE.total_seconds() - 1)
    assert queue.claim() is None
    stopped_clock.move(seconds=2)
    assert queue.claim() is not None
    assert queue.keep(held) is False


def test_a_long_job_that_is_put_back_has_not_failed(stopped_clock: StoppedClock) -> None:
    enqueue("graduation.import", "batch:1")
    for _restart in range(queue.MOST_ATTEMPTS + 1):
        held = queue.claim()
        assert held is not None
        queue.put_back(held)
    assert job().state is JobState.QUEUED


def test_pauses_grow_and_after_the_last_attempt_a_person_is_needed(stopped_clock: StoppedClock) -> None:
    enqueue("mail.send", "mail:1")
    pauses = []
    for _attempt in range(queue.MOST_ATTEMPTS):
        held = queue.claim()
        assert held is not None
        queue.fail(held, "the server is away")
        db.session.expire_all()
        pauses.append((job().run_at - stopped_clock.moment).total_seconds())
        stopped_clock.move(hours=2)
    assert pauses[:3] == [10, 40, 160]
    assert max(pauses) == queue.LONGEST_PAUSE.total_seconds()
    assert job().state is JobState.DEAD
    assert job().last_error == "the server is away"
    assert queue.claim() is None


def test_a_dead_job_can_be_given_a_new_life(stopped_clock: StoppedClock) -> None:
    enqueue("mail.send", "mail:1")
    for _attempt in range(queue.MOST_ATTEMPTS):
        held = queue.claim()
        assert held is not None
        queue.fail(held, "away")
        stopped_clock.move(hours=2)
    assert queue.requeue(job().id) is True
    again = queue.claim()
    assert again is not None
    assert again.attempt == 1
    assert queue.requeue(again.id) is False


def test_one_whose_workers_fell_silent_every_time_is_not_tried_for_ever(stopped_clock: StoppedClock) -> None:
    enqueue("photo.sizes", "photo:1")
    for _attempt in range(queue.MOST_ATTEMPTS):
        assert queue.claim() is not None
        stopped_clock.move(hours=1)
    assert queue.claim() is None
    db.session.expire_all()
    assert job().state is JobState.DEAD


def test_the_worker_does_what_is_due_and_goes_on_after_a_failure(app: Flask, stopped_clock: StoppedClock) -> None:
    done: list[str] = []

    def greet(name: str) -> None:
        if name == "nobody" and len(done) < 1:
            raise ValueError("there is nobody")
        done.append(name)

    enqueue("greet", "greet:1", name="nobody")
    enqueue("greet", "greet:2", name="Sari")
    worker = Worker(app, {"greet": greet}, {})
    worker.run_until_idle()
    assert done == ["Sari"]
    stopped_clock.move(seconds=11)
    worker.run_until_idle()
    assert done == ["Sari", "nobody"]


def test_a_chore_that_fails_does_not_keep_the_jobs_from_being_done(app: Flask) -> None:
    done: list[str] = []
    enqueue("greet", "greet:1", name="Sari")

    def broken() -> bool:
        raise OSError("the index is on a broken disk")

    worker = Worker(app, {"greet": lambda name: done.append(name)}, {"search": broken})
    worker.stopping.set()
    worker.round()
    assert done == ["Sari"]


def test_what_a_job_needed_is_forgotten_once_it_is_done() -> None:
    enqueue("mail.send", "mail:1", to="sari@example.com", text="Kode Anda: 12345678")
    taken = queue.claim()
    assert taken is not None
    queue.fail(taken, "no signal")
    assert job().payload["to"] == "sari@example.com"
    with transaction():
        job().run_at -= queue.LONGEST_PAUSE
    taken = queue.claim()
    assert taken is not None
    queue.finish(taken)
    assert job().payload == {}


def test_only_what_was_done_long_ago_is_deleted(stopped_clock: StoppedClock) -> None:
    for key in ("done", "waiting"):
        enqueue("mail.send", key)
    taken = queue.claim()
    assert taken is not None
    queue.finish(taken)
    assert queue.forget_done() is False
    stopped_clock.move(seconds=queue.REMEMBERED.total_seconds() + 1)
    assert queue.forget_done() is True
    assert job().key == "waiting"
    assert queue.forget_done() is False
