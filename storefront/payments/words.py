"""The ways to pay and where a payment stands, in words."""

from __future__ import annotations

from products.errors import N_
from storefront.payments.models import PaymentState, PaymentWay

PAYMENT_WAYS: dict[PaymentWay, str] = {
    PaymentWay.CASH_ON_DELIVERY: N_("Bayar tunai saat barang diterima"),
    PaymentWay.BANK_TRANSFER: N_("Transfer bank langsung ke penjual"),
}
PAYMENT_STATES: dict[PaymentState, str] = {
    PaymentState.DUE: N_("Belum dibayar"),
    PaymentState.CLAIMED: N_("Bukti sudah dikirim"),
    PaymentState.PAID: N_("Lunas"),
    PaymentState.VOID: N_("Tidak perlu dibayar"),
}
