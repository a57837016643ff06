"""Counting everything again. Whatever disagrees is told in a line; nothing is changed.

Every count is a query or two over whole tables, so it stays quick in a large shop and right while the shop is open: the
database shows each of them one moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from storefront.graduation.consenting.consent_net import used_without_consent
from storefront.graduation.looking.look_audit import broken_links
from storefront.stockroom import count_files, count_goods, count_money

COUNTS: dict[str, Callable[[], Iterator[str]]] = {
    "stock": count_goods.stock,
    "parcels": count_goods.parcels,
    "lines": count_money.lines,
    "orders": count_money.orders,
    "payments": count_money.payments,
    "index": count_files.index,
    "photos": count_files.photos,
    "receipts": count_files.receipts,
    "jobs": count_goods.jobs,
    "looks": broken_links,
    "consents": used_without_consent,
}


def disagreements() -> Iterator[str]:
    """A line for everything that is not as it should be, beginning with what was counted."""
    for what, count in COUNTS.items():
        for words in count():
            yield f"{what}: {words}"
