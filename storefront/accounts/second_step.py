"""The second step of signing in: six digits from an app (TOTP, RFC 6238). Officers always, assistants who set it up."""

from __future__ import annotations

import hmac

import pyotp
import segno
from sqlalchemy import or_, update

from products import clock
from products.actor import Role
from products.database import transaction
from storefront.accounts.models import Account
from storefront.sealing import keyring

STEP_SECONDS = 30
STEPS_OF_GRACE = 1


def is_needed(account: Account) -> bool:
    """Whether this account signs in with a second step."""
    return account.role is Role.OFFICER or account.totp_secret is not None


def new_secret() -> str:
    """A fresh secret to put into the app."""
    return pyotp.random_base32()


def picture(account: Account, secret: str, brand: str) -> str:
    """The secret as a QR code for the app, as a ``data:`` address of an SVG."""
    address = pyotp.TOTP(secret).provisioning_uri(name=account.email or account.display_name, issuer_name=brand)
    return segno.make(address).svg_data_uri(scale=5, border=2, light="white")


def set_up(account: Account, secret: str) -> None:
    """Ask this account for codes of ``secret`` from now on."""
    sealed = keyring().seal(secret, place_of(account.id))
    with transaction():
        account.totp_secret, account.totp_used_step = sealed, None


def is_right(secret: str, code: str) -> bool:
    """Whether ``code`` belongs to ``secret`` now; for trying out a secret before it is set up."""
    return _step_of(secret, code) is not None


def use_code(account: Account, code: str) -> bool:
    """Whether ``code`` is right and has not been used before; it cannot be used again."""
    if account.totp_secret is None:
        return False
    step = _step_of(keyring().unseal(account.totp_secret, place_of(account.id)), code)
    if step is None:
        return False
    fresh = or_(Account.totp_used_step.is_(None), Account.totp_used_step < step)
    with transaction() as session:
        taken = session.execute(update(Account).where(Account.id == account.id, fresh).values(totp_used_step=step))
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def place_of(account_id: int) -> str:
    """What binds a sealed secret to its account."""
    return f"account.totp_secret.{account_id}"


def _step_of(secret: str, code: str) -> int | None:
    digits = "".join(code.split())
    now = int(clock.now().timestamp()) // STEP_SECONDS
    steps = range(now - STEPS_OF_GRACE, now + STEPS_OF_GRACE + 1)
    codes = pyotp.TOTP(secret)
    right = [step for step in steps if hmac.compare_digest(codes.generate_otp(step).encode(), digits.encode())]
    return right[-1] if right else None
