"""What an assistant does with a listing in review: remark, settle a remark, give it back, publish it.

Each is one transaction with the mail it causes; she acts in her own name, so every row says who it was.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select

from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from products.listing import move_to
from products.models import ListingMove, ListingState, Product
from storefront.care.carer import refuse_stranger
from storefront.coaching import letters
from storefront.review import services as review

S = ListingState
OPEN_TO_REMARKS = frozenset({S.IN_REVIEW, S.PUBLISHED})


def write_remarks(actor: Actor, product: Product, remarks: Mapping[str, str]) -> None:
    """Keep remarks, by field of the listing.

    Raises:
        Refusal: when nothing was written, the listing is not up for review, or the seller left her care.
    """
    if not remarks:
        raise Refusal(N_("Tulis catatannya dulu, di bawah bagian yang perlu diperbaiki."))
    with transaction():
        refuse_stranger(actor, product.seller_id)
        if product.state not in OPEN_TO_REMARKS:
            raise Refusal(N_("Barang ini tidak sedang ditinjau. Catatan belum bisa ditulis."))
        for field, text in remarks.items():
            review.remark(actor, product, field, text)


def settle_remark(actor: Actor, product: Product, remark_id: int) -> None:
    """One remark has been put right. Raises ``Refusal`` when the seller left her care."""
    with transaction():
        refuse_stranger(actor, product.seller_id)
        review.settle(product, remark_id)


def give_back(actor: Actor, product: Product, remarks: Mapping[str, str], reason: str) -> None:
    """Ask the seller to put something right; ``remarks`` are those written just now.

    Raises:
        Refusal: when neither a remark is open nor a reason given, or the listing cannot be given back now.
    """
    with transaction():
        refuse_stranger(actor, product.seller_id)
        for field, text in remarks.items():
            review.remark(actor, product, field, text)
        waiting = review.open_remarks(product.id)
        if not waiting and not reason.strip():
            raise Refusal(
                N_("Tulis catatan pada satu bagian, atau pesan untuk penjual, supaya ia tahu apa yang diubah.")
            )
        move_to(product, S.RETURNED, actor, reason.strip()[: review.MOST_WORDS])
        letters.tell_returned(product, _last_move(product), waiting, reason.strip())


def publish(actor: Actor, product: Product, seen: str, remarks: Mapping[str, str]) -> None:
    """Show the listing to the public; what was remarked on counts as put right.

    Args:
        seen: what ``seen_as`` said of the listing when she looked at it.
        remarks: those written just now; there must be none, they would never be read.

    Raises:
        NotYet: when something a buyer needs is missing.
        Refusal: when the listing is another than she saw, or cannot be published now.
    """
    if remarks:
        raise Refusal(
            N_("Masih ada catatan yang baru ditulis. Kembalikan dengan catatan itu, atau hapus dulu tulisannya.")
        )
    with transaction():
        refuse_stranger(actor, product.seller_id)
        if product.state is S.IN_REVIEW and seen != seen_as(product):
            raise Refusal(N_("Barang ini berubah sejak Anda membukanya. Lihat sekali lagi, lalu terbitkan."))
        move_to(product, S.PUBLISHED, actor)
        review.settle_all(product)
        letters.tell_published(product, _last_move(product))


def seen_as(product: Product) -> str:
    """A short text that changes whenever what a buyer would see of the listing does."""
    photos = ".".join(str(photo.id) for photo in product.photos)
    return f"{product.changed_at.isoformat()}/{photos}"


def _last_move(product: Product) -> int:
    return db.session.scalar(select(func.max(ListingMove.id)).where(ListingMove.product_id == product.id)) or 0
