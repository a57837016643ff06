"""What is left of a person who asked to be deleted: rows that the law or the books need, without anything of hers.

Orders, parcels, payments and their amounts stay (PP 80/2019 article 25), as do consents, which are proof, the log of
who looked at the record, and what was done in her name, each without her name. All of these are called inside the
transaction of the deletion, and calling them twice changes nothing more.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, exists, or_, select, update

from products.database import db
from products.models import ListingMove, ListingState, Photo, Product, Seller, SellerState
from products.search import search_changed
from storefront.accounts.models import Account, Deed, ResetCode
from storefront.accounts.services import new_session_key
from storefront.care.models import Contact, PlanStep
from storefront.cart.models import CartItem
from storefront.graduation.claiming import claims
from storefront.graduation.models import CareOffer, ClaimPause, GraduationRecord, Story
from storefront.orders.models import DeliveryOffer, Order, Parcel, ParcelLine, PostageRate
from storefront.payments.models import Payment, PaymentOffer
from storefront.privacy.forgetting import forget_records
from storefront.privacy.models import DataRequest
from storefront.review.models import FieldComment

NOBODY = "Akun dihapus"
NO_BUYER = "Pembeli dihapus"
NO_PHONE = "-"
"""No number that anybody types: an empty one would be found by whoever types none (``tracking.finding``)."""
NO_SHOP = "Lapak ditutup"
NO_PRODUCT = "Barang dihapus"
OPENS_NOTHING = "!"
SAYS_A_NAME = ("shop.", "listing.")
"""Deeds whose subject is the shop's or a product's name; those about parcels name an order's number."""


def forget_account(account: Account) -> None:
    """An account that nobody signs in to, and that names nobody."""
    account.display_name, account.email, account.phone = NOBODY, None, None
    account.password_hash, account.session_key = OPENS_NOTHING, new_session_key()
    account.totp_secret, account.totp_used_step = None, None
    account.is_enabled = False
    _delete(ResetCode, ResetCode.account_id == account.id)
    db.session.execute(update(DataRequest).where(DataRequest.account_id == account.id).values(words="", field=""))


def forget_orders(order_ids: Collection[int]) -> list[str]:
    """Orders without their buyer. The goods, the amounts, the dates and the regency stay; the link in her mail opens
    nothing any more.

    Returns:
        The keys of the receipts that nobody needs now.
    """
    for order_id in order_ids:
        db.session.execute(
            update(Order)
            .where(Order.id == order_id)
            .values(
                contact_name=NO_BUYER,
                contact_phone=NO_PHONE,
                contact_email=None,
                address="",
                landmark="",
                postal_code="",
                note="",
                token=secrets.token_urlsafe(32),
                submission=secrets.token_urlsafe(32),
            )
        )
    parcels = select(Parcel.id).where(Parcel.order_id.in_(order_ids))
    return forget_receipts(Payment.parcel_id.in_(parcels))


def forget_receipts(which: ColumnElement[bool]) -> list[str]:
    """Take the receipts off these payments and give their keys, so that their files can follow."""
    keys = list(db.session.scalars(select(Payment.receipt_key).where(which, Payment.receipt_key != "")))
    db.session.execute(update(Payment).where(which).values(receipt_key="").execution_options(synchronize_session=False))
    return keys


def forget_shop(seller_id: int | None, declared_records: Collection[str] = ()) -> list[str]:
    """A shop that says nothing of anybody, its goods gone as far as no order names them.

    Args:
        seller_id: the shop; ``None`` for a seller who never opened one.
        declared_records: the references of records that stood by her word alone and go with her.

    Returns:
        The keys of the photos that nobody needs now.
    """
    if seller_id is None:
        return []
    photos = _forget_goods(seller_id)
    _forget_names_in_lines(seller_id)
    _forget_shop_words(seller_id)
    _forget_care(seller_id)
    claims.forget(seller_id)
    forget_records(
        select(GraduationRecord.id).where(
            GraduationRecord.reference.in_(declared_records), GraduationRecord.seller_id.is_(None)
        )
    )
    return photos


