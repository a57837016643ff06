"""Agreeing, and taking it back."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.consenting.consent_words import text_of
from storefront.graduation.models import Consent, ConsentWay
from tests.conftest import StoppedClock
from tests.storefront.graduation.records import make_assistant, make_claimant

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def sari(app: Flask) -> Actor:
    """A seller at her own phone."""
    return Actor(Role.SELLER, make_claimant().id)


def mine(actor: Actor) -> int:
    """Her account."""
    assert actor.account_id is not None
    return actor.account_id


def test_nothing_is_agreed_to_by_itself(sari: Actor) -> None:
    assert [consent.has(mine(sari), purpose) for purpose in Purpose] == [False, False, False]


def test_each_purpose_is_agreed_to_by_itself(sari: Actor) -> None:
    consent.give(sari, mine(sari), [Purpose.STORY])
    assert [consent.has(mine(sari), purpose) for purpose in Purpose] == [False, False, True]


@pytest.mark.parametrize(("language", "opening"), [("id", "Kisah saya"), ("en", "My story")])
def test_what_is_kept_leads_back_to_the_very_words_in_the_language_shown(
    app: Flask, sari: Actor, language: str, opening: str
) -> None:
    with app.test_request_context(), force_locale(language):
        consent.give(sari, mine(sari), [Purpose.STORY])
    kept = db.session.query(Consent).one()
    assert (kept.version, kept.locale, kept.way, kept.assisted_by_id) == (consent.VERSION, language, "tick", None)
    assert (text_of(kept.text_sha256) or "").startswith(opening)


@pytest.mark.parametrize("way", [ConsentWay.READ_ALOUD, ConsentWay.PAPER])
def test_whoever_helps_says_how_she_agreed_and_is_named(sari: Actor, way: ConsentWay) -> None:
    dewi = make_assistant()
    with pytest.raises(Refusal, match="bagaimana penjual menyetujui"):
        consent.give(dewi, mine(sari), [Purpose.RECORD])
    consent.give(dewi, mine(sari), [Purpose.RECORD], way=way)
    kept = db.session.query(Consent).one()
    assert (kept.account_id, kept.way, kept.assisted_by_id) == (sari.account_id, way, dewi.account_id)


def test_taking_one_back_leaves_the_others_and_keeps_when_and_by_whom(sari: Actor, stopped_clock: StoppedClock) -> None:
    consent.give(sari, mine(sari), [Purpose.SHOP])
    consent.give(sari, mine(sari), [Purpose.RECORD])
    dewi = make_assistant()
    stopped_clock.move(days=3)
    assert consent.withdraw(dewi, mine(sari), Purpose.RECORD)
    assert [consent.has(mine(sari), purpose) for purpose in Purpose] == [True, False, False]
    ended = db.session.query(Consent).filter_by(purpose=Purpose.RECORD).one()
    assert (ended.withdrawn_at, ended.withdrawn_by_id) == (stopped_clock.moment, dewi.account_id)


def test_what_was_not_agreed_to_cannot_be_taken_back(sari: Actor) -> None:
    assert not consent.withdraw(sari, mine(sari), Purpose.RECORD)


def test_agreeing_twice_is_agreeing_once(sari: Actor) -> None:
    for _press in range(2):
        consent.give(sari, mine(sari), [Purpose.SHOP])
    assert db.session.query(Consent).count() == 1


def test_her_own_tick_stands_in_the_place_of_one_that_was_read_to_her(sari: Actor) -> None:
    consent.give(make_assistant(), mine(sari), [Purpose.SHOP], way=ConsentWay.READ_ALOUD)
    consent.give(sari, mine(sari), [Purpose.SHOP])
    assert [one.way for one in consent.consents_of(mine(sari))] == [ConsentWay.TICK, ConsentWay.READ_ALOUD]
    now = consent.current(mine(sari), Purpose.SHOP)
    assert now is not None
    assert (now.way, now.assisted_by_id) == (ConsentWay.TICK, None)


def test_an_earlier_version_stands_but_is_to_be_read_again(sari: Actor) -> None:
    """Sellers linked before the words changed keep their link and are asked once."""
    consent.give(sari, mine(sari), [Purpose.RECORD])
    assert not consent.to_be_read_again(mine(sari), Purpose.RECORD)
    with transaction():
        db.session.query(Consent).one().version = "2026-11"
    assert consent.has(mine(sari), Purpose.RECORD)
    assert consent.to_be_read_again(mine(sari), Purpose.RECORD)
