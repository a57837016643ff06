"""The pause that grows with every wrong try."""

from __future__ import annotations

import pytest

from products.database import db
from storefront.accounts import throttle
from storefront.accounts.models import SignInFailure
from storefront.accounts.throttle import Counted, TooSoon
from tests.conftest import StoppedClock

pytestmark = pytest.mark.usefixtures("app")


def name() -> Counted:
    return throttle.by_name("sign-in", "sari@example.com")


def pause() -> int:
    """The seconds to wait now; trying is free when there are none."""
    try:
        throttle.note_try(name())
    except TooSoon as too_soon:
        return too_soon.seconds
    return 0


def test_five_tries_are_free_and_the_pause_after_them_doubles(stopped_clock: StoppedClock) -> None:
    assert [pause() for _ in range(6)] == [0, 0, 0, 0, 0, 30]
    stopped_clock.move(seconds=30)
    assert [pause(), pause()] == [0, 60]
    stopped_clock.move(seconds=60)
    assert [pause(), pause()] == [0, 120]


def test_the_pause_never_exceeds_a_quarter_of_an_hour(stopped_clock: StoppedClock) -> None:
    for _ in range(30):
        pause()
        stopped_clock.move(minutes=15)
    pause()
    assert pause() == 15 * 60


def test_a_day_later_everything_is_forgotten_and_gone_from_the_database(stopped_clock: StoppedClock) -> None:
    for _ in range(6):
        pause()
    stopped_clock.move(hours=24, seconds=1)
    assert pause() == 0
    assert db.session.query(SignInFailure).count() == 1


def test_a_right_try_clears_the_name_but_not_the_address() -> None:
    address = throttle.by_address("sign-in", "192.0.2.7", free=3)
    for _ in range(2):
        throttle.note_try(address)
    tries = throttle.note_try(name(), address)
    throttle.strike_out(tries, name())
    throttle.note_try(address)
    with pytest.raises(TooSoon):
        throttle.note_try(address)


def test_names_are_counted_apart_and_never_kept_in_the_clear() -> None:
    for _ in range(6):
        pause()
    throttle.note_try(throttle.by_name("sign-in", "tini@example.com"))
    throttle.note_try(throttle.by_name("reset", "sari@example.com"))
    assert not [one for one in db.session.query(SignInFailure) if "example" in one.subject]
