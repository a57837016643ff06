"""Whether two names may mean the same person. Names are written in many ways: titles, one word, a letter off."""

from __future__ import annotations

import re
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
    ours, theirs = _words(one), _words(other)
    if not ours or not theirs:
        return False
    shorter, longer = sorted((set(ours), set(theirs)), key=len)
    if shorter <= longer and any(len(word) >= 3 for word in shorter):
        return True
    return SequenceMatcher(None, " ".join(sorted(ours)), " ".join(sorted(theirs))).ratio() >= ALIKE


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(name.casefold()) if word not in TITLES]
