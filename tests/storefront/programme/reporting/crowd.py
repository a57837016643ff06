"""A whole programme for tests and for looking at: graduates all over the country, some with shops that sell.

Everything is drawn from a seed and written in bulk; nobody in it can sign in, and the sealed numbers open to nothing.
"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from products import clock, regions
from products.database import Model, db, transaction
from products.models import Category, ListingState, Product, Seller, SellerState, Unit
from products.packaging.materials import Closure, Material
from products.shelves import stock_categories
from storefront.graduation.models import GraduationRecord, Kind, RecordState
from storefront.orders.models import DeliveryWay, Order, Parcel, ParcelMove, ParcelState
from storefront.programme.models import MinimumWage

KINDS = (Kind.ALAMIAH,) * 11 + (Kind.SEJAHTERA_MANDIRI,) * 6 + (Kind.PENA_PPSE,) * 2 + (Kind.ADMINISTRATIF,)
PACKS = ((None, None), (Material.PP, Closure.STAPLED), (Material.PP, Closure.SEALED), (Material.FOIL, Closure.SEALED))
DAYS = 400
Rows = list[dict[str, Any]]


def make_crowd(
    graduates: int, sellers: int, seed: int = 1, provinces: int = 38, orders_each: int = 6, start: int = 0
) -> None:
    """So many graduates, the first of whom have shops, in so many provinces; the first province has most of them."""
    chance, now = random.Random(seed), clock.now()
    stock_categories()
    places = _places(chance, provinces)
    with transaction() as session:
        records = [_record(number, chance, places) for number in range(start, start + graduates)]
        sellers = min(sellers, graduates)
        shops = [_shop(number, record["district_code"][:5]) for number, record in enumerate(records[:sellers], start)]
        ids = list(db.session.scalars(insert(Seller).returning(Seller.id, sort_by_parameter_order=True), shops))
        for record, seller_id in zip(records, ids, strict=False):
            record |= {"seller_id": seller_id, "linked_at": now, "state": RecordState.MATCHED}
        _write(GraduationRecord, records)
        _write(Product, [row for seller_id in ids for row in _products(seller_id, chance)])
        _sell(ids, chance, orders_each)
        if not session.scalar(select(MinimumWage.id).limit(1)):
            _write(MinimumWage, _wages(now.year))


def _places(chance: random.Random, provinces: int) -> list[list[str]]:
    codes = [province.code for province in regions.provinces()]
    chance.shuffle(codes)
    return [
        [district.code for regency in regions.regencies(code) for district in regions.districts(regency.code)[:2]]
        for code in codes[:provinces]
    ]


def _record(number: int, chance: random.Random, places: list[list[str]]) -> dict[str, Any]:
    province = places[min(int(chance.expovariate(1) * len(places) / 4), len(places) - 1)]
    district = province[min(int(chance.expovariate(1) * len(province) / 4), len(province) - 1)]
    now = clock.now()
    return {
        "reference": f"{number:032x}",
        "nik_sealed": "!",
        "nik_lookup": f"{number:064x}",
        "name": f"Contoh {number}",
        "kind": chance.choice(KINDS),
        "graduated_on": now.date() - timedelta(days=int(chance.triangular(30, 6 * 365, 300))),
        "district_code": district,
        "seller_id": None,
        "linked_at": None,
        "state": RecordState.UNVERIFIED,
        "created_at": now,
        "changed_at": now,
    }


def _shop(number: int, regency: str) -> dict[str, Any]:
    return {
        "slug": f"kerumunan-{number}",
        "name": f"Dapur {number}",
        "regency_code": regency,
        "state": SellerState.OPEN,
        "created_at": clock.now(),
    }


def _products(seller_id: int, chance: random.Random) -> Rows:
    at = clock.now()
    category = db.session.scalars(select(Category.id).where(Category.slug == "keripik")).first()
    rows = []
    for number in range(chance.randrange(4)):
        material, closure = chance.choice(PACKS)
        rows.append(
            {
                "seller_id": seller_id,
                "category_id": category,
                "slug": f"kerumunan-{seller_id}-{number}",
                "name": f"Keripik {number}",
                "price_idr": 15_000,
                "net_unit": Unit.GRAM,
                "material": material,
                "closure": closure,
                "permit_number": "1" if material and chance.random() < 0.4 else "",
                "halal_number": "1" if chance.random() < 0.3 else "",
                "state": ListingState.PUBLISHED,
                "created_at": at,
                "changed_at": at,
                "published_at": at,
            }
        )
    return rows


def _sell(seller_ids: list[int], chance: random.Random, orders_each: int) -> None:
    orders: Rows = []
    parcels: Rows = []
    for seller_id in seller_ids:
        size = chance.lognormvariate(12, 1.1)
        for _ in range(chance.randrange(2 * orders_each + 1) if chance.random() < 0.8 else 0):
            number, at = len(orders), clock.now() - timedelta(minutes=chance.randrange(DAYS * 24 * 60))
            takings = max(int(size * chance.lognormvariate(0, 0.6)) // 500 * 500, 5_000)
            orders.append(
                {
                    "number": f"C{seller_id}-{number}",
                    "token": f"t{seller_id}-{number}",
                    "submission": f"s{seller_id}-{number}",
                    "contact_name": "Pembeli",
                    "contact_phone": "+6281200000000",
                    "total_idr": takings,
                    "placed_at": at,
                }
            )
            parcels.append(
                {
                    "seller_id": seller_id,
                    "state": ParcelState.COMPLETED,
                    "delivery_way": DeliveryWay.PICK_UP,
                    "items_idr": takings,
                    "delivery_idr": 0,
                    "created_at": at,
                    "changed_at": at,
                }
            )
    order_ids = list(db.session.scalars(insert(Order).returning(Order.id, sort_by_parameter_order=True), orders))
    for parcel, order_id in zip(parcels, order_ids, strict=True):
        parcel["order_id"] = order_id
    parcel_ids = list(db.session.scalars(insert(Parcel).returning(Parcel.id, sort_by_parameter_order=True), parcels))
    _write(ParcelMove, [_delivered(number, parcel) for number, parcel in zip(parcel_ids, parcels, strict=True)])


def _delivered(parcel_id: int, parcel: dict[str, Any]) -> dict[str, Any]:
    return {
        "parcel_id": parcel_id,
        "from_state": ParcelState.SHIPPED,
        "to_state": ParcelState.DELIVERED,
        "at": parcel["created_at"],
        "role": "system",
    }


def _wages(year: int) -> Rows:
    """Invented, and low enough that some sellers get above them."""
    codes = [regency.code for province in regions.provinces() for regency in regions.regencies(province.code)]
    return [
        {"regency_code": code, "year": one, "monthly_idr": 700_000 + at % 7 * 100_000, "changed_at": clock.now()}
        for at, code in enumerate(codes)
        for one in (year - 1, year)
    ]


def _write(table: type[Model], rows: Rows) -> None:
    if rows:
        db.session.execute(insert(table), rows)
