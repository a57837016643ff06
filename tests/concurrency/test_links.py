"""A seller lets her record go while an officer gives it to another: only her own link is ever cut.

SQLite lets one write at a time, so the two can only meet on PostgreSQL. The control: with the guards taken away the
other seller loses the record that she has just got.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import text, update

from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from storefront.graduation import links
from storefront.graduation.claiming import cases, decisions
from storefront.graduation.models import Claim, GraduationRecord
from tests.concurrency.crowd import at_once
from tests.factories import make_account
from tests.storefront.graduation.records import NIK, make_assistant, make_claim, make_claimant, make_record

pytestmark = [pytest.mark.concurrency, pytest.mark.postgres]
SOMEBODY_WAITS_FOR_ME = text(
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)


@pytest.fixture
def case(postgres_app: Flask) -> Claim:
    """A record that the first seller has and the second claims."""
    make_record(NIK, assistant_id=make_assistant().account_id)
    decisions.confirm(Actor(Role.OFFICER), make_claim(claimant=make_claimant()))
    return make_claim()


def giving_it_to_the_second(case: Claim, is_given: Event) -> Callable[[], object]:
    """An officer who is done when the first seller waits for her."""
    case_id, officer = case.id, Actor(Role.OFFICER, make_account(Role.OFFICER).id)

    def act() -> None:
        with transaction():
            cases.move_link(officer, db.session.get_one(Claim, case_id), "KTP keduanya sudah dilihat.")
            is_given.set()
            wait_until_somebody_waits()

    return act


def wait_until_somebody_waits() -> None:
    """Until another session asks for a row that this one holds."""
    deadline = time.monotonic() + 20
    while not db.session.scalar(SOMEBODY_WAITS_FOR_ME):
        assert time.monotonic() < deadline, "nobody came"
        time.sleep(0.01)


def letting_it_go(seller_id: int, is_given: Event) -> Callable[[], object]:
    """The first seller, the moment after."""

    def act() -> bool:
        is_given.wait(20)
        return links.cut(Actor(Role.SELLER), seller_id, "consent withdrawn")

    return act


def both_at_once(shop: Flask, case: Claim) -> tuple[object, int | None]:
    """What the first seller's cut came to, and who has the record then."""
    first, is_given = db.session.query(GraduationRecord).one().seller_id, Event()
    assert first
    given, let_go = at_once(shop, [giving_it_to_the_second(case, is_given), letting_it_go(first, is_given)])
    assert given is None, given
    return let_go, db.session.query(GraduationRecord).one().seller_id


def part_whoever_has_it(record_id: int, _seller_id: int) -> None:
    """The guard taken away: write the seller out, whoever she is by now."""
    db.session.execute(
        update(GraduationRecord).where(GraduationRecord.id == record_id).values(seller_id=None, linked_at=None)
    )


def test_a_record_that_went_to_another_meanwhile_stays_with_her(postgres_app: Flask, case: Claim) -> None:
    second = case.seller_id
    assert both_at_once(postgres_app, case) == (False, second)


def test_the_write_itself_names_the_seller_whose_link_it_cuts(
    postgres_app: Flask, case: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "held_record_of", links.record_of)
    second = case.seller_id
    let_go, owner = both_at_once(postgres_app, case)
    assert isinstance(let_go, Refusal)
    assert owner == second


def test_without_the_guards_the_other_seller_loses_her_record(
    postgres_app: Flask, case: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "held_record_of", links.record_of)
    monkeypatch.setattr(links, "_part", part_whoever_has_it)
    assert both_at_once(postgres_app, case) == (True, None)
