"""How long every sort of personal data is kept: the table of ``docs/privacy.md`` and the code that keeps to it.

The worker goes through the rules once an hour, a small portion at a time; ``flask retention`` does it at once, and with
``--dry-run`` only counts. Where a time is somebody else's constant, it is taken from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import current_app

from products import clock
from storefront.privacy import erasure, expiry, house_rules, order_rules, programme_rules
from storefront.privacy.due import ANSWER_WITHIN
from storefront.privacy.rule import PDP, YEAR, Rule

PERSON_RULES = (
    Rule(
        "deletion",
        "everything of a person who asked for deletion",
        ANSWER_WITHIN - erasure.AHEAD_OF_TIME,
        "after she asked, at the latest (the law allows three days)",
        f"{PDP} art. 43",
        lambda _before: erasure.count_due(),
        lambda _before: int(erasure.erase_one_due()),
    ),
    Rule(
        "addresses-left",
        "the address of a deleted buyer's order that was still on its way",
        timedelta(0),
        "after its last parcel is done",
        "contract, then deletion",
        lambda _before: len(erasure.orders_left_over()),
        lambda _before: erasure.forget_finished_orders(),
    ),
    Rule(
        "consents",
        "consents, with version, hash, way and who assisted",
        5 * YEAR,
        "after they were withdrawn",
        f"proof, {PDP} art. 24",
        expiry.CONSENTS.count,
        expiry.CONSENTS.forget,
    ),
    Rule(
        "requests",
        "requests about personal data and their answers",
        5 * YEAR,
        "after the answer",
        f"proof, {PDP}",
        expiry.REQUESTS.count,
        expiry.REQUESTS.forget,
    ),
)
RULES: tuple[Rule, ...] = (*PERSON_RULES, *programme_rules.RULES, *order_rules.RULES, *house_rules.RULES)
HEADER = "| rule | data | kept | ground | who acts |\n| --- | --- | --- | --- | --- |"


def table() -> str:
    """All rules as the Markdown table of ``docs/privacy.md``."""
    return "\n".join([HEADER, *(rule.line() for rule in RULES)])


def enforce_when_due() -> bool:
    """A chore of the worker: one portion of the next rule whose turn has come. Whether anything went.

    A rule that fails is told in the log and left until its next turn, so that it does not keep the others from theirs.
    """
    todo = _todo()
    while todo:
        rule = todo.pop()
        if rule.enforce():
            todo.append(rule)
            return True
    return False


def enforce_all(rules: tuple[Rule, ...] = RULES) -> Iterator[tuple[Rule, int]]:
    """Every rule at once, each with how many went."""
    for rule in rules:
        gone = 0
        while portion := rule.enforce():
            gone += portion
        yield rule, gone


def rule(code: str) -> Rule:
    """The rule of that name. StopIteration when there is none."""
    return next(one for one in RULES if one.code == code)


def _todo() -> list[Rule]:
    """The rules whose turn it is in this worker, the last first; asking begins their next turn."""
    turns: dict[str, datetime] = current_app.extensions.setdefault("retention_turns", {})
    todo: list[Rule] = current_app.extensions.setdefault("retention_todo", [])
    for one in RULES if not todo else ():
        if one.code not in turns or clock.now() - turns[one.code] >= one.every:
            turns[one.code] = clock.now()
            todo.insert(0, one)
    return todo
