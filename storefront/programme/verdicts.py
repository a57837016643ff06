"""What an officer makes of a record: not this seller's, not valid any more, or open again.

A seller who loses her record by it is told at once.
"""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _

from products.actor import Actor, Role
from products.database import transaction
from products.errors import N_, Refusal
from storefront import mail
from storefront.accounts.deeds import record_deed
from storefront.graduation import identity
from storefront.graduation.links import cut
from storefront.graduation.models import GraduationRecord, RecordState
from storefront.graduation.record import MOVES, move
from storefront.orders.letters import shop_readers
from storefront.orders.links import shop_address

S = RecordState
LEAST_LETTERS = 10


def choices_for(record: GraduationRecord) -> list[RecordState]:
    """What an officer may make of a record as it is now. That it is a seller's is for claims to say."""
    return [state for state in (S.UNVERIFIED, S.MISMATCHED, S.REVOKED) if _may(record, state)]


def decide(actor: Actor, record: GraduationRecord, to: RecordState, reason: str) -> None:
    """Change a record's state. One that is linked is parted from its seller first: she reads the reason and goes on
    selling; a revoked record ends the care as well.

    Raises:
        Refusal: when the actor is no officer, the state cannot follow, or the reason is missing or holds a number.
    """
    words = reason.strip()
    if len(words) < LEAST_LETTERS:
        raise Refusal(N_("Tulis alasannya dalam 10 sampai 500 huruf."), field="reason")
    identity.refuse_numbers(words, "reason")
    with transaction() as session:
        session.refresh(record, with_for_update=True)
        if actor.role is not Role.OFFICER or not _may(record, to):
            raise Refusal(N_("Catatan ini sudah berubah. Muat ulang halamannya, lalu coba lagi."), field="state")
        if record.seller_id is not None and to is not S.UNVERIFIED:
            _part(actor, record, record.seller_id, words, keep_care=to is not S.REVOKED)
        move(record, to, actor, words)


def _may(record: GraduationRecord, to: RecordState) -> bool:
    is_way_out = to is not S.UNVERIFIED or record.state in (S.MISMATCHED, S.REVOKED)
    return to in MOVES[record.state] and is_way_out


def _part(actor: Actor, record: GraduationRecord, seller_id: int, words: str, *, keep_care: bool) -> None:
    cut(actor, seller_id, words, keep_care=keep_care)
    record_deed(Actor(actor.role, actor.account_id, seller_id), "record.taken_back", words)
    for to, locale in shop_readers(seller_id):
        with force_locale(locale):
            subject = _("Ada perubahan pada data Anda")
            text = mail.written("programme/mail/data_changed.txt", link=f"{shop_address()}/selling/")
        mail.send(f"record-{record.id}-parted-{record.changed_at.timestamp()}-{to}", to, subject, text)
