"""One rule of retention: what is kept, how long, why, and who sees to its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from products import clock

DAY = timedelta(days=1)
MONTH = timedelta(days=30)
YEAR = timedelta(days=365)
WORKER, PAGES = "worker", "the pages themselves"
BOOKS = "PP 80/2019 art. 25"
PDP = "UU 27/2022"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table.

    Attributes:
        code: a short name for commands and logs.
        what: the data.
        kept: how long, from the moment that ``since`` says.
        since: what the time runs from.
        ground: the law or the reason; "proposal" where no law names a time.
        count: how many are over, being older than the moment it is given.
        forget: deletes a portion of those and says how many; nothing where the pages see to it.
        who: who acts.
        every: how often the worker goes through it; those that read a whole table or folder once a day.
    """

    code: str
    what: str
    kept: timedelta
    since: str
    ground: str
    count: Callable[[datetime], int]
    forget: Callable[[datetime], int] = lambda _before: 0
    who: str = WORKER
    every: timedelta = timedelta(hours=1)

    @property
    def before(self) -> datetime:
        """What is older than this is over."""
        return clock.now() - self.kept

    def over(self) -> int:
        """How many are over now."""
        return self.count(self.before)

    def enforce(self) -> int:
        """Delete a portion of them. How many went."""
        return self.forget(self.before)

    def line(self) -> str:
        """The rule as a line of the Markdown table."""
        cells = (f"`{self.code}`", self.what, f"{in_words(self.kept)} {self.since}", self.ground, self.who)
        return f"| {' | '.join(cells)} |"


def in_words(span: timedelta) -> str:
    """``2 years``, ``90 days``, ``60 hours``; ``at once`` for no time at all."""
    for name, length in (("year", YEAR), ("day", DAY), ("hour", timedelta(hours=1))):
        number, rest = divmod(span, length)
        if number and not rest and (name != "day" or number > 1):
            return f"{number} {name}{'s' if number > 1 else ''}"
    return "at once"
