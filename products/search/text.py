"""What a text means to the search: the same analysis for what is listed and for what is asked.

Words get one spelling (``words``), lose ``-nya`` and its kin, and are called by the canonical name of their group
(``synonyms``), so "cassava chips", "kripik telo" and "keripik singkong" meet. Nothing is ever cut off the front of a
word: ``mengemas`` (to pack) must not become ``emas`` (gold).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from products.search.synonyms import Phrase, synonyms
from products.search.words import is_measure, words_of

ANALYSIS_VERSION = 1
MOST_QUERY_CHARACTERS = 200
MOST_QUERY_TERMS = 8
MOST_TEXT_CHARACTERS = 20_000

_STOP_WORDS = frozenset(
    """
    yang yg dan di ke dari dr untuk utk dengan dgn atau pada ini itu adalah ialah juga ada ya yah nya sih dong deh lah
    kah pun kan kok nih tuh kak kakak min gan sis bang bu pak mbak mau pengen ingin cari mencari beli jual dijual bisa
    dll dsb dkk per aja saja lagi akan telah sudah udah the of and with for from in a an to
    """.split()  # noqa: SIM905 - easier to read and to add to
)
_OPINIONS = frozenset("murah termurah murmer terjangkau ekonomis hemat enak lezat nikmat mantap terbaik best".split())  # noqa: SIM905
_ALWAYS_ENDINGS = ("nya",)
_KNOWN_ENDINGS = ("ku", "mu", "lah", "kah", "pun", "s", "es")
_SHORTEST_STEM = 3


class Role(Enum):
    """What a word is worth in a question: it must be there, it helps, or it only counts when nothing else was said."""

    MUST = 1
    HELPS = 2
    FILLER = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One word of an analysed text."""

    word: str
    role: Role


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks for: every word of ``required``, the more of ``helpful`` the better. No word twice."""

    required: tuple[str, ...]
    helpful: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.required)


def question(text: str) -> Question:
    """What is asked by ``text``, of which 200 characters and eight words are heard. It has no operators.

    Sizes, prices and opinions ("murah") only help; they and stop words are required when there is nothing else.
    """
    terms = list(dict.fromkeys(analyse(text, MOST_QUERY_CHARACTERS)))
    by_role = {role: [term.word for term in terms if term.role is role] for role in Role}
    for role in Role:
        if by_role[role]:
            required = tuple(by_role[role][:MOST_QUERY_TERMS])
            helpful = [word for word in by_role[Role.HELPS] if word not in required]
            return Question(required, tuple(helpful[: MOST_QUERY_TERMS - len(required)]))
    return Question((), ())


def listed(text: str, *, with_filler: bool = False) -> list[str]:
    """The words under which ``text`` is listed, in order, repeated as often as they stand there."""
    terms = analyse(text, MOST_TEXT_CHARACTERS)
    return [term.word for term in terms if with_filler or term.role is not Role.FILLER]


def analyse(text: str, most_characters: int) -> Iterator[Term]:
    """The terms of ``text``, phrases first: the longest one that the table knows wins."""
    words = [_stem(word) for word in words_of(text, most_characters)]
    at = 0
    while at < len(words):
        phrase = _known_phrase(words, at)
        if phrase:
            yield from _canonical(phrase)
        else:
            yield _single(words[at])
        at += len(phrase) or 1


def _known_phrase(words: list[str], at: int) -> Phrase:
    table = synonyms()
    if words[at] not in table.openers:
        return ()
    for length in range(min(table.longest, len(words) - at), 0, -1):
        phrase = tuple(words[at : at + length])
        if phrase in table.canonical:
            return phrase
    return ()


def _canonical(phrase: Phrase) -> Iterator[Term]:
    """The canonical words, which must be there; then what was said beyond them, which helps ("dendeng *balado*")."""
    canonical = synonyms().canonical[phrase]
    yield from (Term(word, Role.MUST) for word in canonical)
    if len(phrase) > 1:
        said = (name for word in phrase for name in synonyms().canonical.get((word,), (word,)))
        yield from (Term(word, Role.HELPS) for word in said if word not in canonical and word not in _STOP_WORDS)


@lru_cache(maxsize=20_000)
def _single(word: str) -> Term:
    if word in _STOP_WORDS:
        return Term(word, Role.FILLER)
    if word in _OPINIONS or is_measure(word):
        return Term(word, Role.HELPS)
    first, dash, second = word.partition("-")
    return Term(first if dash and first == second else word, Role.MUST)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    vocabulary = synonyms().vocabulary
    if word in vocabulary:
        return word
    for ending in _ALWAYS_ENDINGS + _KNOWN_ENDINGS:
        stem = word.removesuffix(ending)
        long_enough = stem != word and len(stem) >= _SHORTEST_STEM
        if long_enough and (ending in _ALWAYS_ENDINGS or stem in vocabulary):
            return stem
    return word
