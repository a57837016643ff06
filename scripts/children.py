"""The processes that ``make run`` looks after: started, started again, and ended with everything that they started."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
STOP_SECONDS = 8.0
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
CALM_SECONDS = 60.0
LONGEST_LOG = 10_000_000
PARENT_DEATH_SIGNAL = 1


@dataclass
class Child:
    """A process that is to run as long as the shop does."""

    name: str
    command: list[str]
    log: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    start_at: float | None = field(default=None)

    def start(self) -> None:
        """Start it, its words going to the end of its log."""
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = spawn(self.command, self.environment, stdout=log, stderr=log)
        self.started_at, self.start_at = time.monotonic(), None

    def look(self) -> None:
        """Start it again after a pause when it has died; the pause grows while it keeps dying."""
        now = time.monotonic()
        if self.start_at is not None:
            if now >= self.start_at:
                self.start()
        elif self.process and self.process.poll() is not None:
            pause = FIRST_PAUSE if now - self.started_at > CALM_SECONDS else self.pause
            self.start_at, self.pause = now + pause, min(pause * 2, LONGEST_PAUSE)
            end_group(self.process, signal.SIGKILL)
            code = self.process.returncode
            print(f"The {self.name} ended ({code}); again in {pause:.0f} s. See {self.log}", flush=True)


def stop_all(children: list[Child]) -> None:
    """Ask every child to end, and kill the group of each that has not in time."""
    running = [child.process for child in children if child.process]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
        end_group(process, signal.SIGKILL)
        process.wait()


def spawn(command: list[str], environment: dict[str, str], **streams: Any) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, which ends when this one does, however that ends."""
    return subprocess.Popen(
        command, cwd=PROJECT, env=environment, start_new_session=True, preexec_fn=stop_with_parent, **streams
    )


def end_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal the whole group of a process, its grandchildren too."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def stop_with_parent() -> None:
    """Ask the Linux kernel for a SIGTERM when the parent dies."""
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
