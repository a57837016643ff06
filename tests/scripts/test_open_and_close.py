"""The whole of ``make run`` in processes of its own: it opens, heals and closes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.serve import is_ready
from tests.servers.shop import PROJECT, free_port

pytestmark = pytest.mark.concurrency
PATIENCE = 60


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A shop that was opened before: its tables are there, so the demo is not loaded."""
    places = {"STOREFRONT_DATA": str(tmp_path / "data"), "UPLOAD_ROOT": str(tmp_path / "uploads")}
    environment = os.environ | places | {"PORT": str(free_port())}
    environment.pop("MAKELEVEL", None)
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade"]
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)
    return environment


@pytest.fixture
def supervisor(environment: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The open shop."""
    with (tmp_path / "out").open("wb") as out:
        command = [sys.executable, "-m", "scripts.serve"]
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=out, stderr=out)
        try:
            wait_until(lambda: b"Ctrl-C closes it." in (tmp_path / "out").read_bytes())
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def test_it_closes_without_a_trace(supervisor: subprocess.Popen[bytes], environment: dict[str, str]) -> None:
    children = descendants(supervisor.pid)
    assert len(children) >= 4, "granian, its two processes and the worker"
    supervisor.send_signal(signal.SIGINT)
    assert supervisor.wait(PATIENCE) == 0
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
    assert not is_ready(int(environment["PORT"]))


def test_it_heals_when_server_and_worker_are_killed(
    supervisor: subprocess.Popen[bytes], environment: dict[str, str]
) -> None:
    before = descendants(supervisor.pid)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: is_ready(int(environment["PORT"])))
    wait_until(lambda: len(descendants(supervisor.pid)) >= 4)
    assert not set(before) & set(descendants(supervisor.pid))


def test_nothing_outlives_a_supervisor_that_was_killed(supervisor: subprocess.Popen[bytes]) -> None:
    children = descendants(supervisor.pid)
    supervisor.kill()
    wait_until(lambda: not [pid for pid in children if Path(f"/proc/{pid}").exists()])


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *descendants(child)]
    return found


def wait_until(holds: Callable[[], bool]) -> None:
    """Look again and again; fail when it has not come true in time."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.1)
