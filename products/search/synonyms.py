"""The table of words that mean the same in the shop (``synonyms.tsv``), read once and turned round for looking up.

Its columns are ``group_id, category, canonical, relation, terms_id, terms_en, note``. Every term of an ``equivalent``
group leads to the canonical words. Of the wider groups only the first English term does, the head word's own name
(ginger to jahe): an English reader finds what is written in Indonesian, and no kind becomes its sister.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from products.search.words import words_of

TABLE = Path(__file__).with_name("synonyms.tsv")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The table, ready to be asked.

    Attributes:
        canonical: what a phrase (its words) is called in the index, also as words.
        openers: the words that a phrase of ``canonical`` begins with.
        vocabulary: every single word of the table; none of them is ever shortened.
        longest: the number of words of the longest phrase.
    """

    canonical: dict[Phrase, Phrase]
    openers: frozenset[str]
    vocabulary: frozenset[str]
    longest: int


@cache
def synonyms() -> Synonyms:
    """The shop's table."""
    groups = list(_groups())
    direct = dict(_wider(groups)) | dict(_equivalent(groups))
    canonical = {phrase: _resolved(target, direct) for phrase, target in direct.items()}
    vocabulary = frozenset(word for group in groups for phrase in group.phrases for word in phrase)
    return Synonyms(canonical, frozenset(phrase[0] for phrase in canonical), vocabulary, max(map(len, canonical)))


@lru_cache(maxsize=1000)
def spellings(word: str) -> tuple[str, ...]:
    """``word`` and the other single words that are called by it, for those who must look for letters."""
    others = (phrase[0] for phrase, name in synonyms().canonical.items() if name == (word,) and len(phrase) == 1)
    return tuple(dict.fromkeys([word, *others]))


@dataclass(frozen=True, slots=True)
class _Group:
    canonical: Phrase
    relation: str
    indonesian: tuple[Phrase, ...]
    english: tuple[Phrase, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return self.indonesian + self.english


def _groups() -> Iterator[_Group]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield _Group(
                _phrase(row["canonical"]), row["relation"], _phrases(row["terms_id"]), _phrases(row["terms_en"])
            )


def _phrases(cell: str) -> tuple[Phrase, ...]:
    return tuple(_phrase(term) for term in cell.split("|"))


def _phrase(term: str) -> Phrase:
    return tuple(words_of(term, most_characters=200))


def _equivalent(groups: list[_Group]) -> Iterator[tuple[Phrase, Phrase]]:
    for group in groups:
        if group.relation == "equivalent":
            yield from ((phrase, group.canonical) for phrase in group.phrases)


def _wider(groups: list[_Group]) -> Iterator[tuple[Phrase, Phrase]]:
    for group in reversed(groups):
        if group.relation == "family" and group.canonical in group.indonesian:
            yield from ((phrase, group.canonical) for phrase in _named_like_the_first(group.english))
        yield from ((phrase, phrase) for phrase in group.indonesian if len(phrase) == 1 and "-" in phrase[0])


def _named_like_the_first(english: tuple[Phrase, ...]) -> Iterator[Phrase]:
    """The first English term and its plain plural, if that is listed too."""
    *front, last = english[0]
    return (phrase for phrase in english if phrase in (english[0], (*front, f"{last}s")))


def _resolved(target: Phrase, direct: dict[Phrase, Phrase]) -> Phrase:
    words = (word for part in target for word in direct.get((part,), (part,)))
    return tuple(dict.fromkeys(words))
