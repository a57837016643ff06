"""Assistants and officers enter service, leave it and come back; each step is dated and says who took it.

Leaving ends access at once: every request asks for an account that is enabled and for the session key it was signed in
with, and both are gone. What else she held is let go by whoever calls this (``programme.staff``).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from storefront.accounts import passwords
from storefront.accounts.models import Account, StaffDeed
from storefront.accounts.reset import end_codes
from storefront.accounts.services import new_session_key

ROLES = (Role.ASSISTANT, Role.OFFICER)


class What(StrEnum):
    """What was done to an account."""

    INVITED = "invited"
    LEFT = "left"
    RETURNED = "returned"
    CODE_GIVEN = "code_given"
    APP_FORGOTTEN = "app_forgotten"


def note(actor: Actor, account: Account, what: What) -> None:
    """Leave a dated row of who did what to whose account."""
    with transaction() as session:
        session.add(StaffDeed(at=clock.now(), account_id=account.id, by_id=actor.account_id, what=what))


def deeds_about(account_id: int) -> Sequence[StaffDeed]:
    """What was done to an account, the newest first."""
    return db.session.scalars(
        select(StaffDeed)
        .options(joinedload(StaffDeed.by))
        .where(StaffDeed.account_id == account_id)
        .order_by(StaffDeed.id.desc())
    ).all()


def end_service(actor: Actor, account: Account) -> None:
    """The account opens nothing from this moment: it is disabled, its sessions and open codes end."""
    with transaction():
        account.is_enabled, account.session_key = False, new_session_key()
        end_codes(account)
        note(actor, account, What.LEFT)


def take_up_service(actor: Actor, account: Account) -> None:
    """The account may be signed in again, with a new password only: the old one opens nothing."""
    nobody_knows = passwords.hashed(secrets.token_urlsafe(32))
    with transaction():
        account.is_enabled, account.session_key, account.password_hash = True, new_session_key(), nobody_knows
        account.totp_secret = account.totp_used_step = None
        note(actor, account, What.RETURNED)


def forget_app(actor: Actor, account: Account) -> None:
    """The phone with the app is gone: the second step is set up anew at the next sign-in, and all sessions end."""
    with transaction():
        account.totp_secret = account.totp_used_step = None
        account.session_key = new_session_key()
        note(actor, account, What.APP_FORGOTTEN)
