"""Phone numbers of Indonesia, however people write them: 0812…, 62812…, +62 812-…, 812…. Kept as E.164."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from products.errors import N_, Refusal


def international(typed: str) -> str:
    """A typed number as E.164, ``+6281200000101``.

    Raises:
        Refusal: when it is no phone number in Indonesia.
    """
    try:
        number = phonenumbers.parse(typed, "ID")
    except NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise Refusal(N_("Nomor teleponnya belum lengkap. Contoh: 0812-3456-7890."))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def national(number: str) -> str:
    """A kept number as people write it: ``0812-0000-0101``; the dash of an order that was forgotten stays a dash."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(number), PhoneNumberFormat.NATIONAL)
    except NumberParseException:
        return number
