"""The people of the demo who can sign in. Everybody is made up; the passwords stand in the README on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from products.actor import Actor, Role
from products.database import db, transaction
from storefront.accounts import second_step
from storefront.accounts.identifiers import read
from storefront.accounts.models import Account
from storefront.accounts.services import create_account

PASSWORD = "lapak-karya"  # noqa: S105 - the demo's, told to everybody
TOTP_SECRET = "LAPAKKARYADEMORAHASIAPETUGAS2345"  # noqa: S105 - likewise
SELLER = "seller@example.com"
ASSISTANT = "assistant@example.com"
OFFICER = "officer@example.com"


@dataclass(frozen=True, slots=True)
class Person:
    """One of the four whom the demo names, with what she is good for."""

    role: Role
    email: str
    name: str
    can: str


PEOPLE = (
    Person(Role.BUYER, "buyer@example.com", "Rina", "buys, and follows her orders"),
    Person(Role.SELLER, SELLER, "Desmawati Nur", "keeps the shop Keripik Uni Des"),
    Person(Role.ASSISTANT, ASSISTANT, "Dewi Larasati", "coaches the sellers in her care"),
    Person(Role.OFFICER, OFFICER, "Hendra Saputra", "imports and verifies graduation records"),
)


def make_people() -> None:
    """Make the accounts of those who are not there yet; the officer gets the second step that she needs."""
    for person in PEOPLE:
        make_account(person.role, person.name, person.email)
    officer = account_of(OFFICER)
    if officer.totp_secret is None:
        second_step.set_up(officer, TOTP_SECRET)


def make_account(role: Role, name: str, identifier: str) -> Account:
    """The account under this phone number or e-mail address, made when there is none."""
    return find_account(identifier) or create_account(role, name, read(identifier), PASSWORD)


def account_of(identifier: str) -> Account:
    """The account under this phone number or e-mail address. LookupError when there is none."""
    account = find_account(identifier)
    if account is None:
        raise LookupError(identifier)
    return account


def find_account(identifier: str) -> Account | None:
    """The account under this phone number or e-mail address, if there is one."""
    who = read(identifier)
    return db.session.scalar(select(Account).where(Account.email == who.email, Account.phone == who.phone))


def actor_of(account: Account) -> Actor:
    """Somebody acting for herself."""
    return Actor(account.role, account.id)


def sign_ins() -> Iterator[str]:
    """What to print, a line each, of those whose accounts are there."""
    with transaction():
        there = [person for person in PEOPLE if find_account(person.email)]
    if there:
        yield f"Sign in with the password {PASSWORD} as"
    for person in there:
        yield f"  {person.email:<24}{person.can}"
        if person.role is Role.OFFICER:
            yield f"  {'':<24}asked for a code: an app with the secret {TOTP_SECRET} gives it"
