"""How many requests wait for an officer: claims and cases, and what the areas above this one count themselves."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from products.actor import Actor
from storefront.accounts.acting import current_actor, my_account
from storefront.graduation.area import Area, area_of
from storefront.graduation.claiming.verifying import count_to_verify
from storefront.graduation.claiming.waiting import count_cases_for, count_waiting_for

Ask = Callable[[Area], int]


def init_app(app: Flask, *also: Ask) -> None:
    """Let the desk's frame say ``{{ programme_waiting() }}``.

    Args:
        also: each says how many requests of its own wait in an area. The factory knows them; this area does not.
    """
    app.extensions["programme_waiting"] = also
    app.jinja_env.globals["programme_waiting"] = waiting


def waiting() -> int:
    """Everything that waits for the officer signed in."""
    return of(current_actor(), area_of(my_account()))


def lists(actor: Actor) -> dict[str, int]:
    """How many wait in each list of claims, as the tabs over them say."""
    return {
        "alone": count_waiting_for(actor),
        "cases": count_cases_for(actor),
        "declared": count_to_verify(actor),
    }


def of(actor: Actor, area: Area) -> int:
    """Everything that waits for an officer."""
    return sum(lists(actor).values()) + about_data(area)


def about_data(area: Area) -> int:
    """What people ask about their data and is not answered yet."""
    asked: tuple[Ask, ...] = current_app.extensions["programme_waiting"]
    return sum(ask(area) for ask in asked)
