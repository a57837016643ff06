"""Asking every route as everybody, with the database as it was before each question."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Map, Rule
from werkzeug.test import TestResponse

from products.database import db
from tests.who_may_what.things import Values

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SIGN_IN = "/accounts/login"


def routes(app: Flask) -> dict[str, Rule]:
    """Everything that can be asked for, as ``GET /path/<name>``."""
    return {
        f"{method} {rule.rule}": rule
        for rule in app.url_map.iter_rules()
        for method in METHODS
        if method in (rule.methods or ())
    }


def address(url_map: Map, rule: Rule, values: Values) -> str:
    """The rule's path with these in its places."""
    return url_map.bind("localhost").build(rule.endpoint, {name: values[name] for name in rule.arguments})


class Asker:
    """Asks in anybody's name. What a question changed is undone before the next."""

    def __init__(self, app: Flask, cookies: dict[str, str]) -> None:
        self.client: FlaskClient = app.test_client(use_cookies=False)
        self.cookies = cookies
        self.database = Path(str(db.engine.url.database))
        self.kept = self.database.with_suffix(".kept")
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self._let_go()
        copyfile(self.database, self.kept)

    def answer(self, person: str, method: str, path: str) -> str:
        """``y``, ``s``, ``-``, ``.``, or the code of a fault."""
        response = self.client.open(path, method=method, headers={"Cookie": self.cookies[person]}, buffered=True)
        said = _in_short(response)
        if method != "GET" and self._was_written_to():
            self._put_back()
        return said

    def _was_written_to(self) -> bool:
        """Every change lies in SQLite's write-ahead log, which was empty when the database was put back."""
        log = self._beside("-wal")
        return log.exists() and log.stat().st_size > 0

    def _put_back(self) -> None:
        self._let_go()
        copyfile(self.kept, self.database)

    def _let_go(self) -> None:
        db.session.remove()
        db.engine.dispose()
        for ending in ("-wal", "-shm"):
            self._beside(ending).unlink(missing_ok=True)

    def _beside(self, ending: str) -> Path:
        return Path(f"{self.database}{ending}")


def _in_short(response: TestResponse) -> str:
    code = response.status_code
    if code in (302, 303):
        where = response.headers["Location"]
        return "s" if where == SIGN_IN or where.startswith(f"{SIGN_IN}?") else "y"
    return {403: "-", 404: ".", 500: "500"}.get(code, "y")
