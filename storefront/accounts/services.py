"""Making and changing accounts."""

from __future__ import annotations

import secrets

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from products import clock
from products.actor import Role
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts import passwords
from storefront.accounts.identifiers import Identifier
from storefront.accounts.models import Account

MOST_SHARING_A_PHONE = 3


def create_account(
    role: Role,
    display_name: str,
    identifier: Identifier,
    password: str,
    *,
    locale: str = "id",
    province_code: str | None = None,
    seller_id: int | None = None,
) -> Account:
    """Make an account.

    Raises:
        Refusal: when the e-mail address has one, a phone has too many, or the password will not do.
    """
    passwords.check_new(password)
    account = Account(
        role=role,
        display_name=_name(display_name),
        email=identifier.email,
        phone=identifier.phone,
        password_hash=passwords.hashed(password),
        session_key=new_session_key(),
        locale=locale,
        province_code=province_code,
        seller_id=seller_id,
        created_at=clock.now(),
    )
    try:
        with transaction() as session:
            _refuse_taken(identifier)
            session.add(account)
    except IntegrityError:
        raise _taken() from None
    return account


def change_password(account: Account, old: str, new: str) -> None:
    """Replace a password; every other session of the account ends.

    Raises:
        Refusal: when the old one is wrong or the new one will not do.
    """
    if not passwords.verify(account.password_hash, old):
        raise Refusal(N_("Kata sandi yang sekarang tidak cocok."), field="old")
    set_password(account, new)


def set_password(account: Account, new: str) -> None:
    """Give an account a new password and end all its sessions.

    Raises:
        Refusal: when the password will not do.
    """
    passwords.check_new(new)
    kept = passwords.hashed(new)
    with transaction():
        account.password_hash, account.session_key = kept, new_session_key()


def end_sessions(account: Account) -> None:
    """Sign an account out everywhere: a copied cookie opens nothing any more."""
    with transaction():
        account.session_key = new_session_key()


def change_details(account: Account, display_name: str, locale: str) -> None:
    """Change the name others see and the language the account is written to in."""
    with transaction():
        account.display_name, account.locale = _name(display_name), locale


def new_session_key() -> str:
    """What a session remembers an account by: 32 characters that nobody guesses."""
    return secrets.token_urlsafe(24)


def _name(typed: str) -> str:
    """A name without needless space. Raises ``Refusal`` when nothing is left of it."""
    name = " ".join(typed.split())[:80]
    if not name:
        raise Refusal(N_("Tulis nama Anda. Satu kata juga boleh."), field="display_name")
    return name


def _refuse_taken(identifier: Identifier) -> None:
    if identifier.email and db.session.scalar(select(Account.id).where(Account.email == identifier.email)):
        raise _taken()
    sharing = select(func.count()).where(Account.phone == identifier.phone)
    if identifier.phone and (db.session.scalar(sharing) or 0) >= MOST_SHARING_A_PHONE:
        raise Refusal(N_("Nomor ini sudah dipakai beberapa akun. Pakai nomor lain atau e-mail."), field="identifier")


def _taken() -> Refusal:
    return Refusal(N_("Alamat e-mail ini sudah punya akun. Silakan masuk."), field="identifier")
