"""The three digits added to a transfer, so that a seller can tell it by its amount."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from products.database import db
from products.errors import N_, Refusal
from products.models import Seller
from storefront.orders.models import Parcel
from storefront.payments.models import Payment, PaymentState, PaymentWay

CODES = range(1, 1_000)
OPEN = (PaymentState.DUE, PaymentState.CLAIMED)


def free_code(seller_id: int) -> int:
    """A code from 1 to 999 that no open transfer to this seller has, inside the transaction that uses it.

    The seller's row is locked where the database knows row locks, so two orders at once never draw the same code.
    Whoever draws for several sellers does so in the order of their ids.

    Raises:
        Refusal: when all codes are taken.
    """
    db.session.execute(select(Seller.id).where(Seller.id == seller_id).with_for_update(key_share=True))
    taken = set(
        db.session.scalars(
            select(Payment.unique_code_idr)
            .join(Parcel, Parcel.id == Payment.parcel_id)
            .where(Parcel.seller_id == seller_id, Payment.way == PaymentWay.BANK_TRANSFER, Payment.state.in_(OPEN))
        )
    )
    left = [code for code in CODES if code not in taken]
    if not left:
        raise Refusal(N_("Penjual sedang menunggu terlalu banyak transfer. Pilih cara bayar lain, atau coba besok."))
    return secrets.choice(left)
