"""The lock files hold what was asked for, by hash, and say nothing about where it comes from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
PURPOSES = ("run", "test")
PIN = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+) \\\n(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_package_asked_for_is_locked(purpose: str) -> None:
    assert asked_for(purpose) - set(pins(purpose)) == set()


@pytest.mark.parametrize("purpose", PURPOSES)
def test_nothing_is_locked_that_nobody_asked_for(purpose: str) -> None:
    text = (REQUIREMENTS / f"{purpose}.txt").read_text()
    direct = re.findall(rf"^([a-z0-9-]+)==(?:(?!^\S).*\n)*?\s+#.*-r (?:{purpose}|run)\.in", text, re.M)
    assert set(direct) - asked_for(purpose) - asked_for("run") == set()


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_line_is_a_package_with_its_hashes(purpose: str) -> None:
    text = (REQUIREMENTS / f"{purpose}.txt").read_text()
    left = [line for line in PIN.sub("", text).splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert left == []


def test_tests_run_on_the_very_packages_that_the_shop_runs_on() -> None:
    run, test = pins("run"), pins("test")
    assert {
        package: (version, test.get(package)) for package, version in run.items() if test.get(package) != version
    } == {}


def pins(purpose: str) -> dict[str, str]:
    """The locked version of each package."""
    text = (REQUIREMENTS / f"{purpose}.txt").read_text()
    return {pin["name"]: pin["version"] for pin in PIN.finditer(text)}


def asked_for(purpose: str) -> set[str]:
    """The packages that the ``.in`` file names, as the lock file spells them."""
    lines = (REQUIREMENTS / f"{purpose}.in").read_text().splitlines()
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines if not line.startswith(("#", "-")))
    return {re.sub(r"[._-]+", "-", found[0]).lower() for found in names if found}
