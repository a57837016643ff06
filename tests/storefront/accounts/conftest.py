"""The real work of hashing is proved in ``test_passwords``; everywhere else it would only take time."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from storefront.accounts import passwords


@pytest.fixture(autouse=True)
def light_hashing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with as little work as argon2id allows."""
    if request.path.name == "test_passwords.py":
        return
    light = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", light)
    monkeypatch.setattr(passwords, "_nobodys", lambda: NOBODYS)


NOBODYS = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("nobody signs in with this")
