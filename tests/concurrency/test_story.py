"""A seller hides her story while somebody who helps her is saving a change to it: hidden words never come back.

On SQLite writers queue for the whole transaction; on PostgreSQL the shop's row is held. The control takes the row away.
"""

from __future__ import annotations

from threading import Event

import pytest
from flask import Flask

from products.actor import Actor, Role
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account
from storefront.graduation.consenting import consent, story
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.models import ConsentWay
from tests.concurrency.crowd import at_once
from tests.storefront.graduation.records import make_claimant

pytestmark = pytest.mark.concurrency
WORDS = "Dulu wajan satu."
CHANGED = "Sekarang wajannya empat."
A_MOMENT = 1.0


@pytest.fixture(params=["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def shop(request: pytest.FixtureRequest) -> Flask:
    """A shop on each of the databases."""
    app: Flask = request.getfixturevalue(request.param)
    return app


def saved_while_hidden(app: Flask, monkeypatch: pytest.MonkeyPatch) -> tuple[Account, list[Exception | None]]:
    """She hides it at the very moment at which the change has seen that it is shown and is about to be written."""
    seller = make_claimant()
    actor, account_id, shop_id = Actor(Role.SELLER, seller.id), seller.id, seller.seller_id or 0
    story.write(actor, account_id, shop_id, WORDS)
    story.tell(actor, account_id, shop_id, ConsentWay.TICK)
    about_to_write, hidden, show = Event(), Event(), story._show

    def slowly(seller_id: int, words: str) -> None:
        if words == CHANGED:
            about_to_write.set()
            hidden.wait(A_MOMENT)
        show(seller_id, words)

    def hide() -> None:
        about_to_write.wait(30)
        story.hide(actor, account_id, shop_id)
        hidden.set()

    monkeypatch.setattr(story, "_show", slowly)
    ended = at_once(app, [lambda: story.write(actor, account_id, shop_id, CHANGED), hide])
    db.session.rollback()
    return seller, ended


def told(seller: Account) -> str:
    """What the public reads."""
    assert seller.seller_id is not None
    return db.session.get_one(Seller, seller.seller_id, populate_existing=True).told


def test_hidden_words_stay_hidden_whatever_is_saved_at_that_moment(
    shop: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    seller, ended = saved_while_hidden(shop, monkeypatch)
    assert ended == [None, None]
    assert told(seller) == ""
    assert story.story_of(seller.seller_id or 0) == CHANGED
    assert not consent.has(seller.id, Purpose.STORY)


@pytest.mark.postgres
def test_without_the_row_held_they_would_come_back(postgres_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(story, "_hold", lambda _seller_id: None)
    seller, _ended = saved_while_hidden(postgres_app, monkeypatch)
    assert told(seller) == CHANGED
    assert not consent.has(seller.id, Purpose.STORY)
