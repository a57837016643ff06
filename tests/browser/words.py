"""The words on the screen, in the language of the visitor: tests press buttons by what stands on them."""

from __future__ import annotations

from gettext import NullTranslations, translation
from pathlib import Path

TRANSLATIONS = Path(__file__).parents[2] / "storefront" / "translations"


class Words:
    """From the Indonesian sentence in the code to the one that this visitor reads.

    Attributes:
        language: ``id`` or ``en``.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue: NullTranslations = (
            NullTranslations() if language == "id" else translation("messages", str(TRANSLATIONS), [language])
        )

    def __call__(self, sentence: str) -> str:
        return self._catalogue.gettext(sentence)
