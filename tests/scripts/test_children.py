"""A process that dies is started again; one that is told to end takes everything it started with it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import children
from scripts.children import Child, stop_all

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(grandchild.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Child]:
    """A process that sleeps, and that is started again after a twentieth of a second."""
    monkeypatch.setattr(children, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(children, "STOP_SECONDS", 0.3)
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    child = Child("server", command, tmp_path / "server.log", dict(os.environ), pause=0.05)
    child.start()
    yield child
    stop_all([child])


def test_a_child_that_lives_is_left_alone(child: Child) -> None:
    before = child.process
    child.look()
    assert child.process is before


def test_a_child_that_died_comes_back_after_a_pause_that_grows(child: Child) -> None:
    first = child.process
    assert first is not None
    first.kill()
    first.wait()
    child.look()
    assert child.process is first, "not before the pause is over"
    assert child.pause == pytest.approx(0.1)
    time.sleep(0.06)
    child.look()
    assert child.process is not first


def test_ending_takes_the_grandchildren_of_a_stubborn_child_along(child: Child) -> None:
    stop_all([child])
    child.command = [sys.executable, "-c", STUBBORN]
    child.start()
    while not (text := child.log.read_text()).endswith("\n"):
        time.sleep(0.02)
    stop_all([child])
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 5
    while lives(int(text)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not lives(int(text))


def test_a_long_log_makes_room_for_a_new_one(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_all([child])
    child.log.write_text("old")
    monkeypatch.setattr(children, "LONGEST_LOG", 2)
    child.start()
    assert child.log.with_suffix(".log.1").read_text() == "old"
    assert child.log.read_text() == ""


def lives(pid: int) -> bool:
    """Whether a process still runs; one that only waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
