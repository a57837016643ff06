"""Everything that is held about a person as one file, row by row: for machines as JSON, for people as a table.

The table is one CSV file of four columns, a line for each value: group, number of the entry, name, value. A folder of
files or a packed archive is more than most phones open with a tap; this opens anywhere, reads from top to bottom, and
loses nothing. JSON keeps the plain names and codes, so that another shop can read it (UU 27/2022, portability).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from flask_babel import gettext as _

from products import clock
from storefront.accounts.models import Account
from storefront.csv_file import harmless
from storefront.graduation.links import record_of
from storefront.privacy.held import SECTIONS, Section, Whom
from storefront.privacy.held.section import said

MOST_SHOWN = 10
FINGERPRINT = "text_sha256"
"""Proof for a machine; on the page the words themselves stand beside it."""


def whom(account: Account, *, is_whole: bool = False) -> Whom:
    """Whose data are read, with her record where she has one."""
    record = record_of(account.seller_id) if account.seller_id else None
    return Whom(account, record, is_whole)


def as_json(of: Whom) -> Iterator[str]:
    """One JSON object: when and for whom it was made, then every group as a list of objects."""
    about = {"made_at": clock.now(), "format": 1, "numbers_are_whole": of.is_whole}
    yield "{" + f'"about": {_json(about)}'
    for section in SECTIONS:
        yield f',\n"{section.code}": ['
        for at, row in enumerate(section.rows(of)):
            yield (",\n " if at else "\n ") + _json(dict(zip(section.columns, row, strict=True)))
        yield "]"
    yield "}\n"


def as_csv(of: Whom) -> Iterator[str]:
    """The table, after a byte order mark by which spreadsheets know the encoding; empty values are left out."""
    yield "\ufeff" + _line(_("Bagian"), _("Nomor"), _("Keterangan"), _("Isi"))
    for section in SECTIONS:
        for number, row in enumerate(section.rows(of), 1):
            for (key, label), value in zip(section.columns.items(), row, strict=True):
                words = said(key, value)
                if words:
                    yield _line(_(section.title), str(number), _(label), words)


def shown(of: Whom) -> list[tuple[Section, list[list[tuple[str, str]]], bool]]:
    """Every group that holds something, for the page: its newest entries in words, and whether there are more."""
    groups = []
    for section in SECTIONS:
        rows = list(islice(section.rows(of), MOST_SHOWN + 1))
        if rows:
            groups.append((section, [_in_words(section, row) for row in rows[:MOST_SHOWN]], len(rows) > MOST_SHOWN))
    return groups


def _in_words(section: Section, row: Sequence[object]) -> list[tuple[str, str]]:
    named = zip(section.columns.items(), row, strict=True)
    return [(_(label), words) for (key, label), value in named if key != FINGERPRINT and (words := said(key, value))]


def _line(*cells: str) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(map(harmless, cells))
    return line.getvalue()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
