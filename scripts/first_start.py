"""Bring the database up to date, load the demo shop the first time, and print who can sign in.

One process for all of it, so that a later start is quick. The demo counts as loaded when it is complete: a start that
was interrupted leaves a marker, and the next one begins again with an empty database.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from flask import Flask
from flask.cli import ScriptInfo

from storefront import create_app, logs
from storefront.config import Settings

MARKER = "demo-unfinished"


def main() -> None:
    """Make the shop of this environment ready to serve."""
    settings = Settings.from_environment()
    marker = settings.data / MARKER
    has_own_database = settings.database_url == f"sqlite:///{database_file(settings)}"
    if marker.exists():
        start_over(settings)
    is_first = has_own_database and not database_file(settings).exists()
    if is_first:
        marker.touch()
    logs.configure()
    app = create_app()
    command(app, "db", "upgrade")
    if is_first:
        print("Loading the demo shop (this once) …", flush=True)
        command(app, "demo")
        marker.unlink()
    command(app, "demo", "--people")


def database_file(settings: Settings) -> Path:
    """Where the shop's own SQLite database lies."""
    return settings.data / "shop.sqlite"


def start_over(settings: Settings) -> None:
    """Remove what an unfinished demo left behind."""
    print("The demo shop was not loaded completely last time: starting again.", flush=True)
    for left in settings.data.glob("shop.sqlite*"):
        left.unlink()
    shutil.rmtree(settings.data / "search", ignore_errors=True)


def command(app: Flask, *words: str) -> None:
    """Run ``flask --app wsgi …`` in this process."""
    app.cli.main(list(words), prog_name="flask", standalone_mode=False, obj=ScriptInfo(create_app=lambda: app))


if __name__ == "__main__":
    main()
