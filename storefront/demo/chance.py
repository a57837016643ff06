"""Dice that fall the same way for the same seed, and favour the first of a list as trade does."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import TypeVar

Thing = TypeVar("Thing")


class Chance(random.Random):
    """A ``random.Random`` that also draws by Zipf's law: the second half as often as the first, the third a third."""

    def favour(self, things: Sequence[Thing]) -> Thing:
        """One of ``things``, the earlier the likelier."""
        return self.choices(things, cum_weights=_zipf(len(things)))[0]


@cache
def _zipf(length: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / place for place in range(1, length + 1)))
