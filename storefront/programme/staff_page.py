"""The staff as their page shows them: who is in service and who has left, each with her place, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from products import regions
from products.actor import Role
from storefront.accounts.models import Account, StaffDeed
from storefront.graduation.words import words
from storefront.language import moment


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list."""

    id: int
    name: str
    email: str
    place: str
    has_app: bool


@dataclass(frozen=True, slots=True)
class Group:
    """People of one kind."""

    heading: str
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done to an account, as a timeline shows it."""

    title: str
    when: str
    by: str
    note: str = ""
    tone: str = ""


def groups(people: Sequence[Account]) -> list[Group]:
    """In service by role, then those who have left; empty groups are left out."""
    every = (
        (_("Pendamping"), [one for one in people if one.is_enabled and one.role is Role.ASSISTANT]),
        (_("Petugas program"), [one for one in people if one.is_enabled and one.role is Role.OFFICER]),
        (_("Sudah selesai bertugas"), [one for one in people if not one.is_enabled]),
    )
    return [Group(heading, [_line(one) for one in found]) for heading, found in every if found]


def place_of(account: Account) -> str:
    """The province somebody works in, or the whole country."""
    return regions.province(account.province_code).name if account.province_code else _("Seluruh Indonesia")


def done(deeds: Sequence[StaffDeed]) -> list[Done]:
    """What was done, in words."""
    by_server = _("lewat server")
    return [
        Done(words(one.what, "staff"), moment(one.at), one.by.display_name if one.by else by_server) for one in deeds
    ]


def _line(account: Account) -> Person:
    return Person(
        account.id, account.display_name, account.email or "", place_of(account), account.totp_secret is not None
    )
