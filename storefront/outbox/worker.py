"""The worker: does the outbox's jobs, keeps the search index fresh, and shows that it lives.

A short job is done in one go. A long one, such as an import, is an iterator: each round does one part of it, so that
letters, chores and the sign of life do not wait for its end, and its lease is renewed before every part.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import structlog
from flask import Flask

from products import clock
from products.database import db, transaction
from storefront.outbox import queue
from storefront.outbox.models import Heartbeat
from storefront.outbox.queue import Claimed

Parts = Iterator[None]
Handler = Callable[..., Parts | None]
Chore = Callable[[], bool]

log = structlog.get_logger("worker")
IDLE_SECONDS = 0.25
BEAT_EVERY = timedelta(seconds=10)
OVER = object()


class Worker:
    """Works until it is told to stop; a short job is finished first, a long one is put back after its part.

    Args:
        app: whose database and settings it works with.
        handlers: what to call for each kind of job, with the job's payload as keywords; it does the job, or answers
            with its parts. Between two parts no transaction is open, and no object of the database is held.
        chores: called in every round; each says whether it found something to do.
    """

    def __init__(self, app: Flask, handlers: Mapping[str, Handler], chores: Mapping[str, Chore]) -> None:
        self.app = app
        self.handlers = handlers
        self.chores = chores
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.stopping = threading.Event()
        self._in_hand: dict[int, tuple[Claimed, Parts]] = {}
        self._beaten_at = clock.now() - BEAT_EVERY

    def run(self) -> None:
        """Work until a signal says stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        while not self.stopping.is_set():
            if not self.round():
                self.stopping.wait(IDLE_SECONDS)
        self.put_back()

    def run_until_idle(self) -> None:
        """Do all that is due now and return: for tests, and for loading the demo."""
        while self.round():
            pass

    def round(self) -> bool:
        """One beat if it is time, every chore, one job, a part of each long one. Whether there was anything to do."""
        with self.app.app_context():
            self._guarded("heartbeat", self._beat)
            busy = [self._guarded(name, chore) for name, chore in self.chores.items()]
            busy.append(self._guarded("queue", self._one_job))
            long_jobs = [partial(self._one_part, *in_hand) for in_hand in self._in_hand.values()]
            busy += [self._guarded("queue", one_part) for one_part in long_jobs]
            return any(busy)

    def put_back(self) -> None:
        """Leave the long jobs in hand to another worker."""
        with self.app.app_context():
            for job, _parts in self._in_hand.values():
                queue.put_back(job)
        self._in_hand.clear()

    def _one_job(self) -> bool:
        job = queue.claim()
        if job is None:
            return False
        with self._at_work_on(job):
            parts = self.handlers[job.kind](**dict(job.payload))
            if parts is None:
                _finish(job)
            else:
                self._in_hand[job.id] = job, parts
        return True

    def _one_part(self, job: Claimed, parts: Parts) -> bool:
        """A long job goes on for one part, unless its lease has passed to another worker."""
        is_over = True
        try:
            with self._at_work_on(job):
                is_mine = queue.keep(job)
                is_over = not is_mine or next(parts, OVER) is OVER
                if is_mine and is_over:
                    _finish(job)
        finally:
            if is_over:
                del self._in_hand[job.id]
        return True

    @contextmanager
    def _at_work_on(self, job: Claimed) -> Iterator[None]:
        with self.app.app_context(), structlog.contextvars.bound_contextvars(job=job.id, kind=job.kind):
            try:
                yield
            except Exception:
                db.session.rollback()
                log.exception("job failed", attempt=job.attempt)
                queue.fail(job, traceback.format_exc(limit=-3))

    def _guarded(self, what: str, act: Chore) -> bool:
        """A chore that fails is told in the log and tried in the next round; it never ends the worker."""
        try:
            return act()
        except Exception:
            db.session.rollback()
            log.exception("chore failed", chore=what)
            self.stopping.wait(1)
            return False

    def _beat(self) -> bool:
        if clock.now() - self._beaten_at < BEAT_EVERY:
            return False
        with transaction() as session:
            session.merge(Heartbeat(worker=self.name, at=clock.now()))
        self._beaten_at = clock.now()
        return False


def _finish(job: Claimed) -> None:
    queue.finish(job)
    log.info("job done", attempt=job.attempt)
