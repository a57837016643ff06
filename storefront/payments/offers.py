"""The ways a shop is paid, as its settings keep them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import delete, select

from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Seller
from storefront.accounts.deeds import record_deed
from storefront.payments.models import PaymentOffer, PaymentWay

ACCOUNT_NUMBER = re.compile(r"[0-9]{6,20}")


def offer_payment(
    actor: Actor, seller: Seller, way: PaymentWay, bank: str = "", account_number: str = "", account_holder: str = ""
) -> None:
    """The shop takes money this way from now on; a second call changes the bank's words.

    Raises:
        Refusal: when a transfer lacks its bank, holder, or a likely account number.
    """
    words = {"bank": "", "account_number": "", "account_holder": ""}
    if way is PaymentWay.BANK_TRANSFER:
        words = _bank_words(bank, account_number, account_holder)
    with transaction() as session:
        known = select(PaymentOffer).where(PaymentOffer.seller_id == seller.id, PaymentOffer.way == way)
        offer = session.scalar(known) or PaymentOffer(seller_id=seller.id, way=way)
        for name, text in words.items():
            setattr(offer, name, text)
        session.add(offer)
        record_deed(actor, "shop.payment_changed", way.value)


def withdraw_payment(actor: Actor, seller: Seller, way: PaymentWay) -> None:
    """The shop is not paid this way any more; placed orders keep theirs."""
    with transaction() as session:
        gone = delete(PaymentOffer).where(PaymentOffer.seller_id == seller.id, PaymentOffer.way == way)
        if session.execute(gone).rowcount:  # type: ignore[attr-defined]
            record_deed(actor, "shop.payment_changed", way.value)


def payment_offers_of(seller_id: int) -> Sequence[PaymentOffer]:
    """The ways one shop is paid, in the order it made them."""
    of_shop = select(PaymentOffer).where(PaymentOffer.seller_id == seller_id)
    return db.session.scalars(of_shop.order_by(PaymentOffer.id)).all()


def _bank_words(bank: str, account_number: str, account_holder: str) -> dict[str, str]:
    number = re.sub(r"[\s.-]", "", account_number)
    if not bank.strip():
        raise Refusal(N_("Tulis nama banknya, misalnya BRI."), field="bank")
    if not ACCOUNT_NUMBER.fullmatch(number):
        raise Refusal(N_("Nomor rekening berisi angka saja, 6 sampai 20 angka."), field="account_number")
    if not account_holder.strip():
        raise Refusal(N_("Tulis nama pemilik rekening seperti di buku tabungan."), field="account_holder")
    return {
        "bank": " ".join(bank.split())[:40],
        "account_number": number,
        "account_holder": " ".join(account_holder.split())[:80],
    }
