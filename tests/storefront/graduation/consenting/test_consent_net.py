"""The net beneath the consents, and that it is needed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from products.actor import Actor, Role
from products.database import db, transaction
from products.models import Seller
from storefront import jobs
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import assistant_of, take_into_care
from storefront.graduation.consenting import consent, consent_net, story
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.models import Consent, ConsentWay, GraduationRecord, RecordMove, RecordSource, RecordState
from storefront.stockroom import audit
from tests.conftest import StoppedClock
from tests.factories import make_seller
from tests.storefront.graduation.records import make_assistant, make_claimant, make_record

pytestmark = pytest.mark.usefixtures("stopped_clock")
Work = Callable[[], None]


@pytest.fixture
def sari(app: Flask) -> Account:
    """A seller with a shop."""
    return make_claimant()


def agreed(seller: Account, purpose: Purpose) -> None:
    """She has agreed to it."""
    consent.give(Actor(Role.SELLER, seller.id), seller.id, [purpose])


def without(purpose: Purpose) -> None:
    """A hand in the database ends the consent, and nothing that hangs on it."""
    with transaction() as session:
        session.query(Consent).filter_by(purpose=purpose).delete()


def seller_of(record: GraduationRecord) -> int | None:
    """To whom it is linked now."""
    db.session.refresh(record)
    return record.seller_id


@pytest.mark.parametrize(
    ("source", "state"),
    [(RecordSource.IMPORTED, RecordState.MATCHED), (RecordSource.DECLARED, RecordState.UNVERIFIED)],
)
def test_a_record_linked_without_a_consent_is_cut_within_minutes_and_that_is_noted(
    sari: Account, work: Work, stopped_clock: StoppedClock, source: RecordSource, state: RecordState
) -> None:
    agreed(sari, Purpose.RECORD)
    record = make_record(seller_id=sari.seller_id, source=source, state=state, linked_at=stopped_clock.moment)
    work()
    assert seller_of(record) == sari.seller_id
    without(Purpose.RECORD)
    stopped_clock.move(minutes=10)
    work()
    assert seller_of(record) is None
    move = db.session.query(RecordMove).one()
    assert (move.record_id, move.account_id, move.reason) == (record.id, None, "no consent")
    assert db.session.get(Seller, sari.seller_id) is not None


def test_without_the_net_it_would_stay_linked(
    sari: Account, work: Work, stopped_clock: StoppedClock, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same with the chore taken away."""
    monkeypatch.delitem(jobs.CHORES, "consents")
    jobs.init_app(app)
    record = make_record(seller_id=sari.seller_id)
    stopped_clock.move(days=1)
    app.extensions["worker"].run_until_idle()
    db.session.rollback()
    assert seller_of(record) == sari.seller_id


def test_a_story_told_without_a_consent_falls_silent(sari: Account, work: Work, stopped_clock: StoppedClock) -> None:
    actor = Actor(Role.SELLER, sari.id)
    story.write(actor, sari.id, sari.seller_id or 0, "Dulu wajan satu.")
    story.tell(actor, sari.id, sari.seller_id or 0, ConsentWay.TICK)
    work()
    assert db.session.get_one(Seller, sari.seller_id).told == "Dulu wajan satu."
    without(Purpose.STORY)
    stopped_clock.move(minutes=10)
    work()
    assert db.session.get_one(Seller, sari.seller_id).told == ""
    assert story.story_of(sari.seller_id or 0) == "Dulu wajan satu."


def test_one_consent_does_not_stand_for_another(sari: Account, work: Work) -> None:
    agreed(sari, Purpose.SHOP)
    agreed(sari, Purpose.STORY)
    record = make_record(seller_id=sari.seller_id)
    work()
    assert seller_of(record) is None


def test_a_consent_to_earlier_words_keeps_the_link(sari: Account, work: Work) -> None:
    agreed(sari, Purpose.RECORD)
    with transaction():
        db.session.query(Consent).one().version = "2026-11"
    record = make_record(seller_id=sari.seller_id)
    work()
    assert seller_of(record) == sari.seller_id


def test_a_shop_that_nobody_signs_in_to_can_have_no_record_and_no_story(work: Work, app: Flask) -> None:
    shop = make_seller(told="Kisah tanpa pemilik.")
    record = make_record(seller_id=shop.id)
    work()
    assert seller_of(record) is None
    assert db.session.get_one(Seller, shop.id).told == ""


def test_the_net_ends_the_care_as_taking_it_back_would(sari: Account, work: Work, stopped_clock: StoppedClock) -> None:
    dewi = make_assistant()
    make_record(seller_id=sari.seller_id, linked_at=stopped_clock.moment)
    take_into_care(dewi.account_id or 0, sari.seller_id or 0)
    work()
    assert assistant_of(sari.seller_id or 0) is None


def test_it_looks_every_five_minutes_and_not_all_the_time(sari: Account, stopped_clock: StoppedClock) -> None:
    assert not consent_net.keep_to_consents()
    make_record(seller_id=sari.seller_id)
    stopped_clock.move(minutes=4, seconds=59)
    assert not consent_net.keep_to_consents()
    stopped_clock.move(seconds=1)
    assert consent_net.keep_to_consents()


def test_the_audit_names_what_the_net_would_part_and_hush(sari: Account, work: Work) -> None:
    assert list(consent_net.used_without_consent()) == []
    make_record(seller_id=sari.seller_id)
    shop = make_seller(told="Kisah tanpa pemilik.")
    assert [line.split(": ")[1] for line in audit.disagreements() if line.startswith("consents: ")] == [
        f"shop {sari.seller_id} is linked to a record without a consent",
        f"shop {shop.id} tells a story without a consent",
    ]
    work()
    assert list(consent_net.used_without_consent()) == []
