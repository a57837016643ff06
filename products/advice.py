"""A word of advice: what to look at, how much it matters, and a sentence fit to show a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How much a piece of advice matters."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing worth saying about a listing.

    Attributes:
        level: an error must be put right, a warning looked at, a hint may be ignored.
        code: a stable name for the rule, such as ``permit.expired``, to find it again and to mute it.
        sentence: the Indonesian source sentence, with named places such as ``%(year)s``.
        values: what fills those places.
    """

    level: Level
    code: str
    sentence: str
    values: dict[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        """The sentence in Indonesian, its places filled."""
        return self.sentence % self.values if self.values else self.sentence
