"""The real shop in processes of its own: granian with two workers, and the worker of the outbox."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask

from products.database import Model, db
from storefront import create_app

PROJECT = Path(__file__).parents[2]
READY_SECONDS = 60
STOP_SECONDS = 20


@dataclass(frozen=True)
class LiveShop:
    """A running shop.

    Attributes:
        url: where it answers, without a slash at the end.
        folder: holds its ``data`` and ``uploads``, and ``server.log`` and ``worker.log``.
        environment: what its processes were started with.
        app: the same shop in this process, to make and read rows with; its application context is open.
        server_pid: the web server's first process, the parent of the others.
    """

    url: str
    folder: Path
    environment: dict[str, str]
    app: Flask
    server_pid: int

    def flask(self, *words: str, is_refused: bool = False) -> str:
        """Run ``flask --app wsgi …`` against the shop and return what it printed."""
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
        done = subprocess.run(
            command, cwd=PROJECT, env=self.environment, check=False, capture_output=True, text=True, timeout=600
        )
        assert (done.returncode != 0) == is_refused, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def live_shop(open_live_shop: Callable[..., LiveShop]) -> LiveShop:
    """An empty shop on SQLite, its server and its worker running."""
    return open_live_shop()


@pytest.fixture
def open_live_shop(tmp_path: Path) -> Iterator[Callable[..., LiveShop]]:
    """Open a shop with other settings: ``open_live_shop({"DATABASE_URL": postgres_url})``."""
    with ExitStack() as stack:

        def open_one(environment: dict[str, str] | None = None, *, threads: int = 4) -> LiveShop:
            folder = tmp_path / f"live-{len(list(tmp_path.glob('live-*')))}"
            return stack.enter_context(running_shop(folder, environment or {}, threads=threads))

        yield open_one


@contextmanager
def running_shop(folder: Path, settings: dict[str, str], *, threads: int = 4) -> Iterator[LiveShop]:
    """Make the tables, start server and worker, wait until they are fit to serve, and stop them afterwards."""
    folder.mkdir(parents=True)
    port = free_port()
    environment = os.environ | {
        "STOREFRONT_DATA": str(folder / "data"),
        "UPLOAD_ROOT": str(folder / "uploads"),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        **settings,
    }
    app = create_app(environment, TESTING=True)
    with app.app_context(), ExitStack() as stack:
        Model.metadata.create_all(db.engine)
        stack.callback(db.engine.dispose)
        stack.callback(db.session.remove)
        server_pid = stack.enter_context(_running("server", _server(port, threads), folder, environment))
        stack.enter_context(
            _running("worker", [sys.executable, "-m", "flask", "--app", "wsgi", "worker"], folder, environment)
        )
        _wait_until_fit(port, folder)
        yield LiveShop(f"http://127.0.0.1:{port}", folder, environment, app, server_pid)


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _server(port: int, threads: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", str(threads), "--no-ws", "wsgi:app"),
    ]


@contextmanager
def _running(name: str, command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[int]:
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield process.pid
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_until_fit(port: int, folder: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while (status := _status(port, "/health/ready")) != 200:
        if time.monotonic() > deadline:
            logs = "\n".join(log.read_text()[-3000:] for log in sorted(folder.glob("*.log")))
            raise RuntimeError(f"the shop is not fit to serve ({status}):\n{logs}")
        time.sleep(0.05)


def _status(port: int, path: str) -> int | None:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()
