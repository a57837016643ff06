"""How a file was read and what is wrong with it as a whole, in words for whoever sent it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from storefront.graduation.words import words

FEWEST = 5
"""With fewer numbers than this, chance may make them look alike."""


def in_words(told: Mapping[str, Any]) -> str:
    """How a file was read: ``form``, ``encoding``, ``separator`` and ``sheets`` of its ``Reading``."""
    if told["form"] != "xlsx":
        separator, encoding = words(told["separator"], "separator"), words(told["encoding"], "encoding")
        return _(
            "Dibaca sebagai CSV: dipisah %(separator)s, ditulis %(encoding)s.", separator=separator, encoding=encoding
        )
    if told["sheets"] > 1:
        return _("Dibaca sebagai Excel. Hanya lembar pertama dari %(sheets)s lembar.", sheets=told["sheets"])
    return _("Dibaca sebagai Excel.")


def warnings(tally: Mapping[str, int]) -> Iterator[str]:
    """What the numbers of a file say about the file: one sentence for each thing that needs another file.

    Args:
        tally: the counts of ``part.Tally`` by their names; none at all says nothing.
    """
    numbers = tally.get("numbers", 0)
    if rounded := tally.get("rounded", 0):
        yield _(
            "%(count)s NIK sudah dibulatkan Excel, seperti 3.17101E+15. Angka aslinya hilang. Buka lagi data asalnya, "
            "jadikan kolom NIK Teks, lalu simpan.",
            count=rounded,
        )
    if numbers >= FEWEST and tally.get("end_in_zero", 0) * 10 >= numbers * 9:
        yield _(
            "%(count)s dari %(numbers)s NIK berakhir 0. Excel hanya menyimpan 15 angka, jadi angka ke-16 hilang. Buka "
            "lagi data asalnya, jadikan kolom NIK Teks, lalu simpan.",
            count=tally["end_in_zero"],
            numbers=numbers,
        )
    if numbers >= FEWEST and tally.get("like_card", 0) * 2 > numbers:
        yield _(
            "%(count)s dari %(numbers)s nomor di kolom NIK tampaknya nomor KK. Mungkin kolomnya tertukar.",
            count=tally["like_card"],
            numbers=numbers,
        )
