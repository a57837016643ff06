"""A CSV file as people and spreadsheets make it, read line by line, so its size does not matter.

It may be in UTF-8 with or without a byte order mark, in UTF-16, or in Windows-1252; separated by semicolon, comma or
tab.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from products.errors import N_, Refusal

_BLOCK = 1 << 20
_SEPARATORS = ";,\t"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TableRow(NamedTuple):
    """One line of a table as it stands, the header being the first.

    Attributes:
        number: as a text editor or a spreadsheet counts it.
        cells: the text of each cell.
        fault: why it cannot be read, or ``None``.
        done: how far the table has been read, in the units of its survey's ``size``.
    """

    number: int
    cells: list[str]
    fault: Refusal | None
    done: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What a CSV file is made of: encoding, the character between its cells, about how many lines, and its bytes."""

    encoding: str
    separator: str
    lines: int
    size: int


def survey(path: Path) -> Survey:
    """Find out how a file is written, in one pass."""
    decoder, size = codecs.getincrementaldecoder("utf-8")(), path.stat().st_size
    with path.open("rb") as file:
        encoding, lines = _marked(file.read(4)), 0
        file.seek(0)
        while block := file.read(_BLOCK):
            lines += block.count(b"\n")
            if encoding == "utf-8" and not _decodes(decoder, block, is_last=file.tell() == size):
                encoding = "cp1252"
    return Survey(encoding, _separator(path, encoding), lines, size)


def rows_of(path: Path, found: Survey) -> Iterator[TableRow]:
    """Every line, one after the other; one that cannot be read is handed out with its fault."""
    with path.open("rb") as binary, TextIOWrapper(binary, found.encoding, "replace", newline="") as file:
        reader = csv.reader(file, delimiter=found.separator)
        while True:
            number = reader.line_num + 1
            try:
                yield TableRow(number, next(reader), None, binary.tell())
            except StopIteration:
                return
            except csv.Error:
                yield TableRow(number, [], _unreadable(), binary.tell())


def harmless(cell: str) -> str:
    """A cell for a file that others open: what a spreadsheet would take for a formula gets an apostrophe in front.

    Source: OWASP, "CSV Injection".
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _marked(head: bytes) -> str:
    """The encoding that a byte order mark tells of; UTF-8 where there is none."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, is_last: bool) -> bool:
    try:
        decoder.decode(block, is_last)
    except UnicodeDecodeError:
        return False
    return True


def _separator(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        return max(_SEPARATORS, key=file.readline(_BLOCK).count)


def _unreadable() -> Refusal:
    return Refusal(N_("Baris ini tidak terbaca. Periksa tanda kutip yang tidak ditutup."))
