"""People who look at the same moment: their entries get one number after the other, and the log proves itself.

The race has its control: the same crowd without the lock on the row with the two ends (and, on SQLite, without the
gate), which must get in each other's way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from storefront.graduation.looking import chain, looks, whole_number
from storefront.graduation.looking.look_audit import broken_links
from storefront.graduation.models import GraduationRecord, LookChain, RecordLook
from tests.concurrency.crowd import at_once
from tests.factories import make_account
from tests.storefront.graduation.records import make_record

pytestmark = pytest.mark.concurrency
CROWD, TIMES = 6, 4


@pytest.fixture(params=["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def shop(request: pytest.FixtureRequest) -> Flask:
    """A shop on each of the databases, in which nobody has looked yet."""
    app: Flask = request.getfixturevalue(request.param)
    return app


def looking(times: int = TIMES) -> Callable[[], None]:
    """Somebody about to look some times."""
    actor = Actor(Role.OFFICER, make_account(Role.OFFICER).id)

    def look() -> None:
        for _ in range(times):
            looks.note_looks(actor, ["0" * 32, "1" * 32], "list")

    return look


@contextmanager
def without_queueing() -> Iterator[Session]:
    """The guard taken away on SQLite, where every writer waits at the gate before she reads."""
    session = db.session()
    session.rollback()
    yield session
    session.commit()


def numbers() -> list[int | None]:
    """The numbers of all entries in their order."""
    return list(db.session.scalars(select(RecordLook.number).order_by(RecordLook.number)))


def test_a_crowd_gets_consecutive_numbers_also_when_it_is_the_first_to_look(shop: Flask) -> None:
    answers = at_once(shop, [looking() for _ in range(CROWD)])
    assert answers == [None] * CROWD
    assert numbers() == list(range(1, 2 * CROWD * TIMES + 1))
    assert list(broken_links()) == []


def test_the_very_first_look_of_many_makes_one_row(shop: Flask) -> None:
    for _ in range(3):
        assert at_once(shop, [looking(1) for _ in range(CROWD)]) == [None] * CROWD
        assert db.session.query(LookChain).count() == 1
        assert list(broken_links()) == []
        with transaction() as session:
            session.execute(delete(LookChain))
            session.execute(delete(RecordLook))


def test_a_crowd_of_tries_sees_no_more_numbers_whole_than_a_day_allows(
    shop: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_number, "MOST_IN_A_DAY", 3)
    record_id, actor = make_record().id, Actor(Role.OFFICER, make_account(Role.OFFICER).id)

    def see() -> str:
        record = db.session.get_one(GraduationRecord, record_id)
        return whole_number.of_record(actor, record, "open", "compare_card", "")

    answers = at_once(shop, [see] * CROWD)
    assert sum(isinstance(answer, str) for answer in answers) == 3
    assert sum(isinstance(answer, Refusal) for answer in answers) == CROWD - 3


def test_without_the_lock_they_get_in_each_others_way(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    looking(1)()
    monkeypatch.setattr(chain, "_the_row", lambda: db.session.get(LookChain, chain.THE_CHAIN, populate_existing=True))
    monkeypatch.setattr(looks, "transaction", without_queueing)
    answers = at_once(shop, [looking() for _ in range(CROWD)])
    assert any(isinstance(answer, Exception) for answer in answers) or list(broken_links())
