"""Every kind of visitor by every page and action: who may, who is sent to sign in, who is refused, who finds nothing.

The table is ``tests/who_may_what/table.py``. A new route belongs in it; without a row the first test fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import pytest
from flask import Flask

from products.actor import Role
from tests.conftest import open_shop
from tests.factories import BANTUL, JAKARTA, make_account
from tests.who_may_what import table
from tests.who_may_what.asking import Asker, address, routes
from tests.who_may_what.guesses import guesses
from tests.who_may_what.people import PEOPLE, cookies
from tests.who_may_what.things import Side, make_side, shared_things

pytestmark = pytest.mark.whole

TABLE = table.expected()


@dataclass(frozen=True)
class World:
    """A shop with two sides, and somebody to ask it everything."""

    app: Flask
    here: Side
    away: Side
    asker: Asker

    def row(self, route: str) -> str:
        """What everybody is answered on this route, with the things of the first side."""
        method, path = route.split(" ", 1)
        where = address(self.app.url_map, routes(self.app)[route], self.here.values(path))
        return "".join(self.asker.answer(person, method, where) for person in PEOPLE)


@pytest.fixture(scope="module")
def world(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Made once: every question leaves it as it was. Pages stay blank: who gets in is asked, not what is drawn."""
    folder = tmp_path_factory.mktemp("world")
    (folder / "data").mkdir()
    copyfile(empty_database, folder / "data" / "shop.sqlite")
    with pytest.MonkeyPatch.context() as patch, open_shop(folder, {}) as app:
        blank = app.jinja_env.from_string("")
        patch.setattr(app.jinja_env, "get_or_select_template", lambda _name: blank)
        here, away = make_side(BANTUL, "34.02.01"), make_side(JAKARTA, "31.71.01")
        shared = shared_things()
        for side in (here, away):
            side.things.update(shared)
        known = cookies(app, here, away, make_account(Role.OFFICER))
        yield World(app, here, away, Asker(app, known))


def test_every_route_stands_in_the_table_and_nothing_else(world: World) -> None:
    there = set(routes(world.app))
    assert sorted(there - set(TABLE)) == [], "say in tests/who_may_what/table.py who may go there"
    assert sorted(set(TABLE) - there) == [], "these are gone: take them out of tests/who_may_what/table.py"


def test_everybody_is_answered_as_the_table_says(world: World) -> None:
    found = {route: world.row(route) for route in TABLE if route in routes(world.app)}
    wrong = {route: f"{spaced(row)}, not {spaced(TABLE[route])}" for route, row in found.items() if row != TABLE[route]}
    assert wrong == {}


def test_whatever_somebody_guesses_is_not_there(world: World) -> None:
    opened = [
        (guess, person, said)
        for guess in guesses(world.app, TABLE, world.here, world.away)
        for person in guess.people
        if (said := world.asker.answer(person, guess.method, guess.path)) != "."
    ]
    assert opened == []


def spaced(row: str) -> str:
    """A row with its gaps, as the table has it."""
    return f"{row[:2]} {row[2:4]} {row[4:10]} {row[10:]}"
