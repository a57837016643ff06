"""Fields that must not lie in the database in the clear.

``FIELD_KEYS`` is ``id:key,id:key,…``, each key 32 bytes in base64. What a key is for stands in its name: ``lookup…``
for fingerprints, ``log…`` for the log of who looked, every other one for sealing. The first of its sort is used from
now on, the others still open, find and prove what they made; so a key is replaced by putting a new one in front, and
``flask rotate-keys`` brings what is old under the new one.

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
LOG = "log"
KEY_BYTES = 32
NONCE_BYTES = 12


class SealBrokenError(Exception):
    """A sealed text was changed, moved to another row, or sealed under a key that is no longer there."""


@dataclass(frozen=True)
class Keyring:
    """The keys of one shop, of each sort the one in use first."""

    sealing: dict[str, AESGCM]
    lookup: dict[str, bytes]
    log: dict[str, bytes]

    @classmethod
    def parse(cls, field_keys: str) -> Keyring:
        """Read ``FIELD_KEYS``.

        Raises:
            SettingsError: when it is not of the form above; the sentence shows no key.
        """
        parts = field_keys.split(",")
        keys = dict(_pair(number, part) for number, part in enumerate(parts, 1))
        sorts: dict[str, dict[str, bytes]] = {"": {}, LOOKUP: {}, LOG: {}}
        for name, key in keys.items():
            sorts[_sort_of(name)][name] = key
        if not all(sorts.values()) or len(keys) != len(parts):
            raise SettingsError(
                "FIELD_KEYS needs a key named lookup, one named log and at least one other, no name twice."
            )
        if len(set(keys.values())) != len(keys):
            raise SettingsError("FIELD_KEYS must not use one key for two purposes.")
        return cls({name: AESGCM(key) for name, key in sorts[""].items()}, sorts[LOOKUP], sorts[LOG])

    @property
    def sealing_id(self) -> str:
        """The name of the key that seals from now on."""
        return next(iter(self.sealing))

    @property
    def lookup_id(self) -> str:
        """The name of the key that new fingerprints are made with."""
        return next(iter(self.lookup))

    @property
    def log_id(self) -> str:
        """The name of the key that new log entries are chained with."""
        return next(iter(self.log))

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
        return self.fingerprints(text)[0]

    def fingerprints(self, text: str) -> tuple[str, ...]:
        """Its fingerprint under every lookup key, the one in use first: while keys are replaced, both are about."""
        return tuple(_hmac(key, text) for key in self.lookup.values())

    def mac(self, text: str, key_id: str) -> str:
        """64 hex digits that only a holder of this log key can make.

        Raises:
            SealBrokenError: when that key is no longer there.
        """
        if key_id not in self.log:
            raise SealBrokenError(f"log key {key_id}")
        return _hmac(self.log[key_id], text)


def init_app(app: Flask) -> None:
    """Read the shop's keys once, so that a wrong setting is told at the start."""
    app.extensions["keyring"] = Keyring.parse(app.config["SETTINGS"].field_keys)


def keyring() -> Keyring:
    """The keys of the shop at hand."""
    return cast(Keyring, current_app.extensions["keyring"])


def _hmac(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _sort_of(name: str) -> str:
    return next((sort for sort in (LOOKUP, LOG) if name.startswith(sort)), "")


def _pair(number: int, part: str) -> tuple[str, bytes]:
    name, _, encoded = part.strip().partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        key = b""
    if not name.isalnum() or len(key) != KEY_BYTES:
        raise SettingsError(f"FIELD_KEYS: part {number} is not a name, a colon and 32 bytes in base64.")
    return name, key
