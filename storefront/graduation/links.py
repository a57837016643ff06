"""The link between a record and a seller: written in one place, cut in one place."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from products import clock
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Seller, SellerState
from storefront.graduation.caring.caseload import release_from_care
from storefront.graduation.models import CaseloadEntry, GraduationRecord, RecordState
from storefront.graduation.record import move, stay


def record_of(seller_id: int) -> GraduationRecord | None:
    """The record that is linked to a seller."""
    return db.session.scalar(select(GraduationRecord).where(GraduationRecord.seller_id == seller_id))


def held_record_of(seller_id: int) -> GraduationRecord | None:
    """The same, held until the transaction ends.

    PostgreSQL asks again whose it is once it has the row: what went to another seller while this waited is not found.
    """
    held = select(GraduationRecord).where(GraduationRecord.seller_id == seller_id).with_for_update()
    return db.session.scalar(held.execution_options(populate_existing=True))


def link(actor: Actor, record: GraduationRecord, seller_id: int, reason: str = "") -> None:
    """Write a seller into a record that has none and call it matched.

    That she has no other is the unique constraint's to say; of two who link at once only one succeeds.

    Raises:
        Refusal: when the record has a seller or was revoked, or the seller has a record or is closing her shop.
    """
    try:
        with transaction() as session:
            refuse_closed(seller_id)
            linked = session.execute(
                update(GraduationRecord)
                .where(
                    GraduationRecord.id == record.id,
                    GraduationRecord.seller_id.is_(None),
                    GraduationRecord.state != RecordState.REVOKED,
                )
                .values(seller_id=seller_id, linked_at=clock.now())
                .execution_options(synchronize_session=False)
            )
            if not linked.rowcount:  # type: ignore[attr-defined]
                raise _taken()
            move(record, RecordState.MATCHED, actor, reason)
    except IntegrityError:
        raise _taken() from None


def link_unverified(record: GraduationRecord, seller_id: int) -> None:
    """Write a seller into a record that is entered for her. It stays unverified until an officer has looked at it.

    Raises:
        Refusal: when the seller got a record, or the number came in, at the very same moment; when she is closing her
            shop.
    """
    try:
        with transaction() as session:
            refuse_closed(seller_id)
            record.seller_id, record.linked_at = seller_id, clock.now()
            session.add(record)
            session.flush()
    except IntegrityError:
        raise _changed() from None


def cut(actor: Actor, seller_id: int, reason: str, *, keep_care: bool = False) -> bool:
    """Part a seller and her record at once; the shop goes on. Whether there was a link.

    What was matched is unverified again; what was revoked stays revoked, for whoever is linked to it.

    Args:
        actor: who cuts it.
        seller_id: the shop.
        reason: why, for the record's dated moves; a code word such as ``consent withdrawn``.
        keep_care: her assistant goes on caring for her, without the record.
    """
    with transaction():
        record = held_record_of(seller_id)
        if record is None:
            return False
        if record.state in (RecordState.UNVERIFIED, RecordState.REVOKED):
            stay(record, actor, reason)
        else:
            move(record, RecordState.UNVERIFIED, actor, reason)
        _part(record.id, seller_id)
        if not keep_care:
            release_from_care(seller_id)
    return True


def refuse_closed(seller_id: int) -> None:
    """Raises ``Refusal`` for a closed shop: its owner asked to be deleted, so nothing is linked to it any more.

    It holds nothing: whoever links has held the shop or a claim of hers before, and a deletion waits for both.
    """
    if db.session.scalar(select(Seller.state).where(Seller.id == seller_id)) is SellerState.CLOSED:
        raise Refusal(N_("Lapak ini sedang ditutup. Tarik dulu permintaan hapus di Data saya."))


def care_is_older(seller_id: int) -> bool:
    """Whether her assistant cared for her before the record was linked, so that the care does not hang on the link."""
    begun = select(CaseloadEntry.id).join(GraduationRecord, GraduationRecord.seller_id == CaseloadEntry.seller_id)
    older = begun.where(CaseloadEntry.until.is_(None), CaseloadEntry.since < GraduationRecord.linked_at)
    return db.session.scalar(older.where(CaseloadEntry.seller_id == seller_id).limit(1)) is not None


def _part(record_id: int, seller_id: int) -> None:
    """Write the seller out of the record, which must be hers still: nobody's link is cut but her own."""
    parted = db.session.execute(
        update(GraduationRecord)
        .where(GraduationRecord.id == record_id, GraduationRecord.seller_id == seller_id)
        .values(seller_id=None, linked_at=None, changed_at=clock.now())
    )
    if not parted.rowcount:  # type: ignore[attr-defined]
        raise _changed()


def _changed() -> Refusal:
    return Refusal(N_("Data ini baru saja berubah. Muat ulang halamannya, lalu coba lagi."))


def _taken() -> Refusal:
    return Refusal(N_("Catatan ini sudah terhubung dengan lapak lain, atau penjual sudah punya catatan."))
