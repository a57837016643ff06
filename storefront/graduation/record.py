"""A record's state: the table of allowed moves, and the one function that changes it and leaves a dated row."""

from __future__ import annotations

from products import clock
from products.actor import Actor
from products.database import transaction
from products.errors import N_, Refusal
from storefront.graduation.models import GraduationRecord, RecordMove, RecordState

S = RecordState
MOVES: dict[RecordState, frozenset[RecordState]] = {
    S.UNVERIFIED: frozenset({S.MATCHED, S.MISMATCHED, S.REVOKED}),
    S.MATCHED: frozenset({S.UNVERIFIED, S.MISMATCHED, S.REVOKED}),
    S.MISMATCHED: frozenset({S.UNVERIFIED, S.MATCHED, S.REVOKED}),
    S.REVOKED: frozenset({S.UNVERIFIED}),
}
MOST_WORDS = 500


def move(record: GraduationRecord, to: RecordState, actor: Actor, reason: str = "") -> None:
    """Change a record's state and keep when, by whom and why.

    Raises:
        Refusal: when no way leads from the state it is in to that one.
    """
    with transaction() as session:
        session.refresh(record, with_for_update=True)
        if to not in MOVES[record.state]:
            raise Refusal(N_("Catatan ini sudah berubah. Muat ulang halamannya, lalu coba lagi."))
        session.add(_row(record, to, actor, reason))
        record.state, record.changed_at = to, clock.now()


def stay(record: GraduationRecord, actor: Actor, reason: str) -> None:
    """Keep when, by whom and why it was decided that a record stays as it is."""
    with transaction() as session:
        session.refresh(record, with_for_update=True)
        session.add(_row(record, record.state, actor, reason))


def _row(record: GraduationRecord, to: RecordState, actor: Actor, reason: str) -> RecordMove:
    return RecordMove(
        record_id=record.id,
        from_state=record.state,
        to_state=to,
        at=clock.now(),
        account_id=actor.account_id,
        reason=reason.strip()[:MOST_WORDS],
    )
