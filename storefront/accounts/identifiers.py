"""What a person types to say who she is: a phone number or an e-mail address, brought into one form.

Phones are written in many ways in Indonesia (0812…, 62812…, +62 812-…, 812…) and are kept as E.164. Whether an e-mail
address takes mail is not asked of the network.
"""

from __future__ import annotations

from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from products.errors import N_, Refusal
from storefront.phones import international


@dataclass(frozen=True, slots=True)
class Identifier:
    """A phone number in E.164 or an e-mail address in small letters; exactly one of the two."""

    email: str | None = None
    phone: str | None = None

    def __str__(self) -> str:
        return self.email or self.phone or ""


def read(typed: str) -> Identifier:
    """Make sense of what was typed.

    Raises:
        Refusal: when it is neither a phone number nor an e-mail address.
    """
    text = typed.strip()
    return Identifier(email=_email(text)) if "@" in text else Identifier(phone=_phone(text))


def _email(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise Refusal(N_("Alamat e-mail ini belum lengkap. Contohnya sari@contoh.id."), field="identifier") from None


def _phone(text: str) -> str:
    try:
        return international(text)
    except Refusal:
        raise Refusal(N_("Tulis nomor HP seperti 0812 3456 7890, atau alamat e-mail."), field="identifier") from None
