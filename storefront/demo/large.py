"""A large shop for measuring: many sellers and products at one stroke, the same ones for the same seed.

Names, prices and places are put together by Zipf's law, so that searches meet common and rare words as in a real
shop. A dozen pictures are drawn and shared by all. Nobody can sign in to these shops.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from products import regions
from products.categories import category_facts
from products.database import db, transaction
from products.listing import slug_of
from products.models import Category, ListingState, Photo, Product, Seller, SellerState, Unit
from products.packshots import Label, Packshot
from products.permits import PermitKind
from products.photos import AcceptedPhoto
from products.regions import Zone
from products.shelves import stock_categories
from storefront.demo.chance import Chance
from storefront.demo.large_words import Goods, words
from storefront.orders.models import DeliveryOffer, DeliveryWay, PostageRate
from storefront.payments.models import PaymentOffer, PaymentWay

NEWEST = datetime(2026, 6, 1, tzinfo=UTC)
"""When the last of it was published: fixed, so that a seed gives the same shop on any day."""
DAYS = 700

Rows = Iterator[dict[str, Any]]


def is_there(seed: int) -> bool:
    """Whether the large shop of this seed has been loaded."""
    return db.session.scalar(select(Seller.id).where(Seller.slug.like(f"%-{seed}x1"))) is not None


def load(sellers: int, products: int, seed: int, photos: Mapping[str, AcceptedPhoto]) -> None:
    """Add so many sellers with so many products between them: all rows together or none. The index is not told.

    Args:
        photos: one for each of ``shared_shots``.
    """
    stock_categories()
    chance = Chance(seed)
    with transaction():
        seller_ids = _insert(Seller, _sellers(sellers, chance, seed))
        _offers(seller_ids)
        goods = [chance.favour(words().categories) for _ in range(products)]
        product_ids = _insert(Product, _products(goods, seller_ids, chance, seed))
        _add_photos(product_ids, [photos[one.pack] for one in goods])


def shared_shots() -> dict[str, Packshot]:
    """The pictures that all products share, by the name of the pack."""
    return {
        name: Packshot(pack.vessel, Label(pack.label, brand="Lapak"), contents=pack.contents, seed=1)
        for name, pack in words().packs.items()
    }


def _insert(table: type[Seller] | type[Product], rows: Rows) -> Sequence[int]:
    """The ids of the rows, in their order."""
    statement = insert(table).returning(table.id, sort_by_parameter_order=True)
    return db.session.scalars(statement, list(rows)).all()


def _sellers(count: int, chance: Chance, seed: int) -> Rows:
    said = words()
    places = _places(chance)
    for number in range(1, count + 1):
        maker = chance.favour(said.makers)
        name = f"{chance.favour(said.shops)} {maker} {chance.favour(said.surnames)}"
        at = NEWEST - timedelta(days=DAYS, minutes=number)
        yield {
            "slug": f"{slug_of(name)}-{seed}x{number}",
            "name": name,
            "maker": f"Ibu {maker}",
            "story": " ".join(chance.sample(said.openings, 3)),
            "story_en": " ".join(chance.sample(said.english, 3)),
            "regency_code": chance.favour(places),
            "whatsapp": f"+62800{number:07d}",
            "state": SellerState.OPEN,
            "created_at": at,
        }


def _places(chance: Chance) -> list[str]:
    """All regencies, in an order that says where most sellers live."""
    codes = [regency.code for province in regions.provinces() for regency in regions.regencies(province.code)]
    return chance.sample(codes, len(codes))


def _offers(seller_ids: Sequence[int]) -> None:
    ways = (DeliveryWay.SELLER_BRINGS, DeliveryWay.PICK_UP, DeliveryWay.COURIER)
    rates = {Zone.SAME_REGENCY: 9_000, Zone.SAME_PROVINCE: 14_000, Zone.OTHER: 32_000}
    paid = [
        {"way": PaymentWay.CASH_ON_DELIVERY, "bank": "", "account_number": "", "account_holder": ""},
        {"way": PaymentWay.BANK_TRANSFER, "bank": "BRI", "account_number": "000000000000", "account_holder": "Contoh"},
    ]
    deliveries = [
        {"seller_id": one, "way": way, "fee_idr": 5_000 if way is DeliveryWay.SELLER_BRINGS else 0}
        for one in seller_ids
        for way in ways
    ]
    postage = [
        {"seller_id": one, "zone": zone, "per_kg_idr": rate} for one in seller_ids for zone, rate in rates.items()
    ]
    for table, rows in (
        (DeliveryOffer, deliveries),
        (PostageRate, postage),
        (PaymentOffer, [{"seller_id": one, **offer} for one in seller_ids for offer in paid]),
    ):
        db.session.execute(insert(table), rows)


def _products(goods: Sequence[Goods], seller_ids: Sequence[int], chance: Chance, seed: int) -> Rows:
    categories = {slug: number for number, slug in db.session.execute(select(Category.id, Category.slug))}
    for number, one in enumerate(goods, 1):
        yield _product(one, chance, f"{seed}x{number}") | {
            "category_id": categories[one.slug],
            "seller_id": chance.favour(seller_ids),
        }


def _product(goods: Goods, chance: Chance, mark: str) -> dict[str, Any]:
    said, facts = words(), category_facts(goods.slug)
    amount = chance.favour(goods.sizes)
    kind, what = chance.favour(goods.kinds), chance.favour(goods.goods)
    name = f"{what} {kind} {chance.favour(said.tails)}"
    at = NEWEST - timedelta(minutes=chance.randrange(DAYS * 24 * 60))
    unit = Unit(facts.unit) if facts else Unit.GRAM
    has_permit = bool(facts and facts.food_kinds) and chance.random() < 0.5
    return {
        "slug": f"{slug_of(name)}-{mark}",
        "name": name,
        "name_en": f"{goods.english} {kind} {mark}",
        "description": " ".join([f"{name}.", *chance.sample(said.openings, 3), *chance.sample(said.closings, 2)]),
        "description_en": " ".join([f"{goods.english}, {kind}.", *chance.sample(said.english, 3)]),
        "price_idr": round(chance.triangular(*goods.price, goods.price[0] * 1.3) / 500) * 500,
        "net_amount": amount,
        "net_unit": unit,
        "ship_weight_g": 350 if unit is Unit.PIECE else amount + 80,
        "on_hand": 0 if chance.random() < 0.06 else chance.randrange(1, 120),
        "permit_kind": PermitKind.PIRT if has_permit else None,
        "permit_number": f"2{facts.food_kinds[0]}3300010{chance.randrange(100):02d}0130"
        if facts and has_permit
        else "",
        "halal_number": f"ID00110000{chance.randrange(10**9):09d}0" if has_permit and chance.random() < 0.6 else "",
        "state": ListingState.PUBLISHED,
        "created_at": at,
        "changed_at": at,
        "published_at": at,
    }


def _add_photos(product_ids: Sequence[int], photos: Sequence[AcceptedPhoto]) -> None:
    rows = [
        {
            "product_id": product_id,
            "position": 1,
            "key": photo.key,
            "width": photo.width,
            "height": photo.height,
            "colour": photo.colour,
            "ready": True,
            "added_at": NEWEST,
        }
        for product_id, photo in zip(product_ids, photos, strict=True)
    ]
    db.session.execute(insert(Photo), rows)
