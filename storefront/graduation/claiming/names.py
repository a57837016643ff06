"""Whether two names may mean the same person. Names are written in many ways: titles, one word, a letter off."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher

TITLES = {
    "ibu",
    "bu",
    "bpk",
    "bapak",
    "pak",
    "h",
    "hj",
    "haji",
    "hajah",
    "mbak",
    "mas",
    "sdr",
    "sdri",
    "ny",
    "tn",
    "alm",
    "almh",
}
ALIKE = 0.8
_WORD = re.compile(r"[^\W\d_]+")


def are_same(one: str, other: str) -> bool:
    """Whether the names are the same but for capitals, spaces, stops and titles."""
    return bool(_words(one)) and _words(one) == _words(other)


def are_alike(one: str, other: str) -> bool:
    """Whether the names are close enough for a person to decide."""
    return alike_to(one)(other)


def alike_to(name: str) -> Callable[[str], bool]:
    """The same question for many names against one: what can be said of the one is said once."""
    ours = _words(name)
    matcher = SequenceMatcher(b=" ".join(sorted(ours)))

    def is_alike(other: str) -> bool:
        theirs = _words(other)
        if not ours or not theirs:
            return False
        shorter, longer = sorted((set(ours), set(theirs)), key=len)
        if shorter <= longer and any(len(word) >= 3 for word in shorter):
            return True
        matcher.set_seq1(" ".join(sorted(theirs)))
        bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # the cheaper ones are upper bounds
        return all(bound() >= ALIKE for bound in bounds)

    return is_alike


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(name.casefold()) if word not in TITLES]
