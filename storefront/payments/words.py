"""The ways to pay, in words."""

from __future__ import annotations

from products.errors import N_
from storefront.payments.models import PaymentWay

PAYMENT_WAYS: dict[PaymentWay, str] = {
    PaymentWay.CASH_ON_DELIVERY: N_("Bayar tunai saat barang diterima"),
    PaymentWay.BANK_TRANSFER: N_("Transfer bank langsung ke penjual"),
}
