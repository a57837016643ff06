"""An assistant with her sellers, and what may wait on her desk."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

from products import clock
from products.actor import Actor, Role
from products.database import transaction
from products.listing import move_to
from products.models import ListingState, Photo, Product, Seller
from storefront.accounts.models import Account
from storefront.graduation import identity
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.claiming import claims
from storefront.graduation.models import Claim, GraduationRecord, Kind
from storefront.orders import services as orders
from storefront.orders.models import Parcel
from storefront.payments import services as payments
from tests.factories import make_account, make_category, make_order, make_product, make_seller

NIK = "3171015708450001"
GAMBIR = "31.71.01"
WORDS = "Dua bungkus terbuka dan isinya sudah tidak renyah lagi."


def assistant() -> Account:
    """One who cares for nobody yet."""
    return make_account(Role.ASSISTANT)


def acting(account: Account, seller: Seller | None = None) -> Actor:
    """Somebody in her own name, or in a seller's."""
    return Actor(account.role, account.id, seller.id if seller else None)


def seller_of(carer: Account, **values: Any) -> Seller:
    """A shop in her care, with its owner's account."""
    seller = make_seller(**values)
    make_account(Role.SELLER, seller_id=seller.id, email=f"penjual{seller.id}@example.com")
    take_into_care(carer.id, seller.id)
    return seller


def in_review(seller: Seller, **values: Any) -> Product:
    """A listing that its seller has sent."""
    draft: dict[str, Any] = {"state": ListingState.DRAFT, "published_at": None}
    if "category_id" not in values:
        draft["category_id"] = make_category().id
    product = make_product(seller, **(draft | values))
    add_photo(product)
    with transaction():
        move_to(product, ListingState.IN_REVIEW, Actor(Role.SELLER))
    return product


def add_photo(product: Product) -> None:
    """One more photo, of which only the row exists."""
    key = secrets.token_hex(32)
    with transaction() as session:
        session.add(Photo(product_id=product.id, key=key, width=1200, height=900, ready=True, added_at=clock.now()))


def record_of(carer: Account, **values: Any) -> GraduationRecord:
    """A record that names her as its assistant."""
    reference, nik = secrets.token_hex(16), values.pop("nik", NIK)
    fields = {
        "reference": reference,
        "nik_sealed": identity.seal(nik, identity.place_of("graduation_record", reference)),
        "nik_lookup": identity.lookup(nik),
        "name": "SITI ROHMAH",
        "kind": Kind.ALAMIAH,
        "graduated_on": date(2025, 6, 1),
        "district_code": GAMBIR,
        "assistant_id": carer.id,
        "created_at": clock.now(),
        "changed_at": clock.now(),
    }
    with transaction() as session:
        session.add(record := GraduationRecord(**(fields | values)))
    return record


def claim_by(nik: str = NIK, name: str = "Siti Rohmah", district: str = GAMBIR) -> Claim:
    """A seller in nobody's care says that the record with this number is hers."""
    seller = make_seller()
    owner = make_account(Role.SELLER, seller_id=seller.id)
    return claims.claim(Actor(Role.SELLER, owner.id), owner.id, seller, nik, name, district)


def parcel_of(seller: Seller, days_ago: float = 0) -> Parcel:
    """An order that waits to be packed."""
    with clock.freeze(clock.now() - timedelta(days=days_ago)):
        return make_order((make_product(seller), 1)).parcels[0]


def complaint_at(seller: Seller, carer: Account) -> Parcel:
    """A delivered order whose buyer complains."""
    parcel, her = parcel_of(seller), acting(carer, seller)
    orders.pack(her, parcel)
    orders.hand_over(her, parcel)
    payments.mark_delivered(her, parcel)
    orders.complain(Actor(Role.BUYER), parcel, WORDS)
    return parcel
