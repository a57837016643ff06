"""Who did something, for every dated row that says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the shop."""

    BUYER = "buyer"
    SELLER = "seller"
    ASSISTANT = "assistant"
    OFFICER = "officer"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting now.

    Attributes:
        role: in which role.
        account_id: the account signed in; ``None`` for a guest and for the shop's own worker. The catalogue knows no
            accounts, so its rows keep the number without a foreign key.
        for_seller_id: the shop on whose behalf an assistant acts; ``None`` when everyone acts for herself.
    """

    role: Role
    account_id: int | None = None
    for_seller_id: int | None = None


SYSTEM = Actor(Role.SYSTEM)
