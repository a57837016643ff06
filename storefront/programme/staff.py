"""Who works for the programme: inviting, leaving, coming back, and codes for a lost phone.

An officer sees to the assistants of her province; one who works for the nation sees to all assistants and officers, but
never to herself. One national officer always remains.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from products import regions
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts import identifiers, staff
from storefront.accounts.models import Account
from storefront.accounts.reset import give_reset_code
from storefront.accounts.services import create_account
from storefront.accounts.staff import What
from storefront.graduation.area import Area, area_of
from storefront.graduation.caring.leaving import let_go


def people(area: Area) -> Sequence[Account]:
    """All staff that an officer of this area sees to, in service or not, by name."""
    ordered = select(Account).where(_belongs_to(area)).order_by(Account.display_name, Account.id)
    return db.session.scalars(ordered).all()


def person(area: Area, account_id: int) -> Account | None:
    """One of them."""
    return db.session.scalar(select(Account).where(Account.id == account_id, _belongs_to(area)))


def invite(actor: Actor, role: Role, name: str, email: str, province_code: str | None) -> tuple[Account, str]:
    """Make an account, and a code to read aloud with which its owner sets a password of her own.

    An assistant works in a province, an officer in one or for the nation.

    Raises:
        Refusal: when the address is none or has an account, or the place or role is not the actor's to fill.
    """
    if "@" not in email:
        raise Refusal(N_("Tulis alamat e-mailnya, misalnya nama@contoh.id."), field="identifier")
    address = identifiers.read(email)
    if not (regions.is_province(province_code or "") or (province_code is None and role is Role.OFFICER)):
        raise Refusal(N_("Pilih provinsinya dari daftar."), field="province")
    with transaction():
        _refuse_beyond(_officer(actor), role, province_code)
        unknown = secrets.token_urlsafe(32)
        made = create_account(role, name, address, unknown, province_code=province_code)
        db.session.flush()
        staff.note(actor, made, What.INVITED)
        return made, give_reset_code(actor, made)


def end(actor: Actor, account: Account) -> None:
    """Somebody leaves: her access ends at once, and whoever was in her care is free for somebody else.

    Raises:
        Refusal: when the account is not the actor's to end, is her own, has ended, or is the last national officer's.
    """
    with transaction():
        _refuse_stranger(_officer(actor), account)
        if not account.is_enabled:
            raise Refusal(N_("Tugas akun ini sudah berakhir."))
        _refuse_last(account)
        staff.end_service(actor, account)
        let_go(account.id)


def bring_back(actor: Actor, account: Account) -> str:
    """Somebody returns, with nobody in her care and a code to set a new password with.

    Raises:
        Refusal: when the account is not the actor's to open, or is open.
    """
    with transaction():
        _refuse_stranger(_officer(actor), account)
        if account.is_enabled:
            raise Refusal(N_("Akun ini masih bertugas."))
        staff.take_up_service(actor, account)
        db.session.flush()
        return give_reset_code(actor, account)


def new_code(actor: Actor, account: Account) -> str:
    """A code to read aloud to somebody who has lost her password.

    Raises:
        Refusal: when the account is not the actor's to help, or is not in service.
    """
    with transaction():
        _refuse_stranger(_officer(actor), account)
        code = give_reset_code(actor, account)
        staff.note(actor, account, What.CODE_GIVEN)
    return code


def forget_app(actor: Actor, account: Account) -> None:
    """Somebody has lost the phone with her app: she sets up a new one at her next sign-in.

    Raises:
        Refusal: when the account is not the actor's to help.
    """
    with transaction():
        _refuse_stranger(_officer(actor), account)
        staff.forget_app(actor, account)


def _belongs_to(area: Area) -> ColumnElement[bool]:
    assistants = and_(Account.role == Role.ASSISTANT, area.holds(Account.province_code))
    return or_(assistants, Account.role == Role.OFFICER) if area.is_nation else assistants


def _officer(actor: Actor) -> Account:
    """The officer who acts, still in service; inside a transaction nobody ends her meanwhile."""
    officers = select(Account).where(Account.role == Role.OFFICER, Account.is_enabled).order_by(Account.id)
    locked = db.session.scalars(officers.with_for_update().execution_options(populate_existing=True)).all()
    found = next((one for one in locked if one.id == actor.account_id), None)
    if found is None:
        raise Refusal(N_("Hanya petugas program yang bisa melakukan ini."))
    return found


def _refuse_stranger(officer: Account, account: Account) -> None:
    if officer.id == account.id:
        raise Refusal(N_("Akun sendiri diurus oleh petugas nasional yang lain."))
    _refuse_beyond(officer, account.role, account.province_code)


def _refuse_beyond(officer: Account, role: Role, province_code: str | None) -> None:
    area = area_of(officer)
    if role not in staff.ROLES or not area.covers(province_code) or (role is Role.OFFICER and not area.is_nation):
        raise Refusal(N_("Akun itu diurus oleh petugas nasional."))


def _refuse_last(account: Account) -> None:
    national = select(Account.id).where(
        Account.role == Role.OFFICER, Account.is_enabled, Account.province_code.is_(None), Account.id != account.id
    )
    if account.role is Role.OFFICER and account.province_code is None and db.session.scalar(national.limit(1)) is None:
        raise Refusal(N_("Ini petugas nasional terakhir. Undang penggantinya lebih dulu."))
