"""Indonesian is written in the code; English, and any language beside it, is complete, or this fails."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from scripts.messages import extracted, is_translated, languages, main, updated, written
from storefront.language import LANGUAGES

every_language = pytest.mark.parametrize("language", languages())


def test_the_visitor_may_choose_every_language_that_has_a_catalogue() -> None:
    assert {"id", *languages()} == set(LANGUAGES)


@every_language
def test_every_sentence_has_its_translation(language: str) -> None:
    assert [message.id for message in sentences(catalogue(language)) if not is_translated(message.string)] == []


@every_language
def test_the_catalogue_is_what_make_messages_would_write(language: str) -> None:
    there, today = ids(written(language)), ids(catalogue(language))
    assert {"new": today - there, "no longer said": there - today} == {"new": set(), "no longer said": set()}


@every_language
def test_nothing_is_guessed_or_left_over(language: str) -> None:
    assert [message.id for message in sentences(written(language)) if message.fuzzy] == []
    assert list(written(language).obsolete) == []


@every_language
def test_values_have_the_same_names_in_both_languages(language: str) -> None:
    spoken = catalogue(language)
    faults = {message.id: [str(fault) for fault in message.check(spoken)] for message in sentences(spoken)}
    assert {sentence: said for sentence, said in faults.items() if said} == {}


def test_values_are_named_so_that_a_translator_may_move_them() -> None:
    unnamed = [message.id for message in sentences(extracted()) if "%s" in str(message.id) or "%d" in str(message.id)]
    assert unnamed == []


def test_labels_of_forms_are_collected_too() -> None:
    assert ("Nomor HP atau e-mail", "") in ids(extracted())


def test_a_new_language_begins_with_every_sentence_and_no_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scripts.messages.TRANSLATIONS", tmp_path)
    main(["jv"])
    assert languages() == ["jv"]
    assert ids(written("jv")) == ids(extracted())
    assert f"{len(ids(extracted()))} without translation" in capsys.readouterr().out


@cache
def catalogue(language: str) -> Catalog:
    """A language's catalogue with the sentences of today."""
    return updated(language)


def sentences(catalogue: Catalog) -> list[Message]:
    """Every message but the header."""
    return [message for message in catalogue if message.id]


def ids(catalogue: Catalog) -> set[tuple[str, str]]:
    """What identifies each message: its sentence, and where it stands when that changes its meaning."""
    return {(at_first(message), message.context or "") for message in sentences(catalogue)}


def at_first(message: Message) -> str:
    """The sentence, for one thing when it counts."""
    return message.id if isinstance(message.id, str) else message.id[0]
