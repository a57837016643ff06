"""From raw text to plain words: one spelling of letters, doubled words and measures. No meaning is looked at yet."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 40

_MEASURE = re.compile(
    r"(?<![\w.,/])(?P<number>\d{1,6}(?:[.,/]\d{1,3})?)\s{0,3}"
    r"(?P<unit>kg|kilo|kilogram|gram|gr|grm|g|ons|ml|cc|liter|litre|ltr|l)(?![\w'])"
)
_PRICE = re.compile(
    r"(?<![\w.,])(?:rp\.?\s{0,3}(?P<plain>\d{1,3}(?:\.\d{3}){1,2}|\d{1,9})"
    r"|(?P<number>\d{1,6}(?:[.,]\d{1,2})?)\s{0,3}(?P<short>rb|ribu|k|jt|juta))(?![\w'])"
)
_GRAMS = {"kg": 1000, "kilo": 1000, "kilogram": 1000, "gram": 1, "gr": 1, "grm": 1, "g": 1, "ons": 100}
_MILLILITRES = {"ml": 1, "cc": 1, "liter": 1000, "litre": 1000, "ltr": 1000, "l": 1000}
_SHORT = {"rb": 1_000, "ribu": 1_000, "k": 1_000, "jt": 1_000_000, "juta": 1_000_000}
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_APOSTROPHES = re.compile(r"['`´‘’ʼ]")
_WORD = re.compile(r"[^\W_]+")
_TWICE = re.compile(r"([^\W\d_]{3,})2")
_MEASURED = re.compile(r"\d+(?:g|ml)|rp\d+")


def words_of(text: str, most_characters: int) -> list[str]:
    """The words of ``text`` in order, written one way.

    Letters are compatibility-folded, lower case and without accents. ``oleh2``, ``oleh-oleh`` and ``oleh oleh`` become
    ``oleh-oleh``; ``250gr``, ``1/4 kg`` and ``0,25kg`` become ``250g``; ``1 liter`` becomes ``1000ml``; ``25rb``
    becomes ``rp25000``. Only the first ``most_characters`` are read, and of a word only ``LONGEST_WORD``.
    """
    folded = _folded(text[:most_characters])[: 2 * most_characters]
    measured = _PRICE.sub(_price, _MEASURE.sub(_measure, folded))
    return _doubled([word[:LONGEST_WORD] for word in _WORD.findall(measured)])


def is_measure(word: str) -> bool:
    """Whether a word of ``words_of`` is a size or a price."""
    return _MEASURED.fullmatch(word) is not None


def _folded(text: str) -> str:
    bare = text.lower() if text.isascii() else _without_accents(text)
    return _STRETCHED.sub(r"\1", _APOSTROPHES.sub("", bare))


def _without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _measure(found: re.Match[str]) -> str:
    unit = found["unit"]
    amount = _quantity(found["number"]) * (_GRAMS.get(unit) or _MILLILITRES[unit])
    return f" {round(amount)}{'g' if unit in _GRAMS else 'ml'} "


def _price(found: re.Match[str]) -> str:
    if found["plain"]:
        return f" rp{int(found['plain'].replace('.', ''))} "
    return f" rp{round(float(found['number'].replace(',', '.')) * _SHORT[found['short']])} "


def _quantity(number: str) -> float:
    """``0,25``, ``1.5`` and ``1/4`` as written; ``1.000`` is a thousand, for the point groups thousands here."""
    whole, slash, parts = number.partition("/")
    if slash:
        return int(whole) / (int(parts) or 1)
    if re.fullmatch(r"[1-9]\d*\.\d{3}", number):
        return int(number.replace(".", ""))
    return float(number.replace(",", "."))


def _doubled(words: list[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        twice = _TWICE.fullmatch(word)
        if twice:
            joined.append(f"{twice[1]}-{twice[1]}")
        elif joined and joined[-1] in (word, f"{word}-{word}") and word.isalpha():
            joined[-1] = f"{word}-{word}"
        else:
            joined.append(word)
    return joined
