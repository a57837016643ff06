"""Putting things into a cart, changing how many, and forgetting carts that nobody comes back to."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import delete, func, select

from products import clock
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import ListingState, Product, Seller, SellerState
from storefront.cart.models import Cart, CartItem

MOST_PACKS = 99
MOST_LINES = 50
FORGOTTEN_AFTER = timedelta(days=60)


def put_in(token: str | None, slug: str, quantity: int) -> str:
    """Put packs of a product into the cart under ``token``, on top of those already there.

    Returns:
        The cart's token: the same, or a new one when there was no cart.

    Raises:
        Refusal: when the product is not on sale or sold out, the number makes no sense, or the cart is full.
    """
    _check_quantity(quantity, least=1)
    with transaction():
        product = _on_sale(slug)
        cart = _cart(token) or _new_cart()
        item = db.session.get(CartItem, (cart.id, product.id))
        if item is None:
            item = _new_item(cart, product)
        item.quantity = min((item.quantity or 0) + quantity, MOST_PACKS)
        item.seen_price_idr = product.price_idr
        cart.changed_at = clock.now()
        return cart.token


def set_quantity(token: str | None, slug: str, quantity: int) -> None:
    """So many packs and no others; none takes the product out. A product that is not in the cart is let be.

    Raises:
        Refusal: when the number makes no sense.
    """
    _check_quantity(quantity, least=0)
    with transaction() as session:
        cart = _cart(token)
        product = session.scalar(select(Product).where(Product.slug == slug))
        item = session.get(CartItem, (cart.id, product.id)) if cart and product else None
        if item is None or cart is None or product is None:
            return
        if quantity:
            item.quantity, item.seen_price_idr = quantity, product.price_idr
        else:
            session.delete(item)
        cart.changed_at = clock.now()


def empty(token: str) -> None:
    """Take everything out, because it has been ordered."""
    with transaction() as session:
        cart_id = select(Cart.id).where(Cart.token == token).scalar_subquery()
        session.execute(
            delete(CartItem).where(CartItem.cart_id == cart_id).execution_options(synchronize_session=False)
        )


def packs_in(token: str | None) -> int:
    """How many packs lie in the cart."""
    counted = select(func.coalesce(func.sum(CartItem.quantity), 0)).join(Cart, Cart.id == CartItem.cart_id)
    return int(db.session.scalar(counted.where(Cart.token == token)) or 0) if token else 0


def forget_old_carts() -> bool:
    """A chore of the worker: delete a cart that nobody has touched for long. Whether there was one."""
    oldest = select(Cart.id).where(Cart.changed_at < clock.now() - FORGOTTEN_AFTER).limit(1)
    if db.session.scalar(oldest) is None:
        db.session.rollback()
        return False
    with transaction() as session:
        cart = session.get(Cart, session.scalar(oldest))
        if cart is not None:
            session.delete(cart)
    return True


def _check_quantity(quantity: int, least: int) -> None:
    if not least <= quantity <= MOST_PACKS:
        raise Refusal(N_("Pilih jumlah antara 1 dan %(most)s."), field="quantity", most=MOST_PACKS)


def _on_sale(slug: str) -> Product:
    product = db.session.scalar(
        select(Product)
        .join(Seller, Seller.id == Product.seller_id)
        .where(Product.slug == slug, Product.state == ListingState.PUBLISHED, Seller.state == SellerState.OPEN)
    )
    if product is None:
        raise Refusal(N_("Barang ini sedang tidak dijual."))
    if product.on_hand < 1:
        raise Refusal(N_("%(name)s baru saja habis."), name=product.name)
    return product


def _cart(token: str | None) -> Cart | None:
    return db.session.scalar(select(Cart).where(Cart.token == token).with_for_update()) if token else None


def _new_cart() -> Cart:
    at = clock.now()
    cart = Cart(token=secrets.token_urlsafe(32), created_at=at, changed_at=at)
    db.session.add(cart)
    db.session.flush()
    return cart


def _new_item(cart: Cart, product: Product) -> CartItem:
    lines = db.session.scalar(select(func.count()).select_from(CartItem).where(CartItem.cart_id == cart.id)) or 0
    if lines >= MOST_LINES:
        raise Refusal(N_("Keranjang sudah penuh. Pesan dulu yang ada, lalu lanjutkan belanja."))
    item = CartItem(cart_id=cart.id, product_id=product.id, quantity=0, added_at=clock.now())
    db.session.add(item)
    return item
