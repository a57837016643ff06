"""What a claim meets among the records: the same, something near, one that another seller has, or nothing.

The work is the same whatever is found: the number is always looked up, and the free records of the district are always
looked through, so that neither an answer nor the time it takes tells whether a number is in the programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from products.database import db
from storefront.graduation import identity
from storefront.graduation.claiming.names import alike_to, are_same
from storefront.graduation.models import Claim, ClaimMatch, GraduationRecord, RecordState

MOST_APART = 2
"""So many digits of a number may be mistaken. Two neighbours that changed places are two."""
MOST_OPENED = 50
"""So many numbers of a district are opened for one claim."""


@dataclass(frozen=True, slots=True)
class Match:
    """What was met, and the record it was met in; ``NONE`` has no record."""

    kind: ClaimMatch
    record: GraduationRecord | None = None


def match(nik: str, name: str, district_code: str) -> Match:
    """What a claim meets, inside the transaction that writes it: until that ends nobody deletes the record.

    Args:
        nik: sixteen digits (``identity.check_nik``).
        name: as the seller writes it.
        district_code: where she says she lived.
    """
    return _held(_met(nik, name, district_code))


def record_with(nik: str) -> GraduationRecord | None:
    """The record kept with this number, also while keys are being replaced."""
    wanted = select(GraduationRecord).where(GraduationRecord.nik_lookup.in_(identity.lookups(nik)))
    return db.session.scalar(wanted)


def digits_apart(one: str, other: str) -> int:
    """In how many places two numbers of the same length differ."""
    return sum(ours != theirs for ours, theirs in zip(one, other, strict=True))


def number_of(record: GraduationRecord) -> str:
    """The record's number in the clear, for comparing alone."""
    return _opened(record.nik_sealed, record.reference)


def claimed_number(claim: Claim) -> str:
    """The number of a claim in the clear, for comparing alone."""
    return identity.unseal(claim.nik_sealed, identity.place_of(Claim.__tablename__, claim.reference))


def _met(nik: str, name: str, district_code: str) -> Match:
    record = record_with(nik)
    near = _nearest(nik, name, district_code)
    if record is None or record.state is RecordState.REVOKED:
        return Match(ClaimMatch.NEAR, near) if near else Match(ClaimMatch.NONE)
    if record.seller_id is not None:
        return Match(ClaimMatch.TAKEN, record)
    is_same = are_same(record.name, name) and record.district_code == district_code
    is_sure = is_same and record.state is RecordState.UNVERIFIED
    return Match(ClaimMatch.EXACT if is_sure else ClaimMatch.NEAR, record)


def _held(met: Match) -> Match:
    """What was met, with its record locked; nothing when it is gone, as its import was undone this very moment."""
    record_id = met.record.id if met.record else 0  # asked for also when nothing was met: as in ``_nearest``
    there = select(GraduationRecord.id).where(GraduationRecord.id == record_id)
    is_there = db.session.scalar(there.with_for_update(read=True, key_share=True)) is not None
    return met if is_there else Match(ClaimMatch.NONE)


def _nearest(nik: str, name: str, district_code: str) -> GraduationRecord | None:
    """The free record of the district that is alike in name and nearest in number, if one is near."""
    found = [
        (digits_apart(nik, _opened(row.nik_sealed, row.reference)), row.id)
        for row in _alike_in_name(name, district_code)[:MOST_OPENED]
    ]
    apart, record_id = min(found, default=(MOST_APART + 1, 0))
    wanted = select(GraduationRecord).where(GraduationRecord.id == (record_id if apart <= MOST_APART else 0))
    return db.session.scalar(wanted)  # asked for also when nothing is near: the work tells nothing either


def _alike_in_name(name: str, district_code: str) -> list[Any]:
    free = select(
        GraduationRecord.id, GraduationRecord.name, GraduationRecord.reference, GraduationRecord.nik_sealed
    ).where(
        GraduationRecord.district_code == district_code,
        GraduationRecord.seller_id.is_(None),
        GraduationRecord.state != RecordState.REVOKED,
    )
    is_alike = alike_to(name)
    return [row for row in db.session.execute(free.order_by(GraduationRecord.id)) if is_alike(row.name)]


def _opened(sealed: str, reference: str) -> str:
    return identity.unseal(sealed, identity.place_of(GraduationRecord.__tablename__, reference))
