"""Making the environment: quick when nothing changed, one sentence when it cannot be done."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts import prepare


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """What would have been run, in an environment of the test's own."""
    made: list[list[str]] = []
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    monkeypatch.setattr(prepare, "_call", lambda command, *_words, **_environment: made.append(command))
    return made


def test_packages_are_installed_once_for_a_list(calls: list[list[str]], tmp_path: Path) -> None:
    requirements = tmp_path / "run.txt"
    requirements.write_text("first")
    prepare.install(requirements)
    prepare.install(requirements)
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]
    requirements.write_text("second")
    prepare.install(requirements)
    assert len(calls) == 2


def test_an_interrupted_installation_is_done_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    requirements = tmp_path / "run.txt"
    requirements.write_text("first")
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    monkeypatch.setattr(prepare, "_call", lambda *_words, **_environment: sys.exit("no network"))
    for _ in range(2):
        with pytest.raises(SystemExit):
            prepare.install(requirements)


def test_an_environment_that_was_moved_is_made_anew(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "PYTHON", Path(sys.executable))
    prepare.make_environment()
    assert "--clear" in calls[0]


def test_a_python_too_old_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer and found 3\.9: .*make PYTHON="):
        prepare.main("run")


def test_a_folder_without_the_right_to_write_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise PermissionError(13, "Permission denied", "/shop/.venv")

    monkeypatch.setattr(prepare, "make_environment", refuse)
    with pytest.raises(SystemExit, match=r"Cannot write /shop/\.venv: give yourself the right"):
        prepare.main("run")
