"""Seeing an identity number whole: with a reason that its owner reads, and not often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select

from products import clock
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.looking.chain import locked
from storefront.graduation.looking.looks import in_her_words, note_looks
from storefront.graduation.models import Claim, GraduationRecord, RecordLook

MOST_IN_A_DAY = 20
A_DAY = timedelta(hours=24)
LEAST_LETTERS = 10
MOST_LETTERS = 150
MOST_LISTED = 100


class Because(StrEnum):
    """Why somebody needs a number whole; ``words`` group ``whole`` says it in a sentence."""

    COMPARE_CARD = "compare_card"
    OFFICIAL_LETTER = "official_letter"
    SUSPECTED_MISTAKE = "suspected_mistake"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who saw as many numbers whole as a day allows."""

    name: str
    times: int


@dataclass(frozen=True, slots=True)
class WholeLook:
    """One time that a number was seen whole: when, who, at which record (``None``: in a claim), and why."""

    at: datetime
    who: str
    record_reference: str | None
    reason: str


def of_record(actor: Actor, record: GraduationRecord, why: str, because: str, own_words: str) -> str:
    """The sixteen digits of a record's number; that they were seen is noted first.

    Args:
        actor: who looks.
        record: the record.
        why: the word for her errand, such as ``open`` or ``care``.
        because: one of ``Because``.
        own_words: more about it; needed for ``other``.

    Raises:
        Refusal: when there is no reason, or she has seen as many as a day allows.
    """
    nik = identity.unseal(record.nik_sealed, identity.place_of(GraduationRecord.__tablename__, record.reference))
    _note(actor, [record.reference], why, _reason(because, own_words))
    return nik


def of_claim(actor: Actor, claim: Claim, because: str, own_words: str) -> str:
    """The same for the number that a seller wrote into her claim; where a record has that number it is noted there too.

    Raises:
        Refusal: as ``of_record``.
    """
    nik = identity.unseal(claim.nik_sealed, identity.place_of(Claim.__tablename__, claim.reference))
    record = claim.record
    is_hers = record is not None and record.nik_lookup in identity.lookups(nik)
    references = [claim.reference, *([record.reference] if record and is_hers else [])]
    _note(actor, references, "claim", _reason(because, own_words))
    return nik


def left_today(account_id: int | None) -> int:
    """How many more numbers somebody may see whole now."""
    return max(MOST_IN_A_DAY - _seen(account_id), 0)


def at_their_limit() -> Sequence[Asker]:
    """Who reached the limit within the last day, for the officers of the nation."""
    times = func.count(RecordLook.at.distinct())
    today = RecordLook.is_whole & (RecordLook.at > clock.now() - A_DAY)
    rows = db.session.execute(
        select(Account.display_name, times)
        .join(RecordLook, RecordLook.account_id == Account.id)
        .where(today)
        .group_by(Account.id, Account.display_name)
        .having(times >= MOST_IN_A_DAY)
        .order_by(Account.display_name)
    )
    return [Asker(*row) for row in rows]


def recent() -> Sequence[WholeLook]:
    """The times that numbers were seen whole, the newest first, at most ``MOST_LISTED``."""
    rows = db.session.execute(
        select(RecordLook.at, Account.display_name, GraduationRecord.reference, RecordLook.reason)
        .join(Account, Account.id == RecordLook.account_id)
        .outerjoin(GraduationRecord, GraduationRecord.reference == RecordLook.record_reference)
        .where(RecordLook.is_whole)
        .order_by(RecordLook.at.desc(), RecordLook.id.desc())
        .limit(MOST_LISTED)
    )
    return [WholeLook(*row[:-1], reason=in_her_words(row.reason)) for row in rows]


def _note(actor: Actor, references: list[str], why: str, reason: str) -> None:
    with transaction():
        locked()  # so that a crowd of tries at once cannot slip through together
        if _seen(actor.account_id) >= MOST_IN_A_DAY:
            raise Refusal(
                N_("Dalam 24 jam paling banyak %(most)s nomor boleh dilihat utuh. Coba lagi besok."), most=MOST_IN_A_DAY
            )
        note_looks(actor, references, why, whole_because=reason)


def _seen(account_id: int | None) -> int:
    """How many times within the last day; one time may be noted at a claim and at its record."""
    today = RecordLook.is_whole & (RecordLook.at > clock.now() - A_DAY)
    times = select(func.count(RecordLook.at.distinct())).where(today, RecordLook.account_id == account_id)
    return db.session.scalar(times) or 0


def _reason(because: str, own_words: str) -> str:
    words = " ".join(own_words.split())[:MOST_LETTERS]
    if because not in set(Because):
        raise Refusal(N_("Pilih alasannya dulu."), field="because")
    if because == Because.OTHER and sum(letter.isalpha() for letter in words) < LEAST_LETTERS:
        raise Refusal(
            N_("Tulis alasannya, paling sedikit %(least)s huruf. Pemilik nomor ini akan membacanya."),
            field="own_words",
            least=LEAST_LETTERS,
        )
    identity.refuse_numbers(words, "own_words")
    return f"{because}: {words}" if words else because
