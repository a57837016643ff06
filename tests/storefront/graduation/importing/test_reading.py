"""How a file was read, in words, and what is wrong with it as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from openpyxl import Workbook

from storefront.graduation.importing import reading
from storefront.table_file import reading_of


def told(path: Path) -> str:
    found = reading_of(path)
    kept = {name: getattr(found, name) for name in ("form", "encoding", "separator", "sheets")}
    return reading.in_words(kept)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("nik;name\n1;René".encode("cp1252"), "dipisah titik koma, ditulis Windows-1252"),
        ("nik,name\n1,René".encode(), "dipisah koma, ditulis UTF-8."),
        ("nik;name\n1;René".encode("utf-8-sig"), "ditulis UTF-8 dengan tanda awal (BOM)"),
        ("nik\tname\n1\tRené".encode("utf-16"), "dipisah tab, ditulis UTF-16"),
    ],
)
def test_how_a_csv_file_is_written_is_said(app: Flask, tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert words in told(tmp_path / "a.csv")


def test_of_an_excel_file_the_sheets_that_are_left_are_said(app: Flask, tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "a.xlsx")
    assert told(tmp_path / "a.xlsx") == "Dibaca sebagai Excel."
    book.create_sheet("dua")
    book.save(tmp_path / "a.xlsx")
    assert "lembar pertama dari 2" in told(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        ({"numbers": 10, "rounded": 1}, ["3.17101E+15"]),
        ({"numbers": 10, "end_in_zero": 9}, ["berakhir 0"]),
        ({"numbers": 10, "like_card": 6}, ["nomor KK"]),
        ({"numbers": 10, "rounded": 9, "like_card": 9}, ["3.17101E+15", "nomor KK"]),
        ({"numbers": 10, "end_in_zero": 8, "like_card": 5}, []),
        ({"numbers": 4, "end_in_zero": 4, "like_card": 4}, []),
        ({}, []),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_told_so_once(app: Flask, tally: dict[str, int], words: list[str]) -> None:
    sentences = list(reading.warnings(tally))
    assert len(sentences) == len(words)
    for sentence, word in zip(sentences, words, strict=True):
        assert word in sentence
