"""What has become of a seller's record since it is hers, told to herself in kind words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from products.database import db
from storefront.accounts.models import Account
from storefront.graduation.models import (
    Claim,
    ClaimState,
    GraduationRecord,
    RecordCorrection,
    RecordMove,
    RecordState,
)
from storefront.graduation.words import WORDS, words
from storefront.language import moment

S = RecordState
VERIFIED = "verified"
"""How ``declared.verify`` says why."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; ``tone`` is one of ``parts/timeline.html``."""

    at: datetime
    title: str
    by: str
    note: str = ""
    tone: str = ""

    @property
    def when(self) -> str:
        """The moment as the reader writes it."""
        return moment(self.at)


def history_of(seller_id: int, record: GraduationRecord | None) -> list[Event]:
    """The newest first: of the record that is hers, or of the one that was, up to its parting and no further.

    Args:
        seller_id: her shop.
        record: the record linked to it now.
    """
    if record:
        since = hers_since(record)
        events = [*_moves(record.id, since), *_corrections(record.id, since)]
    else:
        events = list(_up_to_the_parting(seller_id))
    return sorted(events, key=lambda event: event.at, reverse=True)


def hers_since(record: GraduationRecord) -> datetime:
    """Since when a linked record is hers: what was before is somebody else's."""
    return record.linked_at or record.created_at


def told_reason(reason: str) -> str:
    """Why a record moved, as its owner may read it; what an officer wrote for her colleagues stays with them."""
    return words(reason, "parted") if reason in WORDS["parted"] else ""


def _up_to_the_parting(seller_id: int) -> Iterator[Event]:
    """What happened to the record of her last confirmed claim while it was hers; the rest is somebody else's."""
    claim = db.session.execute(
        select(Claim.record_id, Claim.decided_at)
        .where(Claim.seller_id == seller_id, Claim.state == ClaimState.CONFIRMED, Claim.record_id.is_not(None))
        .order_by(Claim.decided_at.desc())
        .limit(1)
    ).one_or_none()
    if claim is None or claim.record_id is None or claim.decided_at is None:
        return
    for event in _moves(claim.record_id, claim.decided_at):
        yield event
        if event.title == _parted():
            return


def _moves(record_id: int, since: datetime) -> list[Event]:
    rows = db.session.execute(
        select(RecordMove, Account.display_name)
        .outerjoin(Account, Account.id == RecordMove.account_id)
        .where(RecordMove.record_id == record_id, RecordMove.at >= since)
        .order_by(RecordMove.id)
    )
    return [event for move, who in rows if (event := _told(move, who or ""))]


def _told(move: RecordMove, who: str) -> Event | None:
    """A move in words for her."""
    reason = told_reason(move.reason)
    if move.from_state is move.to_state:
        return Event(move.at, _parted(), who, reason) if reason else None
    if move.to_state is S.UNVERIFIED and move.from_state is not S.REVOKED:
        return Event(move.at, _parted(), who, reason)
    return Event(move.at, _title(move), who, tone="good" if move.to_state is S.MATCHED else "")


def _title(move: RecordMove) -> str:
    match (move.from_state, move.to_state):
        case (_from, S.UNVERIFIED):
            return _("Catatan berlaku lagi")
        case (_from, S.MATCHED) if move.reason == VERIFIED:
            return _("Sudah diperiksa petugas, dan cocok")
        case (S.MISMATCHED, S.MATCHED):
            return _("Isinya sudah cocok")
        case (_from, S.MATCHED):
            return _("Data graduasi dihubungkan dengan lapak Anda")
        case (_from, S.MISMATCHED):
            return _("Ada isi yang belum cocok. Sedang diperiksa, lapak Anda tetap jalan.")
        case (_from, S.REVOKED):
            return _("Catatan dicabut petugas. Lapak Anda tetap jalan.")


def _corrections(record_id: int, since: datetime) -> list[Event]:
    rows = db.session.execute(
        select(RecordCorrection, Account.display_name)
        .outerjoin(Account, Account.id == RecordCorrection.account_id)
        .where(RecordCorrection.record_id == record_id, RecordCorrection.at >= since)
    )
    return [
        Event(one.at, _("Dibetulkan: %(field)s", field=words(one.field, "column")), who or "", one.reason)
        for one, who in rows
    ]


def _parted() -> str:
    return _("Hubungan dengan data graduasi diputus")
