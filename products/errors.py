"""What the rules of the shop say when the answer is no."""

from __future__ import annotations


def N_(sentence: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a sentence for translation where the language of the reader is not known yet."""
    return sentence


class Refusal(Exception):  # noqa: N818 - an expected "no" is not an error
    """An expected "no", in words fit to show a person.

    Attributes:
        sentence: the Indonesian source sentence, with named places such as ``%(left)s``.
        values: what fills those places.
        field: the form field it concerns, where there is one.
    """

    def __init__(self, sentence: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(sentence % values if values else sentence)
        self.sentence = sentence
        self.values = values
        self.field = field
