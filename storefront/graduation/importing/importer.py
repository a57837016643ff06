"""Importing graduation records: a thousand lines at a time, each thousand true together or not at all.

The good lines go in and the bad ones are named. A record is known by its identity number alone, so importing a file
twice changes nothing, and a record that is linked to a seller keeps its link. Memory does not grow with the file: what
has been seen in it is kept in a temporary file on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import select

from products.actor import Role
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.area import Area
from storefront.graduation.claiming import names
from storefront.graduation.importing import odd_numbers
from storefront.graduation.importing.comparing import compare
from storefront.graduation.importing.part import Outside, Part
from storefront.graduation.importing.record_file import has_cards, lines_of
from storefront.graduation.importing.record_row import Row, understand
from storefront.graduation.importing.seen_numbers import Earlier, SeenNumbers
from storefront.graduation.importing.writing import lock, write
from storefront.table_file import Line

AT_ONCE = 1000
NATION = Area()
BOTH = N_("Kolom NIK dan kolom KK berisi nomor yang sama. NIK ada di KTP, nomor KK ada di Kartu Keluarga.")
IN_CARDS = N_("Nomor ini ditulis sebagai nomor KK di baris %(line)s. Kolom NIK perlu nomor yang ada di KTP.")


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms lines go in.

    Attributes:
        batch_id: the import that new and changed records shall name as theirs.
        area: where no line may lie outside.
        takes_odd: whether lines that look odd go in.
        lines_done: so many lines were written by earlier work and are passed over.
    """

    batch_id: int
    area: Area = NATION
    takes_odd: bool = True
    lines_done: int = 0


def check(path: Path, area: Area = NATION, *, takes_odd: bool = True) -> Iterator[Part]:
    """What an import would do, part by part, changing nothing. A part without lines says that reading goes on.

    Raises:
        Refusal: when the file as a whole cannot be read.
    """
    for part in _parts(path, area):
        if part.lines:
            compare(part, area, takes_odd=takes_odd)
        yield part


def bring_in(path: Path, terms: Terms, note: Callable[[Part], None]) -> Iterator[Part]:
    """Import the file, handing out each part once it is in. One without lines says that reading goes on.

    Args:
        path: the file.
        terms: what goes in.
        note: called with each part inside the transaction that writes it.

    Raises:
        Refusal: when the file as a whole cannot be read.
    """
    for part in _parts(path, terms.area):
        if not part.lines or part.lines_before < terms.lines_done:
            yield Part(part.lines_before, 0, part.done)
            continue
        with transaction():
            lock()
            compare(part, terms.area, takes_odd=terms.takes_odd)
            write(part, terms.batch_id)
            note(part)
        yield part


def _parts(path: Path, area: Area) -> Iterator[Part]:
    with closing(SeenNumbers()) as seen:
        for some in _by_thousands(lines_of(path) if has_cards(path) else iter(())):
            seen.add_cards(_cards(some))
            yield Part(0, 0, 0)
        reader = _Reader(area, _assistants(), seen)
        lines_before = 0
        for some in _by_thousands(lines_of(path)):
            part = Part(lines_before, len(some), some[-1].done)
            for line in some:
                reader.take(line, part)
            yield part
            lines_before += len(some)


def _by_thousands(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while some := list(islice(lines, AT_ONCE)):
        yield some


def _cards(lines: Iterable[Line]) -> Iterator[tuple[str, int]]:
    """The number of every family card with its line, read before all else: a NIK must not be one of them."""
    for line in lines:
        try:
            yield identity.check_kk(line.cells["kk"]), line.number
        except Refusal:
            continue


def _assistants() -> dict[str, int | None]:
    """Account ids by e-mail address; ``None`` for those who have left."""
    columns = select(Account.email, Account.id, Account.is_enabled).where(Account.role == Role.ASSISTANT)
    rows = db.session.execute(columns)
    return {email: account_id if is_enabled else None for email, account_id, is_enabled in rows if email}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Understands line after line of one file, knowing what it said so far."""

    area: Area
    assistants: Mapping[str, int | None]
    seen: SeenNumbers

    def take(self, line: Line, part: Part) -> None:
        """Put a line to those that were understood, or to those refused."""
        _count(line.cells["nik"], part)
        try:
            if line.fault:
                raise line.fault
            row = understand(line.number, line.cells, self.assistants)
            self._refuse_elsewhere(row)
            self._refuse_card(row, part)
            self._refuse_repeated(row)
        except Refusal as refusal:
            part.refuse(line.number, refusal)
            return
        part.rows.append(row)
        if why := odd_numbers.oddity(row.nik, row.graduated_on):
            part.tally.like_card += 1
            part.oddities[row.line] = Outside(row.line, "nik", why)

    def _refuse_elsewhere(self, row: Row) -> None:
        if not self.area.covers(row.district_code):
            raise Refusal(
                N_("Kecamatan ini di luar provinsi Anda. Petugas provinsinya yang memasukkan baris ini."),
                field="district_code",
            )

    def _refuse_card(self, row: Row, part: Part) -> None:
        if line := self.seen.line_of_card(row.nik):
            part.tally.like_card += 1
            raise Refusal(BOTH if line == row.line else IN_CARDS, field="nik", line=line)

    def _refuse_repeated(self, row: Row) -> None:
        if first := self.seen.first(row.nik, row.line, row.name, row.said):
            raise Refusal(_repeats(row, first), field="nik", first=first.line)


def _repeats(row: Row, first: Earlier) -> str:
    if first.said == row.said:
        return N_("Baris ini sama persis dengan baris %(first)s. Cukup satu yang dibaca.")
    if names.are_alike(row.name, first.name):
        return N_("NIK ini sudah ada di baris %(first)s dengan isian yang lain. Hanya baris %(first)s yang dibaca.")
    return N_("NIK ini sudah dipakai di baris %(first)s untuk nama lain. Salah satunya keliru; cocokkan dengan KTP.")


def _count(written: str, part: Part) -> None:
    tally = part.tally
    tally.numbers += bool(written)
    tally.rounded += identity.is_rounded(written)
    tally.end_in_zero += written.endswith("0")
