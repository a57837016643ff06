"""``make messages``: every sentence of the shop, collected into the catalogue of each language but Indonesian.

Indonesian is written in the code and the templates; the catalogues hold the others, English first of all. What is new
appears there with an empty translation, what is no longer said disappears, and nothing is guessed.

Usage: python -m scripts.messages [LANGUAGE …], each language code named begins a catalogue
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parents[1]
TRANSLATIONS = PROJECT / "storefront" / "translations"
SINCE = datetime(2026, 11, 1, tzinfo=UTC)


def main(begun: Sequence[str]) -> None:
    """Bring every catalogue up to date, those just ``begun`` too, and say what waits for translation."""
    for language in sorted({*languages(), *begun}):
        catalogue = updated(language)
        path(language).parent.mkdir(parents=True, exist_ok=True)
        with path(language).open("wb") as file:
            write_po(file, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
        waiting = [message.id for message in catalogue if message.id and not is_translated(message.string)]
        print(f"{Locale.parse(language).english_name}: {len(catalogue)} sentences, {len(waiting)} without translation.")


def languages() -> list[str]:
    """The codes of the languages that have a catalogue."""
    return sorted(catalogue.parts[-3] for catalogue in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def path(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def updated(language: str = "en") -> Catalog:
    """The catalogue as it would be with the sentences of today."""
    catalogue = written(language)
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.header_comment = f"# Lapak Karya in {Locale.parse(language).english_name}. The code holds the Indonesian."
    catalogue.project, catalogue.version = "Lapak Karya", "1"
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = "Lapak Karya"
    return catalogue


def written(language: str = "en") -> Catalog:
    """The catalogue as it is, empty when there is none yet."""
    if not path(language).exists():
        return Catalog(locale=language, fuzzy=False, creation_date=SINCE, revision_date=SINCE)
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


@cache
def extracted() -> Catalog:
    """Every sentence in code and templates."""
    with tempfile.TemporaryDirectory() as folder:
        collected = Path(folder) / "messages.pot"
        words = ["pybabel", "--quiet", "extract", "--mapping-file", "pyproject.toml", "--no-location"]
        before = Path.cwd()
        os.chdir(PROJECT)
        try:
            CommandLineInterface().run(  # type: ignore[no-untyped-call]
                [*words, "--keywords", "lazy_gettext", "--keywords", "_l", "--output-file", str(collected), "."]
            )
        finally:
            os.chdir(before)
        with collected.open("rb") as file:
            return read_po(file)


def is_translated(string: str | list[str] | tuple[str, ...] | None) -> bool:
    """Whether a message, or each of its plural forms, has words."""
    return all(string) if isinstance(string, list | tuple) else bool(string)


if __name__ == "__main__":
    main(sys.argv[1:])
