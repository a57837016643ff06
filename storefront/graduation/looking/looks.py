"""Who looked at a record: a log that is only added to, each entry tied to the one before (``chain``).

Every page that shows something of a record notes it here, lists too. A seller reads the entries of her own record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, or_, select

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from storefront.accounts.models import Account
from storefront.graduation.looking.chain import close, locked, tie
from storefront.graduation.models import Claim, GraduationRecord, RecordLook, RecordMove, RecordState
from storefront.graduation.words import words

MOST_SHOWN = 50
MOST_LETTERS = 200
KEPT = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked: when, who, in which role, why (a word of ``words``), whether the number was seen whole, and the
    reason for that in the reader's language."""

    at: datetime
    who: str
    role: Role
    why: str
    is_whole: bool
    reason: str


def note_look(actor: Actor, reference: str, why: str, *, whole_because: str = "") -> None:
    """Note that somebody sees a record, before she sees it.

    Args:
        actor: who looks.
        reference: the record's own reference, or that of a claim.
        why: one word, such as ``claim``, ``care``, ``search`` or ``list``.
        whole_because: a code of ``words`` group ``whole``, a colon and her own words, when she sees the number whole.
    """
    note_looks(actor, [reference], why, whole_because=whole_because)


def note_looks(actor: Actor, references: Iterable[str], why: str, *, whole_because: str = "") -> None:
    """Note that somebody sees these records, in one transaction."""
    seen = list(references)
    if not seen:
        return
    with transaction() as session:
        chain, at = locked(), clock.now()
        entries = [
            {
                "record_reference": reference,
                "account_id": actor.account_id,
                "at": at,
                "why": why,
                "is_whole": bool(whole_because),
                "reason": whole_because[:MOST_LETTERS],
            }
            for reference in seen
        ]
        tie(chain, entries)
        close(chain)
        session.execute(insert(RecordLook), entries)


def looks_at(reference: str) -> Sequence[Look]:
    """Who looked at a record or a claim, the newest first."""
    return looks_where(RecordLook.record_reference == reference, most=MOST_SHOWN)


def looks_where(*which: ColumnElement[bool], most: int | None = None) -> Sequence[Look]:
    """The looks for which all of ``which`` is true, the newest first."""
    rows = db.session.execute(
        select(
            RecordLook.at,
            Account.display_name,
            Account.role,
            RecordLook.why,
            RecordLook.is_whole,
            RecordLook.reason,
        )
        .join(Account, Account.id == RecordLook.account_id)
        .where(*which)
        .order_by(RecordLook.at.desc(), RecordLook.id.desc())
        .limit(most)
    )
    return [Look(*row[:-1], reason=in_her_words(row.reason)) for row in rows]


def hers(seller_id: int) -> ColumnElement[bool]:
    """The looks at one seller's data: at every claim that she made, and at her record.

    A record that was another's before it was hers was looked at on their account until they were parted; what was
    said of them then is not for her to read.
    """
    claims = RecordLook.record_reference.in_(
        db.session.scalars(select(Claim.reference).where(Claim.seller_id == seller_id)).all()
    )
    parted = (RecordMove.from_state == RecordState.MATCHED) & (RecordMove.at < GraduationRecord.linked_at)
    record = db.session.execute(
        select(GraduationRecord.reference, func.max(RecordMove.at))
        .outerjoin(RecordMove, (RecordMove.record_id == GraduationRecord.id) & parted)
        .where(GraduationRecord.seller_id == seller_id)
        .group_by(GraduationRecord.reference)
    ).one_or_none()
    if record is None:
        return claims
    reference, parted_at = record
    at_record = RecordLook.record_reference == reference
    return or_(claims, at_record & (RecordLook.at > parted_at) if parted_at else at_record)


def in_her_words(reason: str) -> str:
    """The reason for seeing a number whole, in the reader's language; where she chose "other", her own words alone."""
    code, _colon, own = reason.partition(": ")
    if code == "other":
        return own
    return f"{words(code, 'whole')}: {own}" if own else words(code, "whole")


def count_old(before: datetime) -> int:
    """How many entries are older than that."""
    return db.session.scalar(select(func.count()).select_from(RecordLook).where(RecordLook.at < before)) or 0


def forget_old(before: datetime) -> int:
    """Drop the oldest part of the log, up to that moment; what is left still proves itself. Returns how many."""
    with transaction() as session:
        chain = locked()
        newest = session.execute(
            select(RecordLook.number, RecordLook.mac)
            .where(RecordLook.at < before, RecordLook.number >= chain.first_number)
            .order_by(RecordLook.number.desc())
            .limit(1)
        ).one_or_none()
        if newest is None:
            return 0
        gone = session.execute(delete(RecordLook).where(RecordLook.number <= newest.number))
        chain.first_number, chain.before_mac = newest.number + 1, newest.mac
        close(chain)
    return int(gone.rowcount)  # type: ignore[attr-defined]
