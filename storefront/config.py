"""Settings from the environment. With none set the shop runs as its own demo on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

BUILT_IN_SECRET = "lapak-karya-demo-secret-never-use-in-public"  # noqa: S105 - the demo's, refused elsewhere
BUILT_IN_FIELD_KEYS = (
    "demo1:bGFwYWsta2FyeWEtZGVtby1maWVsZC1rZXktMDAwMDE=,lookup:bGFwYWsta2FyeWEtZGVtby1sb29rdXAta2V5LTAwMDE=,"
    "log:bGFwYWsta2FyeWEtZGVtby1sb2ctY2hhaW4ta2V5LTE="
)
SEARCH_BACKENDS = ("whoosh",)
LOOPBACK = {"127.0.0.1", "localhost", "::1", ""}


class SettingsError(Exception):
    """A setting is missing or wrong, in one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the environment may say, with the values that hold when it says nothing."""

    brand: str
    data: Path
    upload_root: Path
    database_url: str
    search_backend: str
    secret_key: str
    field_keys: str
    public_url: str
    mail_url: str
    mail_from: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings.

        Raises:
            SettingsError: when a public shop would run on the secrets that everybody can read in this file, or a
                setting names what there is not.
        """
        data = Path(environment.get("STOREFRONT_DATA") or "instance").resolve()
        settings = cls(
            brand=environment.get("BRAND") or "Lapak Karya",
            data=data,
            upload_root=Path(environment.get("UPLOAD_ROOT") or "uploads").resolve(),
            database_url=environment.get("DATABASE_URL") or f"sqlite:///{data / 'shop.sqlite'}",
            search_backend=environment.get("SEARCH_BACKEND") or "whoosh",
            secret_key=environment.get("SECRET_KEY") or BUILT_IN_SECRET,
            field_keys=environment.get("FIELD_KEYS") or BUILT_IN_FIELD_KEYS,
            public_url=environment.get("PUBLIC_URL") or "",
            mail_url=environment.get("MAIL_URL") or "",
            mail_from=environment.get("MAIL_FROM") or "lapak@example.com",
        )
        settings.refuse_public_secrets()
        settings.refuse_unknown_search()
        return settings

    @property
    def is_https(self) -> bool:
        """Whether the public reaches the shop over TLS, so that cookies may insist on it."""
        return self.public_url.startswith("https://")

    @property
    def is_demo(self) -> bool:
        """Whether the shop runs for this machine alone."""
        return (urlsplit(self.public_url).hostname or "") in LOOPBACK

    def refuse_public_secrets(self) -> None:
        """A shop with a public address needs secrets of its own."""
        for name, value, built_in in (
            ("SECRET_KEY", self.secret_key, BUILT_IN_SECRET),
            ("FIELD_KEYS", self.field_keys, BUILT_IN_FIELD_KEYS),
        ):
            if value == built_in and not self.is_demo:
                raise SettingsError(f"Set {name} before the shop goes public; docs/running.md shows how to make one.")

    def refuse_unknown_search(self) -> None:
        """A search that is not there would otherwise be answered by another one in silence."""
        if self.search_backend not in SEARCH_BACKENDS:
            raise SettingsError(f"SEARCH_BACKEND must be one of: {', '.join(SEARCH_BACKENDS)}.")

    def for_flask(self) -> dict[str, object]:
        """The same in the names Flask and its extensions read."""
        return {
            "SETTINGS": self,
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            # What a failed statement held may be a phone or a name; a fault is written into the log and the outbox.
            "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
            "SESSION_COOKIE_NAME": "lapak",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.is_https,
            "PERMANENT_SESSION_LIFETIME": 30 * 24 * 3600,
            "MAX_CONTENT_LENGTH": 120 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
            "BABEL_DEFAULT_LOCALE": "id",
            "BABEL_DEFAULT_TIMEZONE": "Asia/Jakarta",
            "WTF_CSRF_TIME_LIMIT": None,
        }
