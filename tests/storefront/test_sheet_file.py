"""Excel files: read as text, and refused with a sentence when they are damaged, too large or of another kind."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from products.errors import Refusal
from storefront import sheet_file


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Make an Excel file of these rows; a cell may be a value with its number format."""

    def make(*rows: list[Any]) -> Path:
        made = Workbook()
        sheet = made.active
        assert sheet is not None
        for line, row in enumerate(rows, 1):
            for column, given in enumerate(row, 1):
                value, number_format = given if isinstance(given, tuple) else (given, None)
                cell = sheet.cell(line, column, value)
                cell.number_format = number_format or cell.number_format
        made.save(tmp_path / "book.xlsx")
        return tmp_path / "book.xlsx"

    return make


def cells(path: Path) -> list[list[str]]:
    return [row.cells for row in sheet_file.rows_of(path)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3171015708450001", "3171015708450001"),
        (2015, "2015"),
        (2015.0, "2015"),
        (31.71, "31.71"),
        (True, "True"),
        (3171015708450001, "3.17102E+15"),
        (3171015708450000.0, "3.17102E+15"),
        (999_999_999_999_999, "999999999999999"),
        (date(2024, 6, 15), "2024-06-15"),
        (datetime(2024, 6, 15, 10, 30), "2024-06-15"),  # noqa: DTZ001 - Excel knows no zones
        ((datetime(2024, 6, 1), "mmm-yy"), "2024-06"),  # noqa: DTZ001
        ((datetime(2024, 6, 1), '[$-421]mmmm" daftar "yyyy'), "2024-06"),  # noqa: DTZ001
        ("=1+1", ""),
    ],
)
def test_a_cell_is_the_text_one_would_type(book: Callable[..., Path], value: Any, text: str) -> None:
    assert cells(book([value, "x"])) == [[text, "x"]]


def test_rows_are_counted_as_excel_counts_them_and_end_where_their_cells_end(book: Callable[..., Path]) -> None:
    rows = list(sheet_file.rows_of(book(["nik", "name"], [], ["1", None, None])))
    assert [(row.number, row.cells) for row in rows] == [(1, ["nik", "name"]), (2, []), (3, ["1"])]


def test_a_file_is_known_by_what_is_in_it_and_not_by_its_name(book: Callable[..., Path], tmp_path: Path) -> None:
    named = book(["nik", "name"]).rename(tmp_path / "17.csv")
    assert cells(named) == [["nik", "name"]]
    assert cells(named.rename(tmp_path / "wages")) == [["nik", "name"]]


def test_the_first_sheet_that_can_be_seen_is_read(tmp_path: Path) -> None:
    made = Workbook()
    for title in ("dua", "tiga"):
        made.create_sheet(title).append([title])
    made.worksheets[0].sheet_state = "hidden"
    made.save(tmp_path / "book.xlsx")
    assert cells(tmp_path / "book.xlsx") == [["dua"]]
    assert sheet_file.survey(tmp_path / "book.xlsx") == sheet_file.SheetSurvey("dua", 3, 1)


def test_plain_text_is_no_sheet_and_the_old_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"nik;name\n")
    assert not sheet_file.is_sheet(tmp_path / "a")
    (tmp_path / "b").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest")
    with pytest.raises(Refusal, match=r"\.xls\)"):
        sheet_file.is_sheet(tmp_path / "b")


def test_a_damaged_file_is_refused(book: Callable[..., Path], tmp_path: Path) -> None:
    whole = book(["nik"], *[[str(number)] for number in range(2000)]).read_bytes()
    for broken in (b"PK\x03\x04rest", whole[: len(whole) // 2], whole.replace(b"\x00", b"\x01", 40)):
        (tmp_path / "broken.xlsx").write_bytes(broken)
        with pytest.raises(Refusal, match="rusak"):
            cells(tmp_path / "broken.xlsx")


def test_a_document_of_another_kind_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(Refusal, match="LibreOffice"):
        cells(tmp_path / "a.ods")


@pytest.mark.parametrize(
    ("part", "size"),
    [
        ("xl/worksheets/sheet1.xml", sheet_file.MOST_UNPACKED + 1),
        ("xl/sharedStrings.xml", sheet_file.MOST_TEXTS + 1),
        ("xl/styles.xml", sheet_file.MOST_OTHER + 1),
    ],
)
def test_what_would_unpack_to_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, size: int
) -> None:
    for limit in ("MOST_UNPACKED", "MOST_TEXTS", "MOST_OTHER"):
        monkeypatch.setattr(sheet_file, limit, getattr(sheet_file, limit) >> 10)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr(part, b" " * ((size >> 10) + 1))
    monkeypatch.setattr(sheet_file, "load_workbook", None)
    with pytest.raises(Refusal, match="terlalu besar"):
        cells(tmp_path / "bomb.xlsx")


def test_a_file_too_large_even_packed_is_refused(book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_file, "MOST_PACKED", 1000)
    with pytest.raises(Refusal, match="terlalu besar"):
        cells(book(["nik"]))


def test_entities_in_the_xml_are_refused(book: Callable[..., Path], tmp_path: Path) -> None:
    sheet = (
        '<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a "bahaya">]><worksheet xmlns='
        '"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr">'
        "<is><t>&a;</t></is></c></row></sheetData></worksheet>"
    )
    with zipfile.ZipFile(book(["nik"])) as honest, zipfile.ZipFile(tmp_path / "entity.xlsx", "w") as packed:
        for name in honest.namelist():
            packed.writestr(name, sheet if name.endswith("sheet1.xml") else honest.read(name))
    with pytest.raises(Refusal, match="rusak"):
        cells(tmp_path / "entity.xlsx")


def test_a_row_far_to_the_right_or_far_below_costs_little(book: Callable[..., Path], tmp_path: Path) -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
        '<row r="2000000000"><c r="A2000000000"><v>3</v></c></row></sheetData></worksheet>'
    )
    with zipfile.ZipFile(book(["nik"])) as honest, zipfile.ZipFile(tmp_path / "far.xlsx", "w") as packed:
        for name in honest.namelist():
            packed.writestr(name, sheet if name.endswith("sheet1.xml") else honest.read(name))
    rows = sheet_file.rows_of(tmp_path / "far.xlsx")
    assert next(rows).cells == ["1"]
