"""Packs on hand: taken by an order, given back by a cancelled one, counted by the seller (docs/stock.md).

Each change is one guarded UPDATE, so that it is right however many people buy at once; several products are always
taken in the order of their ids, so that two opposite carts never wait for each other. Everything here belongs inside
the transaction of the deed it serves.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select, update

from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import ListingState, Product, Seller, SellerState
from products.search.changes import search_changed

MOST_ON_HAND = 99_999


class NotEnough(Refusal):
    """Fewer packs are left than were asked for, or the product cannot be bought at all (``left`` is 0 then)."""

    def __init__(self, sentence: str, product_id: int, name: str, left: int) -> None:
        super().__init__(sentence, name=name, left=left)
        self.product_id = product_id
        self.left = left


def reserve(product_id: int, quantity: int) -> None:
    """Take packs off the shelf, all of them or none.

    Raises:
        NotEnough: when fewer are left, or the product is not on sale, or its shop is not open.
    """
    open_shops = select(Seller.id).where(Seller.state == SellerState.OPEN)
    left = db.session.scalar(
        update(Product)
        .where(
            Product.id == product_id,
            Product.on_hand >= _positive(quantity),
            Product.state == ListingState.PUBLISHED,
            Product.seller_id.in_(open_shops),
        )
        .values(on_hand=Product.on_hand - quantity)
        .returning(Product.on_hand)
        .execution_options(synchronize_session=False)
    )
    if left is None:
        raise _not_enough(product_id)
    _after(product_id, left + quantity, left)


def reserve_all(quantities: Mapping[int, int]) -> None:
    """Take packs of several products, by product id → packs. Raises ``NotEnough`` at the first that falls short."""
    for product_id in sorted(quantities):
        reserve(product_id, quantities[product_id])


def release(product_id: int, quantity: int) -> None:
    """Put packs back on the shelf, whatever has become of the listing meanwhile."""
    _add(product_id, _positive(quantity))


def release_all(quantities: Mapping[int, int]) -> None:
    """Put packs of several products back, by product id → packs."""
    for product_id in sorted(quantities):
        release(product_id, quantities[product_id])


def restock(product_id: int, quantity: int) -> None:
    """The seller made so many more packs."""
    with transaction():
        _add(product_id, _positive(quantity))


def set_on_hand(product_id: int, counted: int, *, seen: int) -> int:
    """The seller's form said ``seen`` packs and she wrote ``counted``; what was sold in between stays sold.

    Returns:
        How many packs there are now: ``counted``, less what was sold since her form was opened.

    Raises:
        Refusal: when that would be fewer than none, or more than ``MOST_ON_HAND``.
    """
    if not 0 <= counted <= MOST_ON_HAND:
        raise Refusal(N_("Tulis stok antara 0 dan %(most)s."), field="on_hand", most=MOST_ON_HAND)
    with transaction():
        return _add(product_id, counted - seen)


def _add(product_id: int, difference: int) -> int:
    left = db.session.scalar(
        update(Product)
        .where(Product.id == product_id, Product.on_hand + difference >= 0)
        .values(on_hand=Product.on_hand + difference)
        .returning(Product.on_hand)
        .execution_options(synchronize_session=False)
    )
    if left is None:
        raise _sold_meanwhile(product_id)
    _after(product_id, left - difference, left)
    return left


def _after(product_id: int, before: int, left: int) -> None:
    """Let the session see the new number, and the search know when a product is sold out or back again."""
    loaded = db.session.identity_map.get(db.session.identity_key(Product, product_id))
    if loaded is not None:
        db.session.expire(loaded, ["on_hand"])
    if (before > 0) is not (left > 0):
        search_changed(product_id)


def _not_enough(product_id: int) -> NotEnough:
    row = db.session.execute(
        select(Product.name, Product.on_hand, Product.state, Seller.state)
        .join(Seller, Seller.id == Product.seller_id)
        .where(Product.id == product_id)
    ).one_or_none()
    name, left = (row[0], row[1]) if row else ("", 0)
    if row is None or row[2] is not ListingState.PUBLISHED or row[3] is not SellerState.OPEN:
        return NotEnough(N_("%(name)s sedang tidak dijual."), product_id, name, 0)
    if left == 0:
        return NotEnough(N_("%(name)s baru saja habis."), product_id, name, 0)
    return NotEnough(N_("%(name)s tinggal %(left)s kemasan."), product_id, name, left)


def _sold_meanwhile(product_id: int) -> Refusal:
    left = db.session.scalar(select(Product.on_hand).where(Product.id == product_id)) or 0
    return Refusal(
        N_("Baru saja ada yang membeli, sekarang tercatat %(left)s kemasan. Hitung sekali lagi."),
        field="on_hand",
        left=left,
    )


def _positive(quantity: int) -> int:
    if quantity < 1:
        raise ValueError("at least one pack")
    return quantity
