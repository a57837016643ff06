"""Who is asked after before she falls back: in the right months, for the right reasons, and not for somebody else's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from products.database import transaction
from products.models import Seller
from storefront.accounts.models import Account
from storefront.care.contacts import note_contact
from storefront.care.follow_up import Watched, follow_up_without_care, watched
from storefront.care.models import ContactWay
from storefront.care.signals import SignalKind
from storefront.coaching.scope import cared_for_by
from storefront.graduation.area import Area
from storefront.graduation.caring.caseload import release_from_care
from storefront.graduation.links import record_of
from storefront.graduation.models import Kind, RecordState
from storefront.orders.models import ParcelState
from tests.conftest import StoppedClock
from tests.queries import counted_queries
from tests.storefront.care.scenes import at_noon, graduate, record, sold
from tests.storefront.coaching.scenes import acting, assistant, seller_of

GRADUATED = date(2026, 1, 31)


@pytest.fixture
def carer(app: Flask) -> Account:
    """The assistant."""
    return assistant()


def on(clock: StoppedClock, day: date) -> None:
    """It is noon of that day."""
    clock.set(at_noon(day))


def seen(carer: Account) -> list[Watched]:
    """Her sellers in a watched month."""
    return watched(cared_for_by(carer.id))


def test_she_is_watched_day_by_day_from_her_graduation(carer: Account, stopped_clock: StoppedClock) -> None:
    graduate(carer, GRADUATED)
    days = {
        date(2026, 1, 30): 0,
        date(2026, 1, 31): 1,
        date(2026, 5, 31): 1,
        date(2026, 6, 29): 1,
        date(2026, 6, 30): 0,
        date(2026, 7, 30): 0,
        date(2026, 7, 31): 1,
        date(2026, 8, 30): 1,
        date(2026, 8, 31): 0,
        date(2027, 1, 30): 0,
        date(2027, 1, 31): 1,
        date(2027, 2, 27): 1,
        date(2027, 2, 28): 0,
    }
    found = {}
    for day in days:
        on(stopped_clock, day)
        found[day] = len(seen(carer))
    assert found == days


def test_a_leap_day_is_kept_at_the_end_of_february(carer: Account, stopped_clock: StoppedClock) -> None:
    graduate(carer, date(2028, 2, 29))
    for day, there in ((date(2029, 2, 27), 0), (date(2029, 2, 28), 1), (date(2029, 3, 28), 1), (date(2029, 3, 29), 0)):
        on(stopped_clock, day)
        assert len(seen(carer)) == there, day


def test_the_months_are_counted_from_the_link_as_well(carer: Account, stopped_clock: StoppedClock) -> None:
    graduate(carer, date(2022, 5, 1), linked_on=date(2026, 1, 10))
    for day, there in ((date(2026, 1, 10), 1), (date(2026, 6, 9), 1), (date(2026, 6, 10), 0), (date(2027, 1, 10), 1)):
        on(stopped_clock, day)
        assert len(seen(carer)) == there, day


@pytest.mark.parametrize("kind", list(Kind))
def test_the_rule_holds_whatever_the_kind(carer: Account, stopped_clock: StoppedClock, kind: Kind) -> None:
    graduate(carer, date(2026, 2, 1), kind)
    (one,) = seen(carer)
    assert one.signal is not None
    assert one.signal.kind is SignalKind.NEVER_AN_ORDER


def test_a_revoked_record_watches_nobody(carer: Account, stopped_clock: StoppedClock) -> None:
    seller = graduate(carer, date(2026, 2, 1))
    found = record_of(seller.id)
    assert found is not None
    with transaction():
        found.state = RecordState.REVOKED
    assert seen(carer) == []


def test_silence_of_three_weeks_shows_and_a_cancelled_order_breaks_it_not(
    carer: Account, stopped_clock: StoppedClock
) -> None:
    seller = graduate(carer, date(2026, 2, 1))
    sold(seller, date(2026, 2, 9))
    sold(seller, date(2026, 2, 25), state=ParcelState.CANCELLED)
    on(stopped_clock, date(2026, 3, 1))
    assert seen(carer)[0].signal is None
    on(stopped_clock, date(2026, 3, 2))
    signal = seen(carer)[0].signal
    assert signal is not None
    assert (signal.kind, signal.since) == (SignalKind.ORDERS_STOPPED, date(2026, 2, 9))
    sold(seller, date(2026, 3, 2), state=ParcelState.PENDING_PAYMENT)
    assert seen(carer)[0].signal is None


def test_a_shop_without_an_order_shows_after_thirty_days(carer: Account, stopped_clock: StoppedClock) -> None:
    seller = seller_of(carer, created_at=at_noon(date(2026, 2, 1)))
    record(carer, seller, graduated_on=date(2026, 2, 1))
    on(stopped_clock, date(2026, 3, 2))
    assert seen(carer)[0].signal is None
    on(stopped_clock, date(2026, 3, 3))
    signal = seen(carer)[0].signal
    assert signal is not None
    assert (signal.kind, signal.since) == (SignalKind.NEVER_AN_ORDER, date(2026, 2, 1))


def test_income_is_what_reached_its_buyers_in_thirty_days_beside_the_thirty_before(
    carer: Account, stopped_clock: StoppedClock
) -> None:
    today = date(2026, 3, 2)
    seller = graduate(carer, date(2026, 2, 1))
    sold(seller, today - timedelta(days=60), 900_000)
    sold(seller, today - timedelta(days=59), 500_000)
    sold(seller, today - timedelta(days=30), 400_000)
    sold(seller, today - timedelta(days=29), 400_000)
    sold(seller, today, 229_999)
    sold(seller, today, 800_000, ParcelState.SHIPPED)
    signal = seen(carer)[0].signal
    assert signal is not None
    assert (signal.kind, signal.now_idr, signal.before_idr) == (SignalKind.INCOME_FALLS, 629_999, 900_000)
    sold(seller, today, 1)
    assert seen(carer)[0].signal is None


def test_in_the_sixth_month_every_fall_of_a_quarter_shows(carer: Account, stopped_clock: StoppedClock) -> None:
    seller = graduate(carer, date(2026, 1, 15))
    for day, items_idr in ((date(2026, 3, 10), 500_000), (date(2026, 5, 20), 240_000), (date(2026, 7, 1), 250_000)):
        sold(seller, day, items_idr)
    on(stopped_clock, date(2026, 7, 14))
    assert seen(carer) == []
    on(stopped_clock, date(2026, 7, 15))
    signal = seen(carer)[0].signal
    assert signal is not None
    assert (signal.kind, signal.now_idr, signal.before_idr) == (SignalKind.QUARTER_FALLS, 490_000, 500_000)


def test_a_word_with_her_rests_it_for_fourteen_days_and_no_longer(carer: Account, stopped_clock: StoppedClock) -> None:
    seller = graduate(carer, date(2026, 2, 1))
    sold(seller, date(2026, 2, 9))
    on(stopped_clock, date(2026, 3, 4))
    assert seen(carer)[0].signal is not None
    note_contact(acting(carer), seller.id, ContactWay.CALL, date(2026, 3, 4))
    (resting,) = seen(carer)
    assert (resting.signal, resting.rests_until) == (None, date(2026, 3, 18))
    on(stopped_clock, date(2026, 3, 17))
    assert seen(carer)[0].signal is None
    on(stopped_clock, date(2026, 3, 18))
    assert seen(carer)[0].signal is not None


def test_a_word_from_before_it_began_rests_nothing(carer: Account, stopped_clock: StoppedClock) -> None:
    seller = graduate(carer, date(2026, 2, 1))
    sold(seller, date(2026, 2, 9))
    note_contact(acting(carer), seller.id, ContactWay.CALL, date(2026, 3, 1))
    on(stopped_clock, date(2026, 3, 2))
    assert seen(carer)[0].signal is not None


def test_whoever_needs_it_most_comes_first(carer: Account, stopped_clock: StoppedClock) -> None:
    today = date(2026, 3, 2)
    calm = graduate(carer, date(2026, 2, 1), name="A tenang")
    sold(calm, today)
    asked_after = graduate(carer, date(2026, 2, 1), name="B sudah disapa")
    sold(asked_after, date(2026, 1, 20))
    note_contact(acting(carer), asked_after.id, ContactWay.VISIT, today)
    never = graduate(carer, date(2026, 2, 1), name="C belum ada pesanan")
    silent = graduate(carer, date(2026, 2, 1), name="D lama diam")
    sold(silent, date(2026, 1, 10))
    assert [one.seller_id for one in seen(carer)] == [silent.id, never.id, asked_after.id, calm.id]


def test_only_her_own_sellers_and_the_uncared_for_are_an_areas_number(
    carer: Account, stopped_clock: StoppedClock
) -> None:
    left, elsewhere = (graduate(carer, date(2026, 2, 1), regency_code=code) for code in ("34.02", "31.71"))
    graduate(assistant(), date(2026, 2, 1))
    assert follow_up_without_care(Area()) == 0
    for seller in (left, elsewhere):
        release_from_care(seller.id)
    assert seen(carer) == []
    assert follow_up_without_care(Area()) == 2
    assert follow_up_without_care(Area("34")) == 1
    sold(left, date(2026, 3, 2))
    assert follow_up_without_care(Area("34")) == 0


def test_eighty_sellers_take_four_queries(carer: Account, stopped_clock: StoppedClock) -> None:
    def fill(number: int) -> None:
        with transaction():
            for _number in range(number):
                seller = graduate(carer, date(2026, 2, 1))
                sold(seller, date(2026, 1, 20), 900_000)
                note_contact(acting(carer), seller.id, ContactWay.VISIT, date(2026, 2, 1))

    def queries() -> int:
        mine = cared_for_by(carer.id)
        with counted_queries() as statements:
            watched(mine)
        return len(statements)

    fill(1)
    assert queries() == 4
    fill(79)
    assert queries() == 4
    assert len(seen(carer)) == 80


def test_a_seller_without_a_record_is_not_watched(carer: Account, stopped_clock: StoppedClock) -> None:
    seller_of(carer, created_at=at_noon(date(2025, 1, 1)))
    assert watched(Seller.id > 0) == []
