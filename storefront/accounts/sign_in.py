"""Finding out whether somebody is who she says: the same answer and the same work for known and unknown names."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts import passwords, second_step, throttle
from storefront.accounts.identifiers import Identifier, read
from storefront.accounts.models import Account
from storefront.accounts.services import MOST_SHARING_A_PHONE


def authenticate(typed: str, password: str, address: str | None) -> Sequence[Account]:
    """The accounts that this name and password open: one, or several of a family that shares a phone and a password.

    Raises:
        TooSoon: after too many wrong tries.
        Refusal: when there is none.
    """
    name = throttle.by_name("sign-in", _canonical(typed))
    tries = throttle.note_try(name, throttle.by_address("sign-in", address))
    candidates = known_as(_identifier(typed))
    right = [
        account
        for account in candidates
        if passwords.verify(account.password_hash if account else None, password) and account and account.is_enabled
    ]
    if not right:
        raise Refusal(N_("Nama dan kata sandi itu tidak cocok. Periksa lagi, lalu coba sekali lagi."), field="password")
    throttle.strike_out(tries, name)
    _renew_hashes(right, password)
    return right


def confirm_second_step(account: Account, code: str) -> None:
    """Take the six digits of the second step.

    Raises:
        TooSoon: after too many wrong tries.
        Refusal: when they are wrong, too old, or used before.
    """
    name = throttle.by_name("second-step", str(account.id))
    tries = throttle.note_try(name)
    if not second_step.use_code(account, code):
        raise Refusal(N_("Kode itu tidak cocok atau sudah dipakai. Tunggu kode berikutnya."), field="code")
    throttle.strike_out(tries, name)


def set_up_second_step(account: Account, secret: str, code: str) -> None:
    """Ask for a second step from now on, once a code shows that the app has the secret.

    Raises:
        TooSoon: after too many wrong tries.
        Refusal: when the code is wrong.
    """
    if second_step.is_right(secret, code):
        second_step.set_up(account, secret)
    confirm_second_step(account, code)


def known_as(identifier: Identifier | None) -> list[Account | None]:
    """The accounts behind a name, filled up with ``None`` so that there is always the same work to do."""
    if identifier is None or identifier.email:
        most, same = 1, Account.email == (identifier.email if identifier else "")
    else:
        most, same = MOST_SHARING_A_PHONE, Account.phone == identifier.phone
    found = db.session.scalars(select(Account).where(same).order_by(Account.id).limit(most)).all()
    return [*found, *[None] * (most - len(found))]


def _identifier(typed: str) -> Identifier | None:
    try:
        return read(typed)
    except Refusal:
        return None


def _canonical(typed: str) -> str:
    return str(_identifier(typed) or typed)[:300]


def _renew_hashes(accounts: Sequence[Account], password: str) -> None:
    renewed = {
        account: passwords.hashed(password) for account in accounts if passwords.is_outdated(account.password_hash)
    }
    if not renewed:
        return
    with transaction():
        for account, kept in renewed.items():
            account.password_hash = kept
