"""What care asks of the database in one breath, on PostgreSQL as on SQLite."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from products.models import Seller
from storefront.care.contacts import LastContact, last_contacts, note_contact
from storefront.care.follow_up import follow_up_without_care, watched
from storefront.care.models import ContactWay
from storefront.care.signals import SignalKind
from storefront.care.steps import progress_of, tick
from storefront.coaching.scope import cared_for_by
from storefront.graduation.area import Area
from tests.conftest import StoppedClock
from tests.storefront.care.scenes import graduate, sold
from tests.storefront.coaching.scenes import acting, assistant

pytestmark = pytest.mark.postgres

TODAY = date(2026, 3, 2)


def test_signals_contacts_and_steps_are_the_same_there(postgres_app: Flask, stopped_clock: StoppedClock) -> None:
    carer = assistant()
    falling, never = (graduate(carer, date(2026, 2, 1)) for _number in range(2))
    sold(falling, TODAY - timedelta(days=40), 900_000)
    sold(falling, TODAY - timedelta(days=4), 410_000)
    note_contact(acting(carer), falling.id, ContactWay.CALL, TODAY - timedelta(days=20), next_on=TODAY)
    tick(acting(carer), falling.id, "two_purses")

    signals = {one.seller_id: one.signal for one in watched(cared_for_by(carer.id)) if one.signal}
    assert {key: signal.kind for key, signal in signals.items()} == {
        falling.id: SignalKind.INCOME_FALLS,
        never.id: SignalKind.NEVER_AN_ORDER,
    }
    assert (signals[falling.id].now_idr, signals[falling.id].before_idr) == (410_000, 900_000)
    assert follow_up_without_care(Area()) == 0
    assert last_contacts(Seller.id > 0) == {falling.id: LastContact(TODAY - timedelta(days=20), TODAY)}
    progress = progress_of(falling.id)
    assert progress is not None
    assert {one.step.code for one in progress.steps if one.done} == {"two_purses", "first_order"}
