"""The photo that a demo buyer sends of her transfer: drawn, for there is no bank."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from products.clock import WESTERN_INDONESIA
from products.money import rupiah
from products.packshots import Label
from products.packshots.label import front
from storefront.payments.models import Payment

WIDTH, HEIGHT = 900, 1200


def draw_receipt(payment: Payment, at: datetime) -> bytes:
    """A JPEG of a slip that says who was paid how much and when."""
    moment = at.astimezone(WESTERN_INDONESIA)
    words = Label(
        name="Transfer berhasil",
        brand=payment.bank,
        kind=f"Kepada {payment.account_holder}",
        place=f"{moment:%d-%m-%Y %H.%M} WIB",
        net=rupiah(payment.due_idr),
        layout="polos",
        accent="daun",
    )
    out = BytesIO()
    front(words, WIDTH, HEIGHT).convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()
