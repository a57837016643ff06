"""A choice from a short list: one word for the database and one sentence for the person who chooses."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A ``StrEnum`` whose members carry a label: ``GLASS = "glass", N_("Kaca")``.

    Attributes:
        label: the Indonesian source sentence, for the storefront to translate.
    """

    label: str

    def __new__(cls, word: str, label: str = "") -> Self:
        """Make a member that equals ``word`` and remembers ``label``; ``Choice(word)`` finds it again."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.label = label
        return member
