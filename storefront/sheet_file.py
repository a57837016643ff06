"""An Excel file (.xlsx), read line by line: the first sheet that is not hidden, every cell as the text it stands for.

Such a file is a ZIP of XML made by whoever sent it. What is inside is measured before anything is unpacked, and
entities in its XML are refused (openpyxl reads through defusedxml).
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from products.errors import N_, Refusal
from storefront.csv_file import TableRow

MEBIBYTE = 1 << 20
MOST_PACKED = 48 * MEBIBYTE
"""A full sheet of records packs into less; a larger file is no table."""
MOST_UNPACKED = 640 * MEBIBYTE
"""A full sheet of ten columns is half of this. Deflate packs up to 1:1000, so 48 MiB could hold 48 GiB."""
MOST_TEXTS = 64 * MEBIBYTE
"""The sheet's texts lie in one part that is held in memory, where it takes about three times its size."""
MOST_OTHER = 8 * MEBIBYTE
"""Every other part (formats, names of sheets) is held in memory as well, and is small in an honest file."""
MOST_ROWS = 1_048_576
"""As many as Excel itself has; a line may name any number as its own."""
MOST_COLUMNS = 100
"""A cell may stand in column 16,384 of every line, and the empty ones before it cost time."""
MOST_DIGITS = 10**15
"""Excel keeps fifteen digits of a number. From here on a number is written as what it is: rounded."""
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_AT_ONCE = 500
_NOT_OF_A_DATE = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')
_DAMAGED = N_("Berkas Excel ini rusak. Buka di Excel, simpan lagi sebagai .xlsx atau CSV, lalu unggah.")
_TOO_LARGE = N_("Berkas Excel ini terlalu besar. Simpan sebagai CSV UTF-8, lalu unggah berkas CSV-nya.")


@dataclass(frozen=True, slots=True)
class SheetSurvey:
    """Which sheet is read, how many there are, and about how many lines it has (0 where the file does not say)."""

    name: str
    sheets: int
    lines: int


def is_sheet(path: Path) -> bool:
    """Whether a file is a spreadsheet rather than plain text.

    Raises:
        Refusal: when it is one of the old kind, or locked with a password: those look alike.
    """
    with path.open("rb") as file:
        head = file.read(4)
    if head == _OLD_EXCEL:
        raise Refusal(
            N_("Ini berkas Excel lama (.xls) atau yang dikunci kata sandi. Simpan sebagai .xlsx tanpa kata sandi.")
        )
    return head == _ZIP


def survey(path: Path) -> SheetSurvey:
    """Look at a spreadsheet without reading it.

    Raises:
        Refusal: when it is too large, damaged, or of another kind.
    """
    with _opened(path) as book:
        sheet = _sheet(book)
        return SheetSurvey(str(sheet.title), len(book.sheetnames), sheet.max_row or 0)


def rows_of(path: Path) -> Iterator[TableRow]:
    """Every line of the sheet, one after the other.

    Raises:
        Refusal: when the file is too large, damaged, or of another kind.
    """
    with _opened(path) as book:
        number, rows = 0, _sheet(book).iter_rows(1, MOST_ROWS, 1, MOST_COLUMNS)
        while some := _next(rows):
            for cells in some:
                number += 1
                yield TableRow(number, cells, None, number)


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    """The workbook, known by what is in it: given a name, the library goes by the name's ending."""
    _refuse_bomb(path)
    with path.open("rb") as file:
        try:
            with warnings.catch_warnings(action="ignore"):
                book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as error:  # whatever the library meets in a file made by anybody
            raise Refusal(_DAMAGED) from error
        with closing(book):
            yield book


def _refuse_bomb(path: Path) -> None:
    """By what the ZIP says of its parts: more than that is never unpacked."""
    if path.stat().st_size > MOST_PACKED:
        raise Refusal(_TOO_LARGE)
    try:
        with zipfile.ZipFile(path) as packed:
            parts = {part.filename: part.file_size for part in packed.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refusal(_DAMAGED) from error
    if "xl/workbook.xml" not in parts:
        raise Refusal(N_("Ini bukan berkas Excel .xlsx. Dari LibreOffice: Simpan sebagai .xlsx atau CSV."))
    if sum(parts.values()) > MOST_UNPACKED or any(size > _most(name) for name, size in parts.items()):
        raise Refusal(_TOO_LARGE)


def _most(part: str) -> int:
    if part.startswith("xl/worksheets/"):
        return MOST_UNPACKED
    return MOST_TEXTS if part.endswith("sharedStrings.xml") else MOST_OTHER


def _sheet(book: Workbook) -> Any:
    """The first sheet that somebody who opens the file sees."""
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            return sheet
    raise Refusal(_DAMAGED)


def _next(rows: Iterator[Any]) -> list[list[str]]:
    try:
        with warnings.catch_warnings(action="ignore"):
            return [_trimmed([_text(cell) for cell in row]) for row in islice(rows, _AT_ONCE)]
    except Exception as error:  # as above
        raise Refusal(_DAMAGED) from error


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(cell: Any) -> str:
    """What a cell says, as one would type it. A date whose format shows no day is a month."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d" if _shows_day(cell.number_format) else "%Y-%m")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    return str(value)


def _shows_day(number_format: str) -> bool:
    return "d" in _NOT_OF_A_DATE.sub("", number_format).lower()


def _number(value: int | float) -> str:
    """A number of more than fifteen digits has lost some: it is written rounded, so that nobody takes it for whole."""
    if abs(value) >= MOST_DIGITS:
        return f"{value:.5E}"
    return str(int(value)) if value == int(value) else repr(value)
