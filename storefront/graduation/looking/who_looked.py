"""Who looked at a seller's data, gathered by day and person, so that an assistant's daily list drowns nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from flask_babel import format_date, format_datetime
from sqlalchemy import ColumnElement, func, select

from products import clock
from products.actor import Role
from products.database import db
from storefront.graduation.looking.looks import Look, looks_where
from storefront.graduation.models import RecordLook
from storefront.language import current

_MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Everything one person looked at on one day.

    Attributes:
        who: her name.
        role: in which role.
        last: the hour at which she looked last that day, as the reader writes it.
        times: how often; a claim and the record beside it, opened together, are one look.
        whys: what for, each once, as codes of ``words`` group ``look``.
        whole: hour and reason of each look at which she saw the identity number whole.
    """

    who: str
    role: Role
    last: str
    times: int
    whys: tuple[str, ...]
    whole: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day on which somebody looked."""

    day: date
    visitors: list[Visitor]

    @property
    def name(self) -> str:
        """``Sabtu, 21 November 2026``."""
        return str(format_date(self.day, "EEEE, d MMMM yyyy"))


@dataclass(frozen=True, slots=True)
class Month:
    """One month of looks, and the months beside it that have some, as ``2026-11``; empty where there is none."""

    first: date
    days: list[Day]
    earlier: str
    later: str

    @property
    def name(self) -> str:
        """``November 2026``."""
        return str(format_date(self.first, "MMMM yyyy"))


def by_day(looks: Iterable[Look]) -> list[Day]:
    """Looks (the newest first) gathered by the reader's day, and there by person."""
    return [Day(day, _visitors(list(of_day))) for day, of_day in groupby(looks, key=lambda look: _day(look.at))]


def month_of(which: ColumnElement[bool], wanted: str) -> Month:
    """The looks of a month such as ``2026-11``; of the newest one that has any for whatever names no month."""
    newest = _edge(which, func.max(RecordLook.at))
    first = _first_day(wanted) or (_day(newest) if newest else clock.today()).replace(day=1)
    begins, ends = _midnight(first), _midnight(_next(first))
    return Month(
        first=first,
        days=by_day(looks_where(which, RecordLook.at >= begins, RecordLook.at < ends)),
        earlier=_name(_edge(which, func.max(RecordLook.at), RecordLook.at < begins)),
        later=_name(_edge(which, func.min(RecordLook.at), RecordLook.at >= ends)),
    )


def _visitors(looks: list[Look]) -> list[Visitor]:
    """The people of one day, the last to look first."""
    people: dict[tuple[str, Role], list[Look]] = {}
    for look in looks:
        people.setdefault((look.who, look.role), []).append(look)
    return [
        Visitor(
            who=who,
            role=role,
            last=_hour(theirs[0].at),
            times=len({look.at for look in theirs}),
            whys=tuple(dict.fromkeys(look.why for look in theirs)),
            whole=tuple((_hour(look.at), look.reason) for look in theirs if look.is_whole),
        )
        for (who, role), theirs in people.items()
    ]


def _edge(which: ColumnElement[bool], edge: ColumnElement[datetime], *where: ColumnElement[bool]) -> datetime | None:
    return db.session.scalar(select(edge).where(which, *where))


def _day(at: datetime) -> date:
    return at.astimezone(clock.WESTERN_INDONESIA).date()


def _hour(at: datetime) -> str:
    return str(format_datetime(at, "HH.mm" if current() == "id" else "HH:mm"))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.WESTERN_INDONESIA)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _first_day(month: str) -> date | None:
    named = _MONTH.fullmatch(month)
    return date(int(named[1]), int(named[2]), 1) if named else None


def _name(at: datetime | None) -> str:
    return f"{_day(at):%Y-%m}" if at else ""