def _forget_shop_words(seller_id: int) -> None:
    db.session.execute(
        update(Seller)
        .where(Seller.id == seller_id)
        .values(
            name=NO_SHOP,
            slug=f"ditutup-{secrets.token_hex(8)}",
            maker="",
            story="",
            story_en="",
            told="",
            whatsapp=None,
            nib=None,
            state=SellerState.CLOSED,
        )
    )
    for model in (DeliveryOffer, PostageRate, PaymentOffer):
        _delete(model, model.seller_id == seller_id)
    parcels = select(Parcel.id).where(Parcel.seller_id == seller_id)
    bank = {"account_number": "", "account_holder": ""}
    db.session.execute(
        update(Payment).where(Payment.parcel_id.in_(parcels)).values(bank).execution_options(synchronize_session=False)
    )


def _forget_goods(seller_id: int) -> list[str]:
    """Delete the listings that were never sold and empty the others, which orders name."""
    sold = exists().where(ParcelLine.product_id == Product.id)
    goods = select(Product.id).where(Product.seller_id == seller_id)
    search_changed(*db.session.scalars(goods))
    keys = list(db.session.scalars(select(Photo.key).where(Photo.product_id.in_(goods)).distinct()))
    for model in (Photo, FieldComment, CartItem):
        _delete(model, model.product_id.in_(goods))
    _delete(ListingMove, ListingMove.product_id.in_(goods.where(~sold)))
    _delete(Product, Product.id.in_(goods.where(~sold)))
    for product_id in db.session.scalars(goods).all():
        _empty(product_id)
    return keys


def _empty(product_id: int) -> None:
    words = dict.fromkeys(
        ("name_en", "description", "description_en", "ingredients", "storage", "permit_number", "halal_number"), ""
    )
    db.session.execute(
        update(Product)
        .where(Product.id == product_id)
        .values(name=NO_PRODUCT, slug=f"dihapus-{secrets.token_hex(8)}", state=ListingState.WITHDRAWN, **words)
    )
    db.session.execute(update(ListingMove).where(ListingMove.product_id == product_id).values(reason=""))


def _forget_names_in_lines(seller_id: int) -> None:
    """What was sold stays named in its orders, but not after her: ``Keripik Bu Sari`` becomes ``Keripik …``."""
    shop = db.session.get_one(Seller, seller_id)
    owners = db.session.scalars(select(Account.display_name).where(Account.seller_id == seller_id))
    names = sorted({name for name in (shop.name, shop.maker, *owners) if name}, key=len, reverse=True)
    hers = re.compile("|".join(map(re.escape, names)), re.IGNORECASE)
    lines = select(ParcelLine.product_name).join(Parcel).where(Parcel.seller_id == seller_id).distinct()
    for name in db.session.scalars(lines).all():
        if hers.search(name):
            db.session.execute(
                update(ParcelLine)
                .where(
                    ParcelLine.product_name == name,
                    ParcelLine.parcel_id.in_(select(Parcel.id).where(Parcel.seller_id == seller_id)),
                )
                .values(product_name=hers.sub("…", name))
                .execution_options(synchronize_session=False)
            )


def _forget_care(seller_id: int) -> None:
    """What was agreed between her and her assistants goes; who cared for her, and what was done in her name, stays."""
    for model in (Contact, PlanStep, Story, ClaimPause):
        _delete(model, model.seller_id == seller_id)
    db.session.execute(update(CareOffer).where(CareOffer.seller_id == seller_id).values(note="", answer=""))
    says_a_name = or_(*(Deed.what.startswith(group) for group in SAYS_A_NAME))
    db.session.execute(update(Deed).where(Deed.seller_id == seller_id, says_a_name).values(subject=""))


def _delete(model: type[object], which: ColumnElement[bool]) -> None:
    db.session.execute(delete(model).where(which).execution_options(synchronize_session=False))
