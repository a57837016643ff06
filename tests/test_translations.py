"""Indonesian is written in the code; English is complete, or this fails."""

from __future__ import annotations

from functools import cache

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from scripts.messages import ENGLISH, english, extracted, is_translated, updated


def test_every_sentence_has_its_english() -> None:
    assert [message.id for message in sentences(catalogue()) if not is_translated(message.string)] == []


def test_the_catalogue_is_what_make_messages_would_write() -> None:
    written, today = ids(english()), ids(catalogue())
    assert {"new": today - written, "no longer said": written - today} == {"new": set(), "no longer said": set()}


def test_nothing_is_guessed_or_left_over() -> None:
    with ENGLISH.open("rb") as file:
        catalogue = read_po(file, locale="en")
    assert [message.id for message in sentences(catalogue) if message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_values_have_the_same_names_in_both_languages() -> None:
    faults = {message.id: [str(fault) for fault in message.check(catalogue())] for message in sentences(catalogue())}
    assert {sentence: said for sentence, said in faults.items() if said} == {}


def test_values_are_named_so_that_a_translator_may_move_them() -> None:
    unnamed = [message.id for message in sentences(extracted()) if "%s" in str(message.id) or "%d" in str(message.id)]
    assert unnamed == []


@cache
def catalogue() -> Catalog:
    """The English catalogue with the sentences of today."""
    return updated()


def sentences(catalogue: Catalog) -> list[Message]:
    """Every message but the header."""
    return [message for message in catalogue if message.id]


def ids(catalogue: Catalog) -> set[str]:
    """What identifies each message."""
    return {message.id if isinstance(message.id, str) else message.id[0] for message in sentences(catalogue)}
