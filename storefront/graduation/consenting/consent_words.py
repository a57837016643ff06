"""What a person is told before she agrees, word for word, in every version and language that was ever shown.

Each text is a file of ``consent_texts/<version>/<purpose>.<language>.txt``: a title, a line for each thing told, the
sentence agreed to. The pages draw them from these files alone, and a consent keeps the file's SHA-256, so ``sha256sum``
turns any consent back into its words. A file that people have agreed to is never changed: new words are a new version.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from storefront.language import current

VERSION = "2026-11-21"
FOLDER = Path(__file__).with_name("consent_texts")


class Purpose(StrEnum):
    """What data are used for; one consent each."""

    SHOP = "shop_data"
    RECORD = "link_record"
    STORY = "tell_story"


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is shown: ``told`` holds pairs of a short name ("Untuk apa") and what is said under it."""

    purpose: Purpose
    version: str
    locale: str
    title: str
    told: tuple[tuple[str, str], ...]
    sentence: str
    sha256: str

    @property
    def in_brief(self) -> tuple[tuple[str, str], ...]:
        """What for, who sees it, how long: to remember by, not to agree to."""
        what_for, _which, who_sees, how_long, *_rest = self.told
        return what_for, who_sees, how_long


def words_of(purpose: Purpose) -> Words:
    """What is told today before this consent, in the language of the reader."""
    return _read(purpose, current())


def text_of(sha256: str) -> str | None:
    """The whole text that somebody agreed to, by the hash kept with the consent; ``None`` when no file has it."""
    return _texts().get(sha256)


@cache
def _read(purpose: Purpose, locale: str) -> Words:
    file = FOLDER / VERSION / f"{purpose}.{locale}.txt"
    title, told, sentence = file.read_text("utf-8").strip().split("\n\n")
    pairs = (line.split(": ", 1) for line in told.splitlines())
    return Words(
        purpose=purpose,
        version=VERSION,
        locale=locale,
        title=title,
        told=tuple((name, words) for name, words in pairs),
        sentence=sentence,
        sha256=_hash(file),
    )


@cache
def _texts() -> dict[str, str]:
    return {_hash(file): file.read_text("utf-8") for file in FOLDER.glob("*/*.txt")}


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
