"""The one clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from products import clock
from products.regions import timezone_of


def test_the_day_is_that_of_the_place() -> None:
    with clock.freeze(datetime(2026, 3, 1, 15, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 1)
        assert clock.today(timezone_of("91")) == date(2026, 3, 2)


def test_a_held_clock_goes_on_afterwards() -> None:
    with clock.freeze(datetime(2020, 1, 1, tzinfo=UTC)):
        assert clock.now().year == 2020
    assert clock.now().year > 2020


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), clock.freeze(datetime(2020, 1, 1)):  # noqa: DTZ001 - the mistake itself
        pass
