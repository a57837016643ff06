"""Opening a shop and saying what it is: its name, place, words, and ways to deliver and be paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from products import clock, regions
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from products.listing import free_slug
from products.models import Product, Seller, SellerState
from products.permits import PermitKind, check_permit, normalise
from products.search import search_changed
from storefront.accounts.deeds import record_deed
from storefront.accounts.models import Account
from storefront.accounts.owners import owner_of
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.orders.models import DeliveryOffer
from storefront.payments.models import PaymentOffer


def open_shop(account: Account, values: Mapping[str, Any], *, agreed: bool) -> Seller:
    """A new shop for a seller who has none yet; a second call gives her the one she has.

    That she agreed to the use of her data for it is kept with the words of today.

    Args:
        values: ``name``, ``regency_code``, and whatever else of the shop is known.
        agreed: whether she ticked that she agrees.

    Raises:
        Refusal: when the NIB is none, or she has not agreed.
    """
    if not agreed:
        raise Refusal(N_("Beri tanda setuju dulu, ya. Tanpa itu lapak belum bisa dibuka."), field="agreed")
    checked = _checked(values)
    with transaction() as session:
        session.refresh(account, with_for_update=True)
        if account.seller:
            return account.seller
        seller = Seller(slug=free_slug(Seller, checked["name"]), created_at=clock.now(), **checked)
        session.add(seller)
        session.flush()
        account.seller_id = seller.id
        consent.give(Actor(account.role, account.id), account.id, [Purpose.SHOP])
    return seller


def change_shop(actor: Actor, seller: Seller, values: Mapping[str, Any]) -> None:
    """Change what the shop says of itself. Its address stays, so that old links hold.

    Args:
        values: columns of ``Seller``.

    Raises:
        Refusal: when the NIB is none, the shop is being deleted, or she took back that her data are used for it.
    """
    checked = _checked(values)
    with transaction():
        if seller.state is SellerState.CLOSED:
            raise Refusal(N_("Lapak ini sedang ditutup. Tarik dulu permintaan hapus di Data saya."))
        if checked.get("state") is SellerState.OPEN and seller.state is not SellerState.OPEN:
            _refuse_taken_back(seller)
        for name, value in checked.items():
            setattr(seller, name, value)
        search_changed(*db.session.scalars(select(Product.id).where(Product.seller_id == seller.id)))
        record_deed(actor, "shop.changed", seller.name)


def _refuse_taken_back(seller: Seller) -> None:
    """Nobody trades on data whose use its owner has taken back; who was never asked is asked on her desk."""
    owner = owner_of(seller.id)
    asked = owner and any(one.purpose == Purpose.SHOP for one in consent.consents_of(owner.id))
    if owner and asked and not consent.has(owner.id, Purpose.SHOP):
        raise Refusal(N_("Setujui dulu pemakaian data untuk lapak di Pilihan saya, lalu buka lapaknya."), field="state")


def is_ready_to_sell(seller: Seller) -> bool:
    """Whether buyers could check out here: at least one way to deliver and one to pay."""
    delivers = db.session.scalar(select(DeliveryOffer.id).where(DeliveryOffer.seller_id == seller.id).limit(1))
    is_paid = db.session.scalar(select(PaymentOffer.id).where(PaymentOffer.seller_id == seller.id).limit(1))
    return delivers is not None and is_paid is not None


def known_regency(code: str) -> str:
    """``code`` when it is a regency's. Raises ``Refusal`` otherwise."""
    if not regions.is_regency(code):
        raise Refusal(N_("Pilih kabupaten atau kota dari daftar."), field="regency")
    return code


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the NIB as it is kept, where there is one."""
    return {**values, "nib": _checked_nib(values["nib"])} if "nib" in values else dict(values)


def _checked_nib(typed: str | None) -> str | None:
    number = normalise(PermitKind.NIB, typed or "")
    if not number:
        return None
    faults = check_permit(PermitKind.NIB, number, clock.today())
    if faults:
        raise Refusal(faults[0].sentence, field="nib")
    return number
