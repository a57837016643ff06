"""Order numbers: short enough to read out over the phone, and not to be guessed."""

from __future__ import annotations

import re
import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRTUVWXYZ"
"""No 0, O, 1, I, L and S, which look like others."""
PREFIX = "LK"
GROUP = 4


def new_number() -> str:
    """A fresh number such as ``LK-7F3K-9Q2M``: one of 6.5e11."""
    first, second = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(2))
    return f"{PREFIX}-{first}-{second}"


def clean_number(typed: str) -> str:
    """A number as it is kept, from however it was typed: ``lk 7f3k9q2m`` becomes ``LK-7F3K-9Q2M``."""
    plain = re.sub(r"[^A-Z0-9]", "", typed.upper()).removeprefix(PREFIX)
    return f"{PREFIX}-{plain[:GROUP]}-{plain[GROUP : 2 * GROUP]}"
