"""The demo is loaded once, and again when it was not loaded completely."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from scripts import first_start
from storefront import logs


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The commands that were run, none of them for real."""
    done: list[str] = []

    def command(_app: object, *words: str) -> None:
        done.append(" ".join(words))
        if words == ("db", "upgrade"):
            with closing(sqlite3.connect(tmp_path / "shop.sqlite")) as connection:
                connection.execute("CREATE TABLE IF NOT EXISTS product (id INTEGER)")

    monkeypatch.setenv("STOREFRONT_DATA", str(tmp_path))
    monkeypatch.setenv("UPLOAD_ROOT", str(tmp_path / "uploads"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(first_start, "create_app", lambda: None)
    monkeypatch.setattr(logs, "configure", lambda: None)
    monkeypatch.setattr(first_start, "command", command)
    return done


def test_the_demo_is_loaded_on_the_first_start_alone(commands: list[str]) -> None:
    first_start.main()
    first_start.main()
    assert commands == ["db upgrade", "demo", "demo --people", "db upgrade", "demo --people"]


def test_a_file_that_a_looking_command_left_behind_does_not_keep_the_demo_away(
    commands: list[str], tmp_path: Path
) -> None:
    (tmp_path / "shop.sqlite").touch()
    first_start.main()
    assert "demo" in commands


def test_an_interrupted_demo_is_loaded_again(
    commands: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = first_start.command

    def interrupted(app: Flask, *words: str) -> None:
        once(app, *words)
        if words == ("demo",):
            raise KeyboardInterrupt

    monkeypatch.setattr(first_start, "command", interrupted)
    with pytest.raises(KeyboardInterrupt):
        first_start.main()
    monkeypatch.setattr(first_start, "command", once)
    first_start.main()
    first_start.main()
    assert commands.count("demo") == 2


def test_a_database_of_ones_own_is_never_filled_with_the_demo(
    commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://shop@127.0.0.1/shop")
    first_start.main()
    assert "demo" not in commands
