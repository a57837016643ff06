"""How long orders are kept: who bought goes first, the books long after."""

from __future__ import annotations

from storefront.orders.hiding import HIDDEN_AFTER
from storefront.privacy import expired_orders, expiry
from storefront.privacy.rule import BOOKS, DAY, PAGES, YEAR, Rule

RULES = (
    Rule(
        "buyer-hidden",
        "a buyer's name, phone and address as her seller sees them",
        HIDDEN_AFTER,
        "after the parcel is done",
        "data minimisation",
        expired_orders.count_hidden,
        who=PAGES,
    ),
    Rule(
        "receipts",
        "photos of transfer receipts",
        90 * DAY,
        "after the parcel is done",
        "proposal: the time in which a payment is disputed",
        expired_orders.count_receipts,
        expired_orders.forget_old_receipts,
    ),
    Rule(
        "buyers",
        "name, phone, e-mail, address and note of an order",
        5 * YEAR,
        "after it was placed",
        BOOKS,
        expired_orders.count_buyers,
        expired_orders.forget_buyers,
    ),
    Rule(
        "complaints",
        "complaints and what was answered",
        5 * YEAR,
        "after the answer",
        BOOKS,
        expiry.COMPLAINTS.count,
        expiry.COMPLAINTS.forget,
    ),
    Rule(
        "books",
        "orders, parcels and payments, without their buyer",
        10 * YEAR,
        "after the order was placed",
        BOOKS,
        expired_orders.count_books,
        expired_orders.forget_books,
    ),
)
