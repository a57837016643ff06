"""Up to a thousand lines of a file, and what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from products.errors import Refusal
from storefront.graduation.importing.record_row import Row


@dataclass(frozen=True, slots=True)
class Outside:
    """A line that cannot go in, or one that looks wrong, with the column and the reason."""

    line: int
    column: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is there and says something else.

    Attributes:
        record_id: which one.
        reference: its reference.
        row: the line.
        differences: each column with what it says now and what it would say; for the family card's number neither.
        before: what stood there in the database, under the record's own columns, as JSON values.
        before_batch_id: the import that wrote the record last.
    """

    record_id: int
    reference: str
    row: Row
    differences: dict[str, tuple[object, object]]
    before: dict[str, object]
    before_batch_id: int | None


@dataclass(slots=True)
class Tally:
    """What the numbers of a file look like, by which a file is known to be wrong as a whole.

    Attributes:
        numbers: how many lines have something in the column of the NIK.
        rounded: how many of them a spreadsheet has rounded.
        end_in_zero: how many end in 0, as all do when a spreadsheet kept fifteen digits.
        like_card: how many are, or read like, the number of a family card.
    """

    numbers: int = 0
    rounded: int = 0
    end_in_zero: int = 0
    like_card: int = 0


@dataclass(slots=True)
class Part:
    """Up to a thousand lines and what becomes of them. Odd ones are among the new and changed when they are taken.

    Attributes:
        lines_before: how many lines the parts before this one had.
        lines: how many this one has, good and bad.
        done: how far the file has been read after it, in the units of its reading's ``size``.
        rows: the lines that were understood.
        oddities: why a line looks odd, by its number.
        new: the lines that make a record, each with the fingerprint of its number.
    """

    lines_before: int
    lines: int
    done: int
    rows: list[Row] = field(default_factory=list)
    oddities: dict[int, Outside] = field(default_factory=dict)
    refused: list[Outside] = field(default_factory=list)
    odd: list[Outside] = field(default_factory=list)
    new: list[tuple[str, Row]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    tally: Tally = field(default_factory=Tally)

    def refuse(self, line: int, refusal: Refusal) -> None:
        """Keep a line outside."""
        self.refused.append(Outside(line, refusal.field or "", refusal))
