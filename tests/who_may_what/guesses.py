"""What people might guess: numbers and references of somebody else's things, and made-up ones.

Whoever may open a page with what is hers gets a 404 with what is not, whichever part of the address she changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from tests.who_may_what.asking import address, routes
from tests.who_may_what.people import PEOPLE
from tests.who_may_what.table import EVERYBODY
from tests.who_may_what.things import Side, Values

MADE_UP = {int: 987_654, str: "tidak-ada"}
SEES_ALL = "officer of the nation"
WORDS = {"asked_version", "code", "field", "purpose"}
"""Places in addresses that name nothing of anybody's."""
OWN_CART = "POST /cart/items/<slug>"
"""What is not in the visitor's own cart is no fault: she has put it out in another window."""


@dataclass(frozen=True)
class Guess:
    """An address that nobody of these should find."""

    method: str
    path: str
    people: tuple[str, ...]


def guesses(app: Flask, table: Mapping[str, str], here: Side, away: Side) -> Iterator[Guess]:
    """Every route that names things, with each of them changed."""
    for route, rule in routes(app).items():
        method, path = route.split(" ", 1)
        people = _welcome(table.get(route, ""))
        own = here.values(path)
        if route == OWN_CART or not rule.arguments <= set(own):
            continue
        for values in _made_up(rule, own):
            yield Guess(method, address(app.url_map, rule, values), people)
        if table.get(route) == EVERYBODY.replace(" ", ""):
            continue
        for values in _of_others(rule, own, away.values(path)):
            yield Guess(method, address(app.url_map, rule, values), tuple(one for one in people if one != SEES_ALL))


def _welcome(row: str) -> tuple[str, ...]:
    """Who may open it with what is hers."""
    return tuple(person for person, said in zip(PEOPLE, row, strict=False) if said == "y")


def _made_up(rule: Rule, own: Values) -> Iterator[Values]:
    for name in sorted(rule.arguments - WORDS):
        yield own | {name: MADE_UP[type(own[name])]}


def _of_others(rule: Rule, own: Values, others: Values) -> Iterator[Values]:
    """Each place alone taken from the other side, and all of them together."""
    changed = [name for name in sorted(rule.arguments) if own[name] != others[name]]
    for name in changed:
        yield own | {name: others[name]}
    if len(changed) > 1:
        yield own | others
