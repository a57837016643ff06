"""Things for tests, made as they stand in the database. Each call makes a new one; name what matters to the test."""

from __future__ import annotations

import secrets
from itertools import count
from typing import Any, TypeVar

from products import clock
from products.actor import Actor, Role
from products.database import Model, db, transaction
from products.models import Category, ListingState, Product, Seller, SellerState, Unit
from products.regions import Zone
from storefront.accounts.models import Account
from storefront.cart import services as cart
from storefront.cart.contents import baskets
from storefront.checkout.choices import shops_of
from storefront.checkout.plan import Contact, Pick, plan_of
from storefront.checkout.services import Submission, place_order
from storefront.orders.models import DeliveryOffer, DeliveryWay, Order, PostageRate
from storefront.payments.models import PaymentOffer, PaymentWay

_numbers = count(1)

Row = TypeVar("Row", bound=Model)

BANTUL = "34.02"
SLEMAN = "34.04"
JAKARTA = "31.71"
CONTACT = Contact(
    name="Rina Contoh",
    phone="+6281234567890",
    email="rina@example.com",
    regency_code=SLEMAN,
    address="Jalan Melati 5, Desa Caturharjo",
)


def make_category(**values: Any) -> Category:
    """A category without a group."""
    number = next(_numbers)
    fields = {"slug": f"kopi-{number}", "name_id": f"Kopi {number}", "name_en": f"Coffee {number}"}
    return _saved(Category(**(fields | values)))


def make_seller(**values: Any) -> Seller:
    """An open shop in Bantul."""
    number = next(_numbers)
    fields = {
        "slug": f"dapur-{number}",
        "name": f"Dapur {number}",
        "maker": "Sari",
        "regency_code": BANTUL,
        "whatsapp": "+6281200000001",
        "state": SellerState.OPEN,
        "created_at": clock.now(),
    }
    return _saved(Seller(**(fields | values)))


def make_product(seller: Seller | None = None, **values: Any) -> Product:
    """A published product with ten packs on hand, in a shop of its own unless one is given."""
    number = next(_numbers)
    seller = seller or make_seller()
    fields = {
        "seller_id": seller.id,
        "slug": f"keripik-{number}",
        "name": f"Keripik {number}",
        "description": "Keripik singkong tipis dari kebun sendiri, digoreng pagi hari.",
        "price_idr": 15_000,
        "net_amount": 200,
        "net_unit": Unit.GRAM,
        "ship_weight_g": 250,
        "on_hand": 10,
        "state": ListingState.PUBLISHED,
        "created_at": clock.now(),
        "changed_at": clock.now(),
        "published_at": clock.now(),
    }
    return _saved(Product(**(fields | values)))


def make_account(role: Role = Role.BUYER, **values: Any) -> Account:
    """Somebody who can sign in; the password is hashed by nobody and opens nothing."""
    number = next(_numbers)
    fields = {
        "role": role,
        "display_name": f"Orang {number}",
        "email": f"orang{number}@example.com",
        "password_hash": "!",
        "session_key": secrets.token_hex(16),
        "created_at": clock.now(),
    }
    return _saved(Account(**(fields | values)))


def make_offers(
    seller: Seller,
    ways: tuple[DeliveryWay, ...] = tuple(DeliveryWay),
    payments: tuple[PaymentWay, ...] = tuple(PaymentWay),
    fee_idr: int = 5_000,
) -> None:
    """Ways to deliver and to be paid for a shop; postage Rp10.000, Rp15.000 and Rp30.000 a kilogram by zone."""
    per_kg = {Zone.SAME_REGENCY: 10_000, Zone.SAME_PROVINCE: 15_000, Zone.OTHER: 30_000}
    with transaction() as session:
        for way in ways:
            fee = fee_idr if way is DeliveryWay.SELLER_BRINGS else 0
            session.add(DeliveryOffer(seller_id=seller.id, way=way, fee_idr=fee))
        if DeliveryWay.COURIER in ways:
            session.add_all(PostageRate(seller_id=seller.id, zone=zone, per_kg_idr=fee) for zone, fee in per_kg.items())
        for payment in payments:
            words = {"bank": "BRI", "account_number": "001234567890", "account_holder": "Sari Contoh"}
            is_transfer = payment is PaymentWay.BANK_TRANSFER
            session.add(PaymentOffer(seller_id=seller.id, way=payment, **(words if is_transfer else {})))


def make_cart(*packs: tuple[Product, int]) -> str:
    """A cart with so many packs of these products; gives its token."""
    token = None
    for product, quantity in packs:
        token = cart.put_in(token, product.slug, quantity)
    assert token is not None
    return token


def make_submission(
    token: str,
    delivery: DeliveryWay = DeliveryWay.SELLER_BRINGS,
    payment: PaymentWay = PaymentWay.CASH_ON_DELIVERY,
    contact: Contact = CONTACT,
) -> Submission:
    """What a buyer sends who picks the same ways at every shop of her cart, and agrees to what it costs now."""
    in_cart = baskets(token)
    picks = {basket.seller_id: Pick(delivery, payment) for basket in in_cart}
    agreed = plan_of(shops_of(in_cart), picks, contact).fingerprint
    return Submission(secrets.token_urlsafe(32), token, contact, picks, agreed)


def make_order(
    *packs: tuple[Product, int],
    delivery: DeliveryWay = DeliveryWay.SELLER_BRINGS,
    payment: PaymentWay = PaymentWay.CASH_ON_DELIVERY,
    contact: Contact = CONTACT,
    account: Account | None = None,
) -> Order:
    """A placed order; its shops get every way to deliver and to be paid unless they have some."""
    packs = packs or ((make_product(), 2),)
    for seller_id in sorted({product.seller_id for product, _quantity in packs}):
        if db.session.query(DeliveryOffer).filter_by(seller_id=seller_id).first() is None:
            make_offers(db.session.get_one(Seller, seller_id))
    buyer = Actor(Role.BUYER, account.id if account else None)
    return place_order(buyer, make_submission(make_cart(*packs), delivery, payment, contact))


def _saved(thing: Row) -> Row:
    with transaction() as session:
        session.add(thing)
        session.flush()
    return thing
