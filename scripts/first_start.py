"""Bring the database up to date, load the demo shop the first time, and print who can sign in.

One process for all of it, so that a later start is quick. The demo counts as loaded when it is complete: a start that
was interrupted leaves a marker, and the next one loads it again, which adds what is missing.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from flask import Flask
from flask.cli import ScriptInfo

from storefront import create_app, logs
from storefront.config import Settings, SettingsError

MARKER = "demo-unfinished"


def main() -> None:
    """Make the shop of this environment ready to serve."""
    settings = Settings.from_environment()
    marker, database = settings.data / MARKER, settings.data / "shop.sqlite"
    has_own_database = settings.database_url == f"sqlite:///{database}"
    if has_own_database and not has_tables(database):
        marker.touch()
    logs.configure()
    app = create_app()
    command(app, "db", "upgrade")
    if marker.exists():
        print("Loading the demo shop (this once) …", flush=True)
        command(app, "demo")
        marker.unlink()
    command(app, "demo", "--people")


def has_tables(database: Path) -> bool:
    """Whether anything was ever put into this SQLite file; a command that only looked may have made an empty one."""
    if not database.exists():
        return False
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def command(app: Flask, *words: str) -> None:
    """Run ``flask --app wsgi …`` in this process."""
    app.cli.main(list(words), prog_name="flask", standalone_mode=False, obj=ScriptInfo(create_app=lambda: app))


if __name__ == "__main__":
    try:
        main()
    except SettingsError as error:
        sys.exit(str(error))
