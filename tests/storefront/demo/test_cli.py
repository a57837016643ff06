"""The command, as ``make run`` calls it: from outside of any application context."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import Context

import pytest
from click import ClickException
from flask import Flask
from flask.cli import ScriptInfo

from storefront.demo import people
from storefront.demo.people import make_people

KEYS = (
    "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=,"
    "lookup:MTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=,"
    "log:MjEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
)


def run(app: Flask, *words: str) -> None:
    """The command in a context of its own."""
    info = ScriptInfo(create_app=lambda: app)
    Context().run(app.cli.main, list(words), prog_name="flask", standalone_mode=False, obj=info)


def test_it_prints_who_can_sign_in_once_they_are_there(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    run(app, "demo", "--people")
    assert "@" not in capsys.readouterr().out
    make_people()
    run(app, "demo", "--people")
    printed = capsys.readouterr().out
    assert all(person.email in printed for person in people.PEOPLE)


def test_people_whose_passwords_everybody_knows_never_come_into_a_public_shop(make_app: Callable[..., Flask]) -> None:
    secrets = {"SECRET_KEY": "s" * 40, "FIELD_KEYS": KEYS}
    app = make_app({"PUBLIC_URL": "https://lapak.example.com", **secrets})
    with pytest.raises(ClickException, match="PUBLIC_URL"):
        run(app, "demo")
