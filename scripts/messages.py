"""``make messages``: every sentence of the shop, collected into the English catalogue.

Indonesian is written in the code and the templates; the catalogue holds the English. What is new appears there with an
empty translation, what is no longer said disappears, and nothing is guessed.
"""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parents[1]
ENGLISH = PROJECT / "storefront" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
SINCE = datetime(2026, 11, 1, tzinfo=UTC)


def main() -> None:
    """Bring the English catalogue up to date and say what waits for translation."""
    catalogue = updated()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    untranslated = [message.id for message in catalogue if message.id and not is_translated(message.string)]
    print(f"{len(catalogue)} sentences, {len(untranslated)} of them without English.")


def updated() -> Catalog:
    """The English catalogue as it would be with the sentences of today."""
    catalogue = english()
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.header_comment = "# Lapak Karya in English. The code holds the Indonesian."
    catalogue.project, catalogue.version = "Lapak Karya", "1"
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = "Lapak Karya"
    return catalogue


def english() -> Catalog:
    """The English catalogue as it is, empty when there is none yet."""
    if not ENGLISH.exists():
        return Catalog(locale="en", fuzzy=False, creation_date=SINCE, revision_date=SINCE)
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


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
    main()
