"""What the page of an import shows: how its file was read, what would change, what stays outside, what to undo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import func, select

from products import regions
from products.actor import Actor
from products.database import db
from products.errors import Refusal
from storefront.graduation.area import Area
from storefront.graduation.importing import batches, reading, undo
from storefront.graduation.looking.looks import note_looks
from storefront.graduation.models import BatchState, GraduationRecord, ImportBatch, RefusedRow
from storefront.graduation.words import words
from storefront.language import in_words

BUSY = (BatchState.WAITING, BatchState.CHECKING, BatchState.IMPORTING, BatchState.UNDOING)
MOST_READ = 500
MOST_LINES = 6
IN_WORDS = {"kind", "reason", "source"}


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that stayed outside, or look wrong, for the same reason.

    Attributes:
        column: the column that it concerns.
        count: how many lines.
        told: the first of them with their sentences.
    """

    column: str
    count: int
    told: Sequence[tuple[int, str]]

    @property
    def sentence(self) -> str:
        """The one sentence of them all; empty when each has its own."""
        sentences = {sentence for _line, sentence in self.told}
        return sentences.pop() if len(sentences) == 1 else ""

    @property
    def lines(self) -> Sequence[int]:
        """The first lines by their numbers."""
        return [line for line, _sentence in self.told]

    @property
    def more(self) -> int:
        """How many lines are not told."""
        return self.count - len(self.told)


@dataclass(frozen=True, slots=True)
class Difference:
    """One column of a record: its name in words, what it says and what it would say."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Example:
    """One record that would change."""

    line: int
    nik: str
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class ImportPage:
    """An import for whoever may see it.

    Attributes:
        batch: the import.
        is_busy: the worker is at it, so the page loads itself again.
        may_be_discarded: its file may still be thrown away.
        read_as: how its file was read; empty before it was.
        warnings: what is wrong with the file as a whole.
        same: the last earlier import of the very same file.
        failure: why the file as a whole cannot go in.
        refused: the lines that cannot go in, by reason.
        odd: the lines that look wrong, by reason.
        examples: the first records that change.
        is_undoable: whether undoing may be asked for.
        kept: how many records an undone import still has.
    """

    batch: ImportBatch
    is_busy: bool
    may_be_discarded: bool
    read_as: str
    warnings: Sequence[str]
    same: ImportBatch | None
    failure: str
    refused: Sequence[Group]
    odd: Sequence[Group]
    examples: Sequence[Example]
    is_undoable: bool
    kept: int

    @property
    def rows_in(self) -> int:
        """How many lines go in with the odd ones."""
        return self.batch.rows_new + self.batch.rows_changed


def import_page(batch: ImportBatch, area: Area, actor: Actor) -> ImportPage:
    """The page of an import. That records of it are seen is noted, for their sellers to read."""
    told, busy, has_failed = batch.reading.get("file"), batch.state in BUSY, batch.state is BatchState.FAILED
    refused = _groups(batch, is_odd=False)
    return ImportPage(
        batch=batch,
        is_busy=busy,
        may_be_discarded=batch.state in batches.DISCARDABLE,
        read_as=reading.in_words(told) if told else "",
        warnings=[] if busy else list(reading.warnings(batch.reading.get("tally", {}))),
        same=batches.same_file_before(batch, area),
        failure=refused[0].told[0][1] if has_failed and refused else "",
        refused=refused if batch.rows_seen else [],
        odd=_groups(batch, is_odd=True),
        examples=[] if busy else _examples(batch, actor),
        is_undoable=_is_undoable(batch),
        kept=undo.kept(batch) if batch.state is BatchState.UNDONE else 0,
    )


def reason(row: RefusedRow) -> str:
    """Why a line stayed outside or looks wrong, in the reader's language."""
    return in_words(Refusal(row.reason, **row.values))


def _groups(batch: ImportBatch, *, is_odd: bool) -> Sequence[Group]:
    """By column and reason, those that begin first on top."""
    these = (RefusedRow.batch_id == batch.id, RefusedRow.is_odd == is_odd)
    by_reason = (RefusedRow.column, RefusedRow.reason)
    counted = select(*by_reason, func.count()).where(*these).group_by(*by_reason).order_by(func.min(RefusedRow.line))
    first: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for row in db.session.scalars(select(RefusedRow).where(*these).order_by(RefusedRow.line).limit(MOST_READ)):
        first[row.column, row.reason].append((row.line, reason(row)))
    rows = db.session.execute(counted).all()
    return [Group(column, count, first[column, why][:MOST_LINES]) for column, why, count in rows if first[column, why]]


def _examples(batch: ImportBatch, actor: Actor) -> Sequence[Example]:
    shown = [Example(one["line"], one["nik"], _differences(one)) for one in batch.examples]
    references = [one["reference"] for one in batch.examples if "reference" in one]
    there = select(GraduationRecord.reference).where(GraduationRecord.reference.in_(references))
    seen = list(db.session.scalars(there))
    note_looks(actor, seen, "import")
    return shown


def _differences(example: dict[str, Any]) -> Sequence[Difference]:
    return [
        Difference(words(column, "column"), *_both(column, old, new)) for column, old, new in example["differences"]
    ]


def _both(column: str, old: str, new: str) -> tuple[str, str]:
    """What a column says and what it would say, in words; never the number of a family card."""
    if column == "kk":
        return _("yang lama"), _("yang baru (tidak ditampilkan)")
    return _said(column, old), _said(column, new)


def _said(column: str, code: str) -> str:
    """What a column says, in words."""
    if column == "graduated_on":
        return _day(code)
    if column == "district_code" and regions.is_district(code):
        return f"{regions.district(code).name}, {regions.regency_of(code).name}"
    return words(code, column) if column in IN_WORDS else code


def _day(written: str) -> str:
    """``2024-06-15`` as "15 Juni 2024", ``2024-06`` as "Juni 2024"."""
    if len(written) == len("2024-06"):
        return str(format_date(date.fromisoformat(f"{written}-01"), "MMMM yyyy"))
    return str(format_date(date.fromisoformat(written), "d MMMM yyyy"))


def _is_undoable(batch: ImportBatch) -> bool:
    try:
        undo.refuse_unless_undoable(batch)
    except Refusal:
        return False
    return True
