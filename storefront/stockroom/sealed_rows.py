"""What lies sealed, table by table, and what of a row is not under the first keys of ``FIELD_KEYS``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, Table, or_, select

from storefront.accounts import second_step
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.models import Claim, GraduationRecord
from storefront.sealing import SealBrokenError, keyring

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table with sealed columns: each with the column of its fingerprint, and what binds a text to its row."""

    table: Table
    columns: dict[str, str | None]
    place: Callable[[Row[Any], str], str]
    unique: str | None = None

    @property
    def names(self) -> list[str]:
        """Every column that new keys may change."""
        return [name for pair in self.columns.items() for name in pair if name]


@dataclass(slots=True)
class Pass:
    """What one walk over everything found.

    Attributes:
        rows: how many rows each table has that hold something sealed.
        renewed: how many of them were, or with a dry run would be, brought under the first keys.
        under: how many texts and fingerprints are under each key, as they were found.
        faults: what cannot be opened or would clash, by table and row, never by number.
    """

    rows: Counter[str] = field(default_factory=Counter)
    renewed: Counter[str] = field(default_factory=Counter)
    under: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


TABLES = (
    Sealed(
        GraduationRecord.__table__,  # type: ignore[arg-type]
        {"nik_sealed": "nik_lookup", "kk_sealed": "kk_lookup"},
        lambda row, column: identity.place_of("graduation_record", row.reference, column),
        unique="nik_lookup",
    ),
    Sealed(
        Claim.__table__,  # type: ignore[arg-type]
        {"nik_sealed": "nik_lookup"},
        lambda row, column: identity.place_of("claim", row.reference, column),
    ),
    Sealed(
        Account.__table__,  # type: ignore[arg-type]
        {"totp_secret": None},
        lambda row, _column: second_step.place_of(row.id),
    ),
)


def query_of(sealed: Sealed) -> Select[Any]:
    """The rows of a table that hold something sealed, with all that opens and finds it."""
    columns = sealed.table.c
    bound = [columns.reference] if "reference" in columns else []
    holds_something = or_(*(columns[name].is_not(None) for name in sealed.columns))
    return select(columns.id, *bound, *(columns[name] for name in sealed.names)).where(holds_something)


def renewal_of(sealed: Sealed, row: Row[Any], found: Pass) -> Values | None:
    """What is new in a row, with what must still stand there; ``None`` when all is under the first keys."""
    was, news = dict(row._mapping), Values()
    for column, lookup in sealed.columns.items():
        if was[column] is None:
            continue
        try:
            news |= renewed(was, column, lookup, sealed.place(row, column), found)
        except SealBrokenError:
            found.faults.append(f"{sealed.table.name} {row.id}: {column} cannot be opened")
            found.under[was[column].partition(".")[0]] += 1
    if not news:
        return None
    now = {name: was[name] for name in sealed.names}
    return {"row_id": row.id} | {f"was_{name}": said for name, said in now.items()} | now | news


def renewed(was: Values, column: str, lookup: str | None, place: str, found: Pass) -> Values:
    """The columns of one number that are not under the first keys, as they should be.

    Raises:
        SealBrokenError: when it cannot be opened.
    """
    keys, news = keyring(), {}
    text = keys.unseal(was[column], place)
    key_id = was[column].partition(".")[0]
    found.under[key_id] += 1
    if key_id != keys.sealing_id:
        news[column] = keys.seal(text, place)
    if lookup and text:  # a number that was taken out leaves an empty text, and a fingerprint of nothing
        prints = keys.fingerprints(text)
        found.under.update(name for name, made in zip(keys.lookup, prints, strict=True) if made == was[lookup])
        if was[lookup] != prints[0]:
            news[lookup] = prints[0]
    return news
