"""Fields that must not lie in the database in the clear.

``FIELD_KEYS`` is ``id:key,id:key,lookup:key``, each key 32 bytes in base64. The first one seals; the others still open
what they sealed, so a key is replaced by putting a new one in front. ``lookup`` is for fingerprints alone.

A sealed text is ``id.nonce+ciphertext``, AES-256-GCM. It is bound to its place (table, column, row), so that one moved
to another row does not open. A fingerprint is HMAC-SHA256: an identity number has so little chance in it that a plain
hash could be turned back by trying them all.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app

from storefront.config import SettingsError

LOOKUP = "lookup"
KEY_BYTES = 32
NONCE_BYTES = 12


class SealBrokenError(Exception):
    """A sealed text was changed, moved to another row, or sealed under a key that is no longer there."""


@dataclass(frozen=True)
class Keyring:
    """The keys of one shop."""

    sealing_id: str
    sealing: dict[str, AESGCM]
    lookup_key: bytes

    @classmethod
    def parse(cls, field_keys: str) -> Keyring:
        """Read ``FIELD_KEYS``.

        Raises:
            SettingsError: when it is not of the form above; the sentence shows no key.
        """
        keys = dict(_pair(number, part) for number, part in enumerate(field_keys.split(","), 1))
        lookup = keys.pop(LOOKUP, None)
        if lookup is None or not keys or len(keys) + 1 != len(field_keys.split(",")):
            raise SettingsError("FIELD_KEYS needs one key named lookup and at least one other, no name twice.")
        if lookup in keys.values():
            raise SettingsError("FIELD_KEYS must not use the lookup key for sealing too.")
        return cls(next(iter(keys)), {name: AESGCM(key) for name, key in keys.items()}, lookup)

    def seal(self, text: str, place: str) -> str:
        """``text`` made unreadable and bound to ``place``."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + self.sealing[self.sealing_id].encrypt(nonce, text.encode(), place.encode())
        return f"{self.sealing_id}.{base64.urlsafe_b64encode(sealed).decode()}"

    def unseal(self, sealed: str, place: str) -> str:
        """The text again.

        Raises:
            SealBrokenError: when it was changed, moved, or its key is gone.
        """
        key_id, _, body = sealed.partition(".")
        try:
            raw = base64.urlsafe_b64decode(body)
            return self.sealing[key_id].decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
        except (KeyError, ValueError, InvalidTag) as error:
            raise SealBrokenError(place) from error

    def fingerprint(self, text: str) -> str:
        """64 hex digits by which the same text is found again, and from which it cannot be had."""
        return hmac.new(self.lookup_key, text.encode(), hashlib.sha256).hexdigest()


def init_app(app: Flask) -> None:
    """Read the shop's keys once, so that a wrong setting is told at the start."""
    app.extensions["keyring"] = Keyring.parse(app.config["SETTINGS"].field_keys)


def keyring() -> Keyring:
    """The keys of the shop at hand."""
    return cast(Keyring, current_app.extensions["keyring"])


def _pair(number: int, part: str) -> tuple[str, bytes]:
    name, _, encoded = part.strip().partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        key = b""
    if not name.isalnum() or len(key) != KEY_BYTES:
        raise SettingsError(f"FIELD_KEYS: part {number} is not a name, a colon and 32 bytes in base64.")
    return name, key
