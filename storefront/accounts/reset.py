"""A forgotten password is replaced with a one-time code of eight digits: read out by an assistant, or mailed."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import Update, update

from products import clock
from products.actor import SYSTEM, Actor, Role
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront import mail
from storefront.accounts import passwords, throttle
from storefront.accounts.acting import is_in_care
from storefront.accounts.deeds import record_deed
from storefront.accounts.identifiers import read
from storefront.accounts.models import Account, ResetCode
from storefront.accounts.services import set_password
from storefront.accounts.sign_in import known_as

LIFE = timedelta(minutes=30)
MOST_FAILURES = 5


def give_reset_code(actor: Actor, account: Account) -> str:
    """Make a code for an account: eight digits, good once, for half an hour. Earlier codes end.

    An assistant may do so for a seller in her care, an officer for the assistants of her province, one who works for
    the nation for all other staff, the shop itself for anybody.

    Raises:
        Refusal: for anybody else.
    """
    if not _may_give(actor, account):
        raise Refusal(N_("Anda tidak bisa membuat kode untuk akun ini."))
    code = f"{secrets.randbelow(10**8):08d}"
    kept, at = passwords.hashed(code), clock.now()
    with transaction() as session:
        session.execute(_open(account.id).values(used_at=at))
        session.add(
            ResetCode(
                account_id=account.id, code_hash=kept, given_by_id=actor.account_id, created_at=at, expires_at=at + LIFE
            )
        )
        if actor.role is Role.ASSISTANT:
            record_deed(replace(actor, for_seller_id=account.seller_id), "reset_code.given")
    return code


def end_codes(account: Account) -> None:
    """Whatever codes the account has open open nothing any more."""
    with transaction() as session:
        session.execute(_open(account.id).values(used_at=clock.now()))


def mail_reset_code(typed: str, address: str | None) -> None:
    """Mail a code to the address typed, if it is an account's. Nobody is told whether it is.

    Raises:
        TooSoon: when asked for too often.
        Refusal: when it is no e-mail address.
    """
    identifier = read(typed)
    if identifier.email is None:
        raise Refusal(
            N_("Kode lewat e-mail perlu alamat e-mail. Penjual mendapat kode dari pendamping."), field="identifier"
        )
    throttle.note_try(
        throttle.by_name("reset-mail", identifier.email, free=3), throttle.by_address("reset-mail", address, free=10)
    )
    account = known_as(identifier)[0]
    if account is None or not account.is_enabled:
        passwords.hashed("nobody")
        return
    with transaction():
        code = give_reset_code(SYSTEM, account)
        _write_letter(account, code)


def redeem(typed: str, code: str, new_password: str, address: str | None) -> Account:
    """Replace a password with a code, which ends all sessions of the account.

    Raises:
        TooSoon: after too many wrong tries.
        Refusal: when the code is wrong, used, too old, or the password will not do.
    """
    passwords.check_new(new_password)
    identifier = read(typed)
    name = throttle.by_name("reset", str(identifier))
    tries = throttle.note_try(name, throttle.by_address("reset", address))
    digits = "".join(letter for letter in code if letter.isdecimal())
    for account in known_as(identifier):
        given = _take_try(account) if account else None
        if passwords.verify(given.code_hash if given else None, digits) and account and given:
            _use(given, account, new_password)
            throttle.strike_out(tries, name)
            return account
    raise Refusal(N_("Kode itu tidak cocok atau sudah lewat setengah jam. Minta kode baru."), field="code")


def _may_give(actor: Actor, account: Account) -> bool:
    if actor.role is Role.ASSISTANT:
        return account.role is Role.SELLER and is_in_care(actor.account_id, account.seller_id)
    if actor.role is Role.OFFICER:
        return _is_staff_of(db.session.get_one(Account, actor.account_id), account)
    return actor.role is Role.SYSTEM


def _is_staff_of(officer: Account, account: Account) -> bool:
    if officer.id == account.id or not account.is_enabled:
        return False
    if officer.province_code is None:
        return account.role in (Role.ASSISTANT, Role.OFFICER)
    return account.role is Role.ASSISTANT and account.province_code == officer.province_code


def _take_try(account: Account) -> ResetCode | None:
    """The account's open code, with one of its five tries used up."""
    with transaction() as session:
        given_id = session.scalar(
            _open(account.id)
            .where(ResetCode.expires_at > clock.now(), ResetCode.failures < MOST_FAILURES)
            .values(failures=ResetCode.failures + 1)
            .returning(ResetCode.id)
        )
    return db.session.get(ResetCode, given_id, populate_existing=True) if given_id else None


def _use(given: ResetCode, account: Account, new_password: str) -> None:
    with transaction() as session:
        used = session.execute(_open(account.id).where(ResetCode.id == given.id).values(used_at=clock.now()))
        if not used.rowcount:  # type: ignore[attr-defined]
            raise Refusal(N_("Kode itu sudah dipakai. Minta kode baru."), field="code")
        set_password(account, new_password)


def _open(account_id: int) -> Update:
    return update(ResetCode).where(ResetCode.account_id == account_id, ResetCode.used_at.is_(None))


def _write_letter(account: Account, code: str) -> None:
    with force_locale(account.locale):
        mail.send(
            f"reset-{account.id}-{secrets.token_hex(6)}",
            str(account.email),
            _("Kode untuk kata sandi baru"),
            _(
                "Kode Anda: %(code)s\n\nMasukkan di halaman Lupa kata sandi dalam setengah jam. "
                "Bila bukan Anda yang meminta, abaikan saja surat ini.",
                code=code,
            ),
        )
