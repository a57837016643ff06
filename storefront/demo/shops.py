"""The demo's shops: opened by their sellers, with ways to deliver and to be paid, and cared for by the assistant."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, TextIOWrapper

from sqlalchemy import select

from products import clock
from products.actor import Role
from products.database import db, transaction
from products.models import Seller
from storefront.accounts.identifiers import read
from storefront.accounts.models import Account
from storefront.demo.calendar import Past
from storefront.demo.catalogue import DemoGraduation, DemoSeller
from storefront.demo.people import SELLER, actor_of, make_account
from storefront.graduation.claiming import claims, decisions
from storefront.graduation.importing import batches
from storefront.graduation.importing.record_file import COLUMNS
from storefront.graduation.models import GraduationRecord
from storefront.orders.models import DeliveryWay
from storefront.orders.offers import offer_delivery, set_postage
from storefront.payments.offers import offer_payment
from storefront.selling.shop import open_shop

LIVELY = "keripik-uni-des"
"""The shop of ``seller@example.com``."""
DAYS_OPEN = 75


def seller_account(shop: DemoSeller) -> Account:
    """The account of a shop's seller, made when it is not there: under her phone, or as the demo names it."""
    return make_account(Role.SELLER, shop.maker, SELLER if shop.slug == LIVELY else shop.whatsapp)


def open_shops(shops: Sequence[DemoSeller], past: Past) -> None:
    """Open those that are not open yet, some every day."""
    for number, shop in enumerate(shops):
        make_shop(shop, past.day(DAYS_OPEN - number // 4, 9 + number % 6, number * 7 % 60))


def make_shop(shop: DemoSeller, at: datetime) -> None:
    """Open a shop unless it is open, with everything it offers at one stroke."""
    if db.session.scalar(select(Seller.id).where(Seller.slug == shop.slug)) is None:
        with clock.freeze(at):
            account = seller_account(shop)
            with transaction():
                _open(account, shop)


def import_records(rows: Iterable[DemoGraduation], officer: Account, past: Past) -> None:
    """Bring the graduation records in as the officer does: a file, a check, an approval. Once."""
    if db.session.scalar(select(GraduationRecord.id).limit(1)) is not None:
        return
    with past.at(past.day(DAYS_OPEN + 5, 8)):
        batch = batches.receive(_file(rows), "graduasi.csv", officer)
        list(batches.check_batch(batch_id=batch.id))
        batches.approve(batch)
        list(batches.import_batch(batch_id=batch.id))


def connect(row: DemoGraduation, assistant: Account, past: Past, *, confirmed: bool = True) -> None:
    """The seller claims her record, and the assistant says that it is hers, unless she is left waiting for that."""
    seller = db.session.scalars(select(Seller).where(Seller.slug == row.seller)).one()
    account = db.session.scalars(select(Account).where(Account.seller_id == seller.id)).one()
    days_ago = DAYS_OPEN - 10 if confirmed else 1
    if claims.last_claim_of(seller.id):
        return
    with transaction():
        with past.at(past.day(days_ago, 19)):
            claim = claims.claim(actor_of(account), account.id, seller, row.nik, row.name, row.district_code)
        if confirmed:
            with past.at(past.day(days_ago - 1, 8)):
                decisions.confirm(actor_of(assistant), claim)


def _open(account: Account, shop: DemoSeller) -> None:
    words = {"name": shop.name, "maker": shop.maker, "regency_code": shop.regency_code, "nib": shop.nib or None}
    whatsapp = read(shop.whatsapp).phone
    seller = open_shop(
        account, {**words, "story": shop.story, "story_en": shop.story_en, "whatsapp": whatsapp}, agreed=True
    )
    seller.slug = shop.slug
    actor = actor_of(account)
    for delivery in shop.deliveries:
        offer_delivery(actor, seller, delivery.way, delivery.fee_idr, delivery.note)
    if DeliveryWay.COURIER in {delivery.way for delivery in shop.deliveries}:
        set_postage(actor, seller, shop.postage)
    for payment in shop.payments:
        offer_payment(actor, seller, payment.way, payment.bank, payment.account_number, payment.account_holder)


def _file(rows: Iterable[DemoGraduation]) -> BytesIO:
    """The records as the CSV file that an officer would have."""
    out = BytesIO()
    text = TextIOWrapper(out, "utf-8", newline="", write_through=True)
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: getattr(row, name, "") for name in COLUMNS} for row in rows)
    text.detach()
    out.seek(0)
    return out
