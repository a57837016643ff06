"""``flask --app wsgi accounts …``: the accounts that nobody can make on a page, and codes for whoever has lost hers."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TypeVar

import click
from flask import Flask
from flask.cli import AppGroup
from flask_babel import force_locale
from sqlalchemy import select

from products.actor import SYSTEM, Role
from products.database import db
from products.errors import Refusal
from storefront.accounts import staff
from storefront.accounts.identifiers import Identifier, read
from storefront.accounts.models import Account
from storefront.accounts.reset import give_reset_code
from storefront.accounts.services import create_account
from storefront.accounts.staff import What
from storefront.language import LANGUAGES, in_words

T = TypeVar("T")
accounts = AppGroup("accounts", help="Make staff accounts and one-time codes.")
STAFF = click.Choice([role.value for role in staff.ROLES])


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(accounts)


@accounts.command("add")
@click.argument("email")
@click.option("--role", type=STAFF, required=True)
@click.option("--name", required=True, help="As others see it.")
@click.option("--province", help="Kemendagri code of the province somebody works in, such as 33; none is the nation.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="id", show_default=True, help="To read in.")
def add(email: str, role: str, name: str, province: str | None, language: str) -> None:
    """Make an account for an assistant or officer, and print the code she sets her password with."""
    nobody_knows = secrets.token_urlsafe(32)
    account = _told(
        lambda: create_account(Role(role), name, _email(email), nobody_knows, locale=language, province_code=province)
    )
    staff.note(SYSTEM, account, What.INVITED)
    _print_code(account)


@accounts.command("code")
@click.argument("email")
def code(email: str) -> None:
    """Print a one-time code for an account that has lost its password."""
    account = _found(email)
    if account.role in staff.ROLES:
        staff.note(SYSTEM, account, What.CODE_GIVEN)
    _print_code(account)


@accounts.command("forget-app")
@click.argument("email")
def forget_app(email: str) -> None:
    """Let an account set up its second step anew, when the phone with the app is gone."""
    staff.forget_app(SYSTEM, _found(email))
    click.echo(f"{email} sets up a new app when signing in next.")


def _print_code(account: Account) -> None:
    click.echo(f"Code for {account.email}: {give_reset_code(SYSTEM, account)} (half an hour, at /accounts/reset)")


def _found(email: str) -> Account:
    account: Account | None = db.session.scalar(
        select(Account).where(Account.email == _told(lambda: _email(email)).email)
    )
    if account is None:
        raise click.ClickException(f"No account has the address {email}.")
    return account


def _email(typed: str) -> Identifier:
    identifier = read(typed)
    if identifier.email is None:
        raise click.BadParameter("an e-mail address is needed")
    return identifier


def _told(act: Callable[[], T]) -> T:
    """What ``act`` answers; a rule's "no" ends the command with its sentence."""
    try:
        return act()
    except Refusal as refusal:
        with force_locale("en"):
            raise click.ClickException(in_words(refusal)) from refusal
