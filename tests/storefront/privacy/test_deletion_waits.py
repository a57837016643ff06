"""While a deletion waits nothing new begins, and the worker keeps its three days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from structlog.testing import capture_logs

from products import clock
from products.actor import Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.claiming import claims
from storefront.graduation.claiming.declared import Told, declare
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.links import link
from storefront.graduation.models import (
    CaseloadEntry,
    Consent,
    ConsentWay,
    GraduationRecord,
    Kind,
    RecordSource,
    RecordState,
)
from storefront.privacy import erasure
from storefront.privacy.closing import ask_for_deletion
from storefront.privacy.erasure import erase, erase_one_due
from storefront.privacy.models import DataRequest
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.storefront.graduation.records import GAMBIR, a_nik, make_record
from tests.storefront.privacy.people import (
    NAME,
    PASSWORD,
    Scene,
    with_password,
)


@pytest.fixture
def officer(app: Flask) -> Actor:
    """Somebody who presses."""
    return Actor(Role.OFFICER, make_account(Role.OFFICER).id)


def asked_by(scene: Scene) -> DataRequest:
    """The seller's request."""
    return ask_for_deletion(scene.actor, scene.account, PASSWORD)


def test_link_and_shop_window_close_at_the_request_itself(app: Flask, scene: Scene, client: FlaskClient) -> None:
    addresses = ("/sellers/dapur-wulansuk", "/products/keripik-red", "/products/keripik-green")
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
    asked_by(scene)
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert db.session.scalar(select(GraduationRecord.seller_id)) is None
    assert scene.shop.state == "closed"
    assert all(one.withdrawn_at for one in db.session.query(Consent))


def test_a_closed_shop_claims_nothing_and_nothing_is_declared_for_it(app: Flask, scene: Scene) -> None:
    asked_by(scene)
    take_into_care(scene.assistant.id, scene.shop.id)
    told = Told(a_nik(), NAME, Kind.ALAMIAH, date(2024, 6, 1), GAMBIR)
    assistant, account_id = Actor(Role.ASSISTANT, scene.assistant.id), scene.account.id
    with pytest.raises(Refusal, match="sedang ditutup"):
        claims.claim(scene.actor, account_id, scene.shop, a_nik(), NAME, GAMBIR)
    with pytest.raises(Refusal, match="sedang ditutup"):
        declare(assistant, account_id, scene.shop.id, told, ConsentWay.READ_ALOUD)
    with pytest.raises(Refusal, match="sedang ditutup"):
        link(assistant, make_record(), scene.shop.id)


@pytest.mark.parametrize("source", RecordSource)
def test_what_was_linked_or_agreed_to_while_the_request_waited_ends_with_it(
    app: Flask, scene: Scene, officer: Actor, source: RecordSource
) -> None:
    asked = asked_by(scene)
    late = make_record(seller_id=scene.shop.id, linked_at=clock.now(), state=RecordState.MATCHED, source=source)
    take_into_care(scene.assistant.id, scene.shop.id)
    consent.give(scene.actor, scene.account.id, [Purpose.RECORD])
    reference = late.reference
    erase(officer, asked)
    left = db.session.query(GraduationRecord).filter_by(reference=reference).one_or_none()
    assert (left is None) is (source is RecordSource.DECLARED), "what stood by her word alone goes with her"
    assert left is None or (left.seller_id, left.state) == (None, RecordState.UNVERIFIED)
    assert all(one.withdrawn_at for one in db.session.query(Consent))
    assert db.session.query(CaseloadEntry).filter_by(until=None).count() == 0


@pytest.mark.parametrize("trouble", [RuntimeError("broken"), Refusal("Tidak bisa.")])
def test_one_that_cannot_be_carried_out_keeps_no_other_from_its_three_days(
    app: Flask, scene: Scene, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    first, buyer = asked_by(scene), with_password(Role.BUYER, email="pembeli@example.com")
    stopped_clock.move(minutes=1)
    second = ask_for_deletion(Actor(Role.BUYER, buyer.id), buyer, PASSWORD)
    stopped_clock.move(hours=61)
    monkeypatch.setattr(erasure, "forget_shop", failing_with(trouble))
    with capture_logs() as told:
        assert [erase_one_due(), erase_one_due()] == [True, False], "false ends ``flask retention``"
    assert (first.state, second.state) == ("open", "done")
    assert scene.account.display_name == NAME, "nothing of a failed one has happened"
    assert {(one["event"], one["request"]) for one in told} == {("deletion_failed", first.id)}


def failing_with(trouble: Exception) -> Callable[..., list[str]]:
    """What always fails."""

    def fail(*_all: object) -> list[str]:
        raise trouble

    return fail


def test_the_worker_keeps_the_three_days_by_itself_and_not_before_its_time(
    app: Flask, scene: Scene, stopped_clock: StoppedClock, work: Callable[[], None]
) -> None:
    asked = asked_by(scene)
    stopped_clock.move(hours=59)
    work()
    assert asked.state == "open", "she may still take it back"
    stopped_clock.move(hours=2)
    work()
    assert asked.state == "done"
    assert asked.answered_by_id is None
