"""A pause that grows with every wrong try, counted in the database so that all processes share it.

Two things are counted: the name tried and the address it came from, each as a keyed fingerprint. A try is noted before
it is examined and struck out when it was right, so a crowd of tries at once cannot slip through together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from products import clock
from products.database import db, transaction
from storefront.accounts.models import SignInFailure
from storefront.sealing import keyring

MEMORY = timedelta(hours=24)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)


class TooSoon(Exception):  # noqa: N818 - an expected "no" is not an error
    """Too many wrong tries; ``seconds`` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that tries are counted by, and how many of them are free of any pause."""

    subject: str
    free: int


def by_name(purpose: str, name: str, free: int = 5) -> Counted:
    """Count the tries for one account name."""
    return Counted(keyring().fingerprint(f"{purpose} name {name.strip().casefold()}"), free)


def by_address(purpose: str, address: str | None, free: int = 100) -> Counted:
    """Count the tries from one network address; a village hall or a phone network may share one, so many are free."""
    return Counted(keyring().fingerprint(f"{purpose} address {address or ''}"), free)


def note_try(*counted: Counted) -> list[int]:
    """Note a try before it is examined, and say the numbers under which it stands.

    Raises:
        TooSoon: when the last pause is not over.
    """
    at = clock.now()
    with transaction() as session:
        session.execute(delete(SignInFailure).where(SignInFailure.at < at - MEMORY))
        wait = max(_seconds_left(one, at) for one in counted)
        if wait > 0:
            raise TooSoon(math.ceil(wait))
        tries = [SignInFailure(subject=one.subject, at=at) for one in counted]
        session.add_all(tries)
        session.flush()
        return [one.id for one in tries]


def strike_out(tries: Iterable[int], forgive: Counted) -> None:
    """The try was right: it counts no more, nor do the earlier ones for the same name."""
    with transaction() as session:
        session.execute(
            delete(SignInFailure).where(
                SignInFailure.id.in_(list(tries)) | (SignInFailure.subject == forgive.subject),
            )
        )


def _seconds_left(one: Counted, at: datetime) -> float:
    wrong, last = db.session.execute(
        select(func.count(), func.max(SignInFailure.at)).where(SignInFailure.subject == one.subject)
    ).one()
    if wrong < one.free:
        return 0
    pause = min(FIRST_PAUSE * 2 ** min(wrong - one.free, 10), LONGEST_PAUSE)
    return float((last + pause - at).total_seconds())
