"""A seller who opened her shop yesterday: her claim waits for the assistant, and her first listing is half written."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from products.database import db, transaction
from products.models import Product, Seller
from products.regions import Zone
from storefront.accounts.models import Account
from storefront.demo.calendar import Past
from storefront.demo.catalogue import DemoDelivery, DemoGraduation, DemoPayment, DemoSeller
from storefront.demo.people import actor_of
from storefront.graduation.models import Kind
from storefront.orders.models import DeliveryWay
from storefront.payments.models import PaymentWay
from storefront.selling.listings import begin_listing, save_listing

SHOP = DemoSeller(
    slug="peyek-bu-narti",
    name="Peyek Bu Narti",
    maker="Sunarti",
    regency_code="33.08",
    place="Magelang, Jateng",
    whatsapp="0812-0000-0121",
    nib="",
    story="Peyek kacang saya goreng tiap pagi, setelah anak-anak berangkat sekolah. Baru belajar berjualan lewat HP.",
    story_en="I fry peanut crackers every morning, once the children are off to school. Selling by phone is new to me.",
    deliveries=(DemoDelivery(DeliveryWay.PICK_UP, 0, "Rumah, pagi sampai siang"),),
    postage=dict[Zone, int](),
    payments=(DemoPayment(PaymentWay.CASH_ON_DELIVERY),),
    products=(),
)
RECORD = DemoGraduation(
    seller=SHOP.slug,
    nik="3171015806820021",
    name="Sunarti",
    kind=Kind.SEJAHTERA_MANDIRI,
    graduated_on=date(2025, 6, 17),
    district_code="33.08.02",
    joined_year=2018,
    reason="usaha",
    assistant="assistant@example.com",
    programmes="",
)
DRAFT = {
    "name": "Peyek Kacang Renyah",
    "category": "keripik",
    "price_idr": 12_000,
    "description": "Peyek kacang tanah, tipis dan renyah.",
}


def begin_first_listing(past: Past) -> None:
    """Her first draft, unless she has one."""
    seller = db.session.scalars(select(Seller).where(Seller.slug == SHOP.slug)).one()
    if db.session.scalar(select(Product.id).where(Product.seller_id == seller.id)) is not None:
        return
    actor = actor_of(db.session.scalars(select(Account).where(Account.seller_id == seller.id)).one())
    with past.at(past.day(0, 7)), transaction():
        save_listing(actor, begin_listing(actor, seller), DRAFT)
