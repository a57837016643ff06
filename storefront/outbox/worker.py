"""The worker: does the outbox's jobs one after the other, keeps the search index fresh, and shows that it lives."""

from __future__ import annotations

import os
import signal
import socket
import threading
import traceback
from collections.abc import Callable, Mapping
from datetime import timedelta

import structlog
from flask import Flask

from products import clock
from products.database import db, transaction
from storefront.outbox import queue
from storefront.outbox.models import Heartbeat

Handler = Callable[..., None]
Chore = Callable[[], bool]

log = structlog.get_logger("worker")
IDLE_SECONDS = 0.25
BEAT_EVERY = timedelta(seconds=10)


class Worker:
    """Works until it is told to stop; a job in hand is finished first.

    Args:
        app: whose database and settings it works with.
        handlers: what to call for each kind of job, with the job's payload as keywords.
        chores: called in every round; each says whether it found something to do.
    """

    def __init__(self, app: Flask, handlers: Mapping[str, Handler], chores: Mapping[str, Chore]) -> None:
        self.app = app
        self.handlers = handlers
        self.chores = chores
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.stopping = threading.Event()
        self._beaten_at = clock.now() - BEAT_EVERY

    def run(self) -> None:
        """Work until a signal says stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        while not self.stopping.is_set():
            if not self.round():
                self.stopping.wait(IDLE_SECONDS)

    def run_until_idle(self) -> None:
        """Do all that is due now and return: for tests, and for loading the demo."""
        while self.round():
            pass

    def round(self) -> bool:
        """One beat if it is time, every chore, one job. Whether there was anything to do."""
        with self.app.app_context():
            self._guarded("heartbeat", self._beat)
            busy = [self._guarded(name, chore) for name, chore in self.chores.items()]
            return self._guarded("queue", self._one_job) or any(busy)

    def _one_job(self) -> bool:
        job = queue.claim()
        if job is None:
            return False
        with self.app.app_context(), structlog.contextvars.bound_contextvars(job=job.id, kind=job.kind):
            try:
                self.handlers[job.kind](**dict(job.payload))
            except Exception:
                db.session.rollback()
                log.exception("job failed", attempt=job.attempt)
                queue.fail(job, traceback.format_exc(limit=-3))
            else:
                queue.finish(job)
                log.info("job done", attempt=job.attempt)
        return True

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
