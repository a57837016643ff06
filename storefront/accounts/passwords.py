"""Passwords: hashed with argon2id, checked with the same work whether or not there is anything to check against."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from products.errors import N_, Refusal

SHORTEST = 10
LONGEST = 128
WORN_OUT = {
    "1234567890",
    "0123456789",
    "12345678910",
    "qwertyuiop",
    "password123",
    "indonesia1",
    "bismillah1",
    "katasandi1",
}

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def check_new(password: str) -> None:
    """Whether this may become somebody's password.

    Raises:
        Refusal: when it is too short, too long, or among the first that anybody would try.
    """
    if len(password) < SHORTEST:
        raise Refusal(
            N_("Kata sandi paling sedikit %(least)s huruf atau angka. Beberapa kata yang mudah diingat juga boleh."),
            field="password",
            least=SHORTEST,
        )
    if len(password) > LONGEST:
        raise Refusal(N_("Kata sandi paling banyak %(most)s huruf."), field="password", most=LONGEST)
    if password.casefold() in WORN_OUT or len(set(password)) < 4:
        raise Refusal(N_("Kata sandi ini terlalu mudah ditebak. Coba yang lain."), field="password")


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


def verify(kept: str | None, password: str) -> bool:
    """Whether ``password`` is the one. With nothing kept the same work is done and the answer is no."""
    try:
        return _hasher.verify(kept or _nobodys(), password[:LONGEST]) and kept is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether it was hashed with less work than today's."""
    return _hasher.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody signs in with this")
