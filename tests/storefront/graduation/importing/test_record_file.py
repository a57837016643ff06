"""Files of records as people and spreadsheets make them."""

from __future__ import annotations

from pathlib import Path

import pytest

from products.errors import Refusal
from storefront.graduation.importing.record_file import lines_of
from storefront.table_file import Line

NEEDED = "nik;name;kind;graduated_on;district_code"


def read(tmp_path: Path, content: bytes | str, encoding: str = "utf-8") -> list[Line]:
    path = tmp_path / "file.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return list(lines_of(path))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_separator_and_encoding_is_read(tmp_path: Path, separator: str, encoding: str) -> None:
    text = f"{NEEDED}\r\n1;Renée;alamiah;2024-06;31.71.01\r\n".replace(";", separator)
    (one,) = read(tmp_path, text, encoding)
    assert (one.number, one.cells["nik"], one.cells["name"], one.cells["district_code"]) == (
        2,
        "1",
        "Renée",
        "31.71.01",
    )


def test_columns_come_in_any_order_unknown_ones_are_left_and_missing_ones_are_empty(tmp_path: Path) -> None:
    (one,) = read(tmp_path, "District_Code;Anak;NAME;kind;graduated on;Nik\n31;99;Sari;alamiah;2024;7\n")
    assert one.cells["nik"] == "7"
    assert one.cells["assistant"] == ""
    assert "99" not in one.cells.values()


def test_characters_that_nobody_types_are_left_out(tmp_path: Path) -> None:
    (one,) = read(tmp_path, f"{NEEDED}\n1;Sa\x00ri\u200b\u202e;a;b;c\n")
    assert one.cells["name"] == "Sari"


def test_empty_lines_are_passed_over_and_lines_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    lines = read(tmp_path, f'{NEEDED}\n\n;;;;\n1;"Sari\nContoh";a;b;c\n2;Tini;a;b;c\n')
    assert [(one.number, one.cells["nik"]) for one in lines] == [(4, "1"), (6, "2")]


def test_a_line_that_is_too_long_or_unreadable_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    lines = read(tmp_path, f'{NEEDED}\n1;Sari;a;b;c;d;e\n2;"{"x" * 140_000}\n3;Tini;a;b;c\n')
    assert [(one.number, one.fault is not None) for one in lines] == [(2, True), (3, True), (4, False)]
    assert lines[2].cells["nik"] == "3"


@pytest.mark.parametrize("content", ["", "\n", "nik;name\n", "something else entirely", b"\x00\x01\x02"])
def test_a_file_without_the_needed_columns_is_refused_as_a_whole(tmp_path: Path, content: bytes | str) -> None:
    with pytest.raises(Refusal) as refused:
        read(tmp_path, content)
    assert "district_code" in str(refused.value)


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="dua kali"):
        read(tmp_path, f"{NEEDED};nik\n")
