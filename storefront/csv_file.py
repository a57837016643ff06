"""A CSV file as people and spreadsheets make it, read line by line, so its size does not matter.

It may be in UTF-8 with or without a byte order mark, in UTF-16, or in Windows-1252; separated by semicolon, comma or
tab; its columns in any order.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from products.errors import N_, Refusal

_BLOCK = 1 << 20
_SEPARATORS = ";,\t"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file.

    Attributes:
        number: as a text editor counts them, the header being 1.
        cells: what stands under each known column, trimmed; missing ones are empty.
        fault: what is wrong with the line as a whole, or ``None``.
        bytes_read: how far the file has been read.
    """

    number: int
    cells: Mapping[str, str]
    fault: Refusal | None
    bytes_read: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file is made of, found in one pass: its encoding and about how many lines it has."""

    encoding: str
    lines: int


def survey(path: Path) -> Survey:
    """Find out how a file is written."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, lines = "utf-8-sig", 0
    with path.open("rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            encoding = "utf-16"
        file.seek(0)
        while block := file.read(_BLOCK):
            lines += block.count(b"\n")
            if encoding == "utf-8-sig" and not _decodes(decoder, block):
                encoding = "cp1252"
    return Survey(encoding, lines)


def lines_of(path: Path, needed: Sequence[str], optional: Sequence[str] = ()) -> Iterator[Line]:
    """The lines under the header, one after the other; empty ones are left out.

    Args:
        path: the file.
        needed: the columns that must be there, in any order; case and spaces in the header do not matter.
        optional: those that may be missing; every other column is passed over.

    Raises:
        Refusal: when the header lacks a needed column or names one twice.
    """
    with path.open("rb") as binary, TextIOWrapper(binary, survey(path).encoding, "replace", newline="") as file:
        head = file.readline()
        file.seek(0)
        reader = csv.reader(file, delimiter=max(_SEPARATORS, key=head.count))
        known = (*needed, *optional)
        names = _header(next(reader, []), needed, known)
        while True:
            number = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                row, fault = [], _unreadable()
            else:
                fault = _fault(row, names)
            if fault or any(cell.strip() for cell in row):
                yield Line(number, _cells(names, row, known), fault, binary.tell())


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True


def _header(row: list[str], needed: Sequence[str], known: Sequence[str]) -> list[str]:
    names = [name.strip().strip('"').lower().replace(" ", "_") for name in row]
    missing = [name for name in needed if name not in names]
    if missing:
        raise Refusal(N_("Baris pertama berkas belum memuat kolom %(missing)s."), missing=", ".join(missing))
    twice = sorted({name for name in names if name in known and names.count(name) > 1})
    if twice:
        raise Refusal(N_("Kolom %(twice)s ada dua kali."), twice=", ".join(twice))
    return names


def _unreadable() -> Refusal | None:
    return Refusal(N_("Baris ini tidak terbaca. Periksa tanda kutip yang tidak ditutup."))


def _fault(row: list[str], names: list[str]) -> Refusal | None:
    if any(cell.strip() for cell in row[len(names) :]):
        return Refusal(N_("Baris ini punya lebih banyak kolom daripada baris pertama."))
    return None


def _cells(names: list[str], row: list[str], known: Sequence[str]) -> dict[str, str]:
    cells = dict.fromkeys(known, "")
    cells.update((name, cell.strip()) for name, cell in zip(names, row, strict=False) if name in cells)
    return cells
