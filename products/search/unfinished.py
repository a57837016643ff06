"""What somebody may mean who is still typing: finished words, and what the last one may become."""

from __future__ import annotations

from collections.abc import Callable

from products.search.synonyms import Phrase, synonyms
from products.search.text import MOST_QUERY_CHARACTERS, question
from products.search.words import words_of

WordsFrom = Callable[[str, int], list[str]]

_SHORTEST = 2
_MOST_MEANINGS = 12


def meanings(text: str, words_from: WordsFrom) -> tuple[Phrase, list[Phrase]]:
    """The finished words of ``text``, and for its last word every set of index words that it may stand for.

    Args:
        text: as typed so far.
        words_from: the commonest words of the index that begin with a prefix, at most so many.
    """
    words = words_of(text, MOST_QUERY_CHARACTERS)
    if not words or len(words[-1]) < _SHORTEST:
        return question(text).required, [()] if len(words) > 1 else []
    finished = question(" ".join(words[:-1])).required
    begun = [(word,) for word in words_from(words[-1], _MOST_MEANINGS)] + _other_names(words[-1])
    whole = question(text).required
    return finished, list(dict.fromkeys([*begun, *([whole] if whole else [])]))


def _other_names(prefix: str) -> list[Phrase]:
    """What the single words of the synonyms that begin with ``prefix`` are called in the index."""
    names = (name for phrase, name in synonyms().canonical.items() if len(phrase) == 1 and phrase[0].startswith(prefix))
    return list(dict.fromkeys(names))[:_MOST_MEANINGS]
