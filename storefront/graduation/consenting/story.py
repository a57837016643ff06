"""What a seller tells of her own way, in her own words. It stands in her shop while she agrees to that, and only then.

The words lie here. ``Seller.told`` holds what the public reads: the same words while the consent is on, nothing when it
is off. It is written by this file alone, and emptied by ``privacy`` with the shop.
"""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import update

from products import clock
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Seller
from storefront.accounts.deeds import record_deed
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.models import ConsentWay, Story

MOST_LETTERS = 1200
_LONG_NUMBER = re.compile(r"(?:\d[\W_]{0,3}){9,}")
"""A phone, an account or an identity number, however it is broken up. No price and no year is as long."""
_GAPS = re.compile(r"\n\s*\n\s*")


def story_of(seller_id: int) -> str:
    """Her words, shown or not; nothing when she has written none."""
    kept = db.session.get(Story, seller_id)
    return kept.words if kept else ""


def changed_at(seller_id: int) -> datetime | None:
    """When her words were last kept."""
    kept = db.session.get(Story, seller_id)
    return kept.changed_at if kept else None


def write(actor: Actor, account_id: int, seller_id: int, typed: str) -> None:
    """Keep her words. While she agrees to their being shown they are shown at once; without a word that ends as well.

    Args:
        actor: who types.
        account_id: the seller's own account, whose consent decides.
        seller_id: her shop.
        typed: up to ``MOST_LETTERS`` letters; line breaks are kept.

    Raises:
        Refusal: when it is too long, or holds a number that somebody could misuse.
    """
    words = _checked(typed)
    with transaction() as session:
        _hold(seller_id)
        kept = session.get(Story, seller_id, populate_existing=True)
        if kept and not words:
            session.delete(kept)
        elif kept:
            kept.words, kept.changed_at = words, clock.now()
        elif words:
            session.add(Story(seller_id=seller_id, words=words, changed_at=clock.now()))
        if not words:
            consent.withdraw(actor, account_id, Purpose.STORY)
        _show(seller_id, words if consent.has(account_id, Purpose.STORY) else "")
        record_deed(actor, "story.written")


def tell(actor: Actor, account_id: int, seller_id: int, way: ConsentWay) -> None:
    """She agrees that her words are shown.

    Raises:
        Refusal: when there are none yet, or somebody else ticks for her.
    """
    with transaction():
        _hold(seller_id)
        words = story_of(seller_id)
        if not words:
            raise Refusal(N_("Tulis kisahnya dulu. Sesudah itu baru bisa ditampilkan."))
        consent.give(actor, account_id, [Purpose.STORY], way=way)
        _show(seller_id, words)
        record_deed(actor, "story.shown")


def hide(actor: Actor, account_id: int, seller_id: int) -> None:
    """Her words leave the public at this moment; they stay for her to read."""
    with transaction():
        _hold(seller_id)
        if consent.withdraw(actor, account_id, Purpose.STORY):
            record_deed(actor, "story.hidden")
        silence(seller_id)


def silence(seller_id: int) -> None:
    """Nothing is told of this seller any more."""
    _show(seller_id, "")


def _hold(seller_id: int) -> None:
    """Writing, showing and hiding one story wait for each other, so that hidden words never come back."""
    db.session.get(Seller, seller_id, with_for_update=True, populate_existing=True)


def _show(seller_id: int, words: str) -> None:
    with transaction() as session:
        session.execute(update(Seller).where(Seller.id == seller_id).values(told=words))


def _checked(typed: str) -> str:
    words = _GAPS.sub("\n\n", typed.replace("\r\n", "\n")).strip()
    if len(words) > MOST_LETTERS:
        raise Refusal(N_("Terlalu panjang, paling banyak %(most)s huruf."), field="words", most=MOST_LETTERS)
    if _LONG_NUMBER.search(words):
        raise Refusal(
            N_(
                "Sepertinya ada nomor HP, rekening, atau NIK di sini. Hapus nomornya dulu, supaya tidak disalahgunakan."
            ),
            field="words",
        )
    return words
