"""A table as people send it, CSV or Excel, read line by line under the columns that its header names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from products.errors import N_, Refusal
from storefront import csv_file, sheet_file
from storefront.csv_file import TableRow
from storefront.typed import NOBODY_TYPES

NOTHING: Mapping[str, str] = {}
NO_ROW = TableRow(1, [], None, 0)
_NOT_A_NAME = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line under the header.

    Attributes:
        number: as a text editor or a spreadsheet counts them, the header being 1.
        cells: what stands under each known column, trimmed; missing ones are empty.
        fault: what is wrong with the line as a whole, or ``None``.
        done: how far the file has been read, in the units of ``Reading.size``.
    """

    number: int
    cells: Mapping[str, str]
    fault: Refusal | None
    done: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read.

    Attributes:
        form: ``csv`` or ``xlsx``.
        lines: about how many it has.
        size: bytes of a CSV file, lines of a sheet.
        encoding: of a CSV file: ``utf-8``, ``utf-8-sig`` with a byte order mark, ``utf-16`` or ``cp1252``.
        separator: what stands between the cells of a CSV file.
        sheet: the name of the one that is read.
        sheets: how many the file has.
    """

    form: str
    lines: int
    size: int
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: int = 1


def reading_of(path: Path) -> Reading:
    """Find out how a file is written.

    Raises:
        Refusal: when it is a spreadsheet that cannot be read.
    """
    if sheet_file.is_sheet(path):
        sheet = sheet_file.survey(path)
        return Reading("xlsx", sheet.lines, sheet.lines, sheet=sheet.name, sheets=sheet.sheets)
    found = csv_file.survey(path)
    return Reading("csv", found.lines, found.size, found.encoding, found.separator)


def lines_of(
    path: Path, needed: Sequence[str], optional: Sequence[str] = (), also: Mapping[str, str] = NOTHING
) -> Iterator[Line]:
    """The lines under the header, one after the other; empty ones are left out.

    Args:
        path: the file.
        needed: the columns that must be there, in any order; case, dots and spaces in the header do not matter.
        optional: those that may be missing; every other column is passed over.
        also: other words that people use for a column, and the column that they mean.

    Raises:
        Refusal: when the file cannot be read, or its header lacks a needed column or names one twice.
    """
    known, rows = (*needed, *optional), _rows(path)
    names = _header(next(rows, NO_ROW).cells, needed, known, also)
    for row in rows:
        fault = row.fault or _fault(row.cells, names)
        if fault or any(cell.strip() for cell in row.cells):
            yield Line(row.number, _cells(names, row.cells, known), fault, row.done)


def columns_of(path: Path, needed: Sequence[str], also: Mapping[str, str] = NOTHING) -> frozenset[str]:
    """What the header of a file names, read as ``lines_of`` reads it, and refused alike."""
    return frozenset(_header(next(_rows(path), NO_ROW).cells, needed, needed, also))


def _rows(path: Path) -> Iterator[TableRow]:
    if sheet_file.is_sheet(path):
        return sheet_file.rows_of(path)
    return csv_file.rows_of(path, csv_file.survey(path))


def _header(row: list[str], needed: Sequence[str], known: Sequence[str], also: Mapping[str, str]) -> list[str]:
    written = [_NOT_A_NAME.sub("_", name.lower()).strip("_") for name in row]
    names = [also.get(name, name) for name in written]
    missing = [name for name in needed if name not in names]
    if missing:
        raise Refusal(N_("Baris pertama berkas belum memuat kolom %(missing)s."), missing=", ".join(missing))
    twice = sorted({name for name in names if name in known and names.count(name) > 1})
    if twice:
        raise Refusal(N_("Kolom %(twice)s ada dua kali."), twice=", ".join(twice))
    return names


def _fault(row: list[str], names: list[str]) -> Refusal | None:
    if any(cell.strip() for cell in row[len(names) :]):
        return Refusal(N_("Baris ini punya lebih banyak kolom daripada baris pertama."))
    return None


def _cells(names: list[str], row: list[str], known: Sequence[str]) -> dict[str, str]:
    cells = dict.fromkeys(known, "")
    cells.update((name, _typed(cell)) for name, cell in zip(names, row, strict=False) if name in cells)
    return cells


def _typed(cell: str) -> str:
    """Trimmed, and without characters that nobody types: PostgreSQL refuses one of them outright."""
    return (cell if cell.isprintable() else NOBODY_TYPES.sub("", cell)).strip()
