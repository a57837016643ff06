"""What every test may ask for.

``app``
    A shop of its own on SQLite, in an empty folder, with its tables made. Its application context is open in the
    test, so services and factories can be called as they stand.
``client``
    A visitor without a browser. Each request runs in a context of its own, as in a server, and the test afterwards
    sees what it changed.
``work``
    Does all jobs of the outbox that are due, as the worker would.
``stopped_clock``
    Time stands still until the test moves it.
``postgres_url``, ``postgres_app``
    The address of an empty PostgreSQL database; a shop on one.
``demo_folder``, ``demo``
    The demo shop, loaded once a run; a copy of it for one file of tests.
``live_shop``, ``page``
    The real server with its worker; a phone-sized Chromium before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import Context
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from products import clock
from products.database import Model, db
from storefront import create_app
from storefront.outbox.worker import Worker

pytest_plugins = [
    "tests.demo_shop",
    "tests.servers.chromium",
    "tests.servers.postgres",
    "tests.servers.routing",
    "tests.servers.shop",
]

A_MONDAY_MORNING = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


@pytest.fixture
def app(make_app: Callable[..., Flask], empty_database: Path, tmp_path: Path) -> Flask:
    """A shop of the test's own, on SQLite."""
    data = tmp_path / "data"
    data.mkdir()
    copyfile(empty_database, data / "shop.sqlite")
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor of ``app``; ``app.test_client()`` makes another one."""
    return app.test_client()


@pytest.fixture
def work(app: Flask) -> Callable[[], None]:
    """Call it to have all jobs done that are due now."""
    worker: Worker = app.extensions["worker"]

    def work() -> None:
        worker.run_until_idle()
        db.session.rollback()

    return work


@pytest.fixture
def stopped_clock() -> Iterator[StoppedClock]:
    """The clock stands at ten in the morning of 2 March 2026 in Jakarta."""
    with ExitStack() as stack:
        yield StoppedClock(stack)


@pytest.fixture
def make_app(tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Make a shop with other settings: ``make_app({"PUBLIC_URL": "https://…"}, WTF_CSRF_ENABLED=True)``."""
    with ExitStack() as stack:

        def make(environment: dict[str, str] | None = None, **overrides: object) -> Flask:
            return stack.enter_context(open_shop(tmp_path, environment or {}, **overrides))

        yield make


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with every table and no row, to be copied."""
    folder = tmp_path_factory.mktemp("empty")
    with open_shop(folder, {}):
        Model.metadata.create_all(db.engine)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "data" / "shop.sqlite"


@contextmanager
def open_shop(folder: Path, environment: dict[str, str], **overrides: object) -> Iterator[Flask]:
    """A shop that keeps everything in ``folder``, with its application context open."""
    places = {"STOREFRONT_DATA": str(folder / "data"), "UPLOAD_ROOT": str(folder / "uploads")}
    app = create_app(places | environment, **({"TESTING": True, "WTF_CSRF_ENABLED": False} | overrides))
    app.test_client_class = Visitor
    app.jinja_env.bytecode_cache = COMPILED_TEMPLATES
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


class CompiledTemplates(BytecodeCache):
    """Templates that one test has compiled already; every test has an app of its own, but the files are the same."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket when its template was compiled before."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED_TEMPLATES = CompiledTemplates()


def compiled_once(compile_builder: Callable[..., Any]) -> Callable[..., Any]:
    """Likewise for addresses: werkzeug writes and compiles a function for each of the shop's, in every app anew."""
    known: dict[tuple[object, ...], Any] = {}

    def compiled(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, rule.subdomain, rule.host, str(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_builder(rule, append_unknown)
        return known[key]

    return compiled


Rule._compile_builder = compiled_once(Rule._compile_builder)  # type: ignore[method-assign]


class Visitor(FlaskClient):
    """A client whose requests share nothing with the test but the database."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; afterwards the test reads what is true then."""
        db.session.rollback()
        response = Context().run(super().open, *args, **kwargs)
        db.session.rollback()
        return response


class StoppedClock:
    """Time that moves when it is told to."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.set(A_MONDAY_MORNING)

    @property
    def moment(self) -> datetime:
        """What time it is."""
        return clock.now()

    def set(self, moment: datetime) -> None:
        """Make it ``moment`` (aware)."""
        self._stack.enter_context(clock.freeze(moment))

    def move(self, **by: float) -> None:
        """Let time pass: ``move(hours=2)``."""
        self.set(self.moment + timedelta(**by))
