"""What a file has said so far: each identity number with its line and name, and every family card's number.

It lies in a nameless temporary file that is gone with the process, so memory does not grow with the file; the numbers
lie in it only as hashes under a key that is thrown away.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

_TABLES = """
    CREATE TABLE line (number BLOB PRIMARY KEY, line INTEGER, name TEXT, said INTEGER) WITHOUT ROWID;
    CREATE TABLE card (number BLOB PRIMARY KEY, line INTEGER) WITHOUT ROWID;
"""


class Earlier(NamedTuple):
    """A line that had the same identity number; ``said`` as ``Row.said``."""

    line: int
    name: str
    said: int


class SeenNumbers:
    """To be closed when the file is read."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.executescript(_TABLES)
        self._file.execute("PRAGMA journal_mode=OFF")

    def close(self) -> None:
        """Forget everything."""
        self._file.close()

    def first(self, nik: str, line: int, name: str, said: int) -> Earlier | None:
        """Remember a line; the earlier one with the same number, where there is one."""
        number = self._hashed(nik)
        if self._file.execute("INSERT OR IGNORE INTO line VALUES (?, ?, ?, ?)", (number, line, name, said)).rowcount:
            return None
        return Earlier(*self._file.execute("SELECT line, name, said FROM line WHERE number = ?", (number,)).fetchone())

    def add_cards(self, cards: Iterable[tuple[str, int]]) -> None:
        """Remember the numbers of family cards, each with the line it stands in."""
        self._file.execute("BEGIN")
        rows = ((self._hashed(card), line) for card, line in cards)
        self._file.executemany("INSERT OR IGNORE INTO card VALUES (?, ?)", rows)
        self._file.execute("COMMIT")

    def line_of_card(self, number: str) -> int | None:
        """The first line that names a family card with this number."""
        found = self._file.execute("SELECT line FROM card WHERE number = ?", (self._hashed(number),)).fetchone()
        return found[0] if found else None

    def _hashed(self, number: str) -> bytes:
        return blake2b(number.encode(), digest_size=16, key=self._key).digest()
