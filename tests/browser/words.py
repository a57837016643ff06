"""The words on the screen, in the language of the visitor: tests press buttons by what stands on them."""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations, translation
from pathlib import Path

TRANSLATIONS = Path(__file__).parents[2] / "storefront" / "translations"
Words = Callable[[str], str]


def words_of(language: str) -> Words:
    """A function from the Indonesian sentence in the code to the one that this visitor reads."""
    catalogue: NullTranslations = (
        NullTranslations() if language == "id" else translation("messages", str(TRANSLATIONS), [language])
    )
    return catalogue.gettext
