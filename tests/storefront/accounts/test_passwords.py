"""Passwords are kept so that nobody can read them, and weak ones are not taken."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from products.errors import Refusal
from storefront.accounts import passwords


@pytest.mark.parametrize("password", ["", "pendek", "123456789", "1234567890", "aaaaaaaaaaaa", "x" * 129])
def test_a_weak_or_endless_password_is_refused(password: str) -> None:
    with pytest.raises(Refusal) as refused:
        passwords.check_new(password)
    assert refused.value.field == "password"


@pytest.mark.parametrize("password", ["lapak-karya", "kopi pagi di teras", "ñandú ✿ sambal"])
def test_a_long_and_easy_one_is_taken(password: str) -> None:
    passwords.check_new(password)


def test_a_password_is_kept_as_argon2id_with_the_agreed_work() -> None:
    kept = passwords.hashed("lapak-karya")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.verify(kept, "lapak-karya")
    assert not passwords.verify(kept, "lapak-karyA")
    assert not passwords.is_outdated(kept)


def test_less_work_counts_as_outdated() -> None:
    assert passwords.is_outdated(PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash("lapak-karya"))


def test_nothing_kept_never_matches_whatever_is_typed() -> None:
    assert not passwords.verify(None, "nobody signs in with this")
    assert not passwords.verify("!", "anything")
