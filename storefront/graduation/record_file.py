"""The columns of a file of graduation records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from storefront import table_file
from storefront.table_file import Line

NEEDED = ("nik", "name", "kind", "graduated_on", "district_code")
OPTIONAL = ("joined_year", "reason", "assistant", "programmes")
COLUMNS = NEEDED + OPTIONAL


def lines_of(path: Path) -> Iterator[Line]:
    """The lines under the header, one after the other; empty ones are left out.

    Raises:
        Refusal: when the header lacks a needed column or names one twice.
    """
    return table_file.lines_of(path, NEEDED, OPTIONAL)
