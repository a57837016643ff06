"""``make test``: bring a browser and a database server, run every suite, and say at the end what could not run and why.

With ``CI=true`` whatever cannot run, or skips, is a failure.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from playwright.sync_api import sync_playwright

from scripts.children import PROJECT
from tests.servers.chromium import launch
from tests.servers.postgres import running_server

TALLY = re.compile(r"(\d+) (passed|failed|error|errors|skipped|xfailed|xpassed)")
NO_TEST_RAN = 5
DEBIAN = ("chromium", "libatomic1")  # the browser, and what Playwright's driver needs to start


@dataclass(frozen=True)
class Suite:
    """Tests of one kind.

    Attributes:
        name: as it is called in the last lines.
        marks: pytest's expression that selects them; every test belongs to exactly one suite.
        options: further words for pytest.
        lacks: says why it cannot run here, or nothing.
    """

    name: str
    marks: str
    options: tuple[str, ...] = ()
    lacks: Callable[[], str] = str


@dataclass(frozen=True)
class Outcome:
    """What became of a suite: counts by pytest's words, or why it could not run."""

    suite: Suite
    counts: dict[str, int]
    seconds: float = 0.0
    lacks: str = ""

    @property
    def is_good(self) -> bool:
        """Whether everything that ran passed, and, in CI, everything ran."""
        if self.lacks:
            return not is_ci()
        bad = self.counts.get("failed", 0) + (self.counts.get("skipped", 0) if is_ci() else 0)
        return bool(self.counts.get("passed")) and not bad

    def __str__(self) -> str:
        """One line for the end of the run."""
        if self.lacks:
            return f"{self.suite.name:<12} could not run: {self.lacks}"
        counts = ", ".join(f"{number} {word}" for word, number in self.counts.items()) or "no test ran"
        return f"{self.suite.name:<12} {counts} in {self.seconds:.0f} s"


def main() -> None:
    """Run all suites; exit 1 when one is not good."""
    outcomes = [run(suite) for suite in SUITES]
    print("\n" + "\n".join(map(str, outcomes)))
    total = {word: sum(outcome.counts.get(word, 0) for outcome in outcomes) for word in ("passed", "failed", "skipped")}
    print(", ".join(f"{number} {word}" for word, number in total.items()))
    sys.exit(not all(outcome.is_good for outcome in outcomes))


def run(suite: Suite) -> Outcome:
    """One suite, its lines shown as they come."""
    print(f"\n── {suite.name}", flush=True)
    lacks = suite.lacks()
    if lacks:
        return Outcome(suite, {}, lacks=lacks)
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-m", suite.marks, *suite.options]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as pytest:
        last = ""
        for line in pytest.stdout or ():
            print(line, end="", flush=True)
            last = line if line.strip() else last
    counts = tally(last)
    if pytest.returncode not in {0, NO_TEST_RAN}:
        counts.setdefault("failed", 1)
    return Outcome(suite, counts, time.monotonic() - began)


def tally(line: str) -> dict[str, int]:
    """The counts in pytest's last line, errors among the failures."""
    counts: dict[str, int] = {}
    for number, word in TALLY.findall(line):
        name = "failed" if word.startswith("error") else word
        counts[name] = counts.get(name, 0) + int(number)
    return counts


def without_browser() -> str:
    """Why there is no browser even after trying to bring one: root takes Debian's, others Playwright's own."""
    if not _browser_fault():
        return ""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium (this once) …", flush=True)
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
        _try(["apt-get", "update", "-qq"], **quiet)
        _try(["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *DEBIAN], **quiet)
    if _browser_fault():
        print("Fetching Playwright's Chromium (this once) …", flush=True)
        _try([sys.executable, "-m", "playwright", "install", "chromium"])
    fault = _browser_fault()
    return fault and f"no Chromium starts ({fault}); on Debian as root: apt-get install {' '.join(DEBIAN)}"


def without_database() -> str:
    """Why there is no PostgreSQL."""
    given = os.environ.get("TEST_DATABASE_URL")
    try:
        if given:
            psycopg.connect(given.replace("postgresql+psycopg:", "postgresql:"), connect_timeout=10).close()
        else:
            with running_server():
                pass
    except (OSError, RuntimeError, psycopg.Error, subprocess.SubprocessError) as error:
        return f"no PostgreSQL answers ({_first_line(error)}); set TEST_DATABASE_URL to one that may make databases"
    return ""


def is_ci() -> bool:
    """Whether nothing may be left out."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def _browser_fault() -> str:
    try:
        with sync_playwright() as playwright, launch(playwright):
            return ""
    except Exception as error:  # the driver may fail in ways of its own, and any of them is the reason
        return _first_line(error)


def _try(command: list[str], **options: object) -> None:
    subprocess.run(command, check=False, **options)  # type: ignore[call-overload]


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


SUITES = (
    Suite("plain", "not whole and not concurrency and not postgres and not browser", ("-n", "2")),
    Suite("whole shop", "whole and not concurrency and not postgres and not browser", ("-n", "2", "--dist=loadfile")),
    Suite("concurrency", "concurrency and not postgres and not browser"),
    Suite("PostgreSQL", "postgres and not browser", lacks=without_database),
    Suite("browser", "browser", lacks=without_browser),
)

if __name__ == "__main__":
    main()
