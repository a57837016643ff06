"""What an assistant may see: only what belongs to sellers in her care now. Everything else does not exist for her."""

from __future__ import annotations

from flask import abort
from sqlalchemy import ColumnElement, select

from products.actor import Actor
from products.database import db
from products.models import Product, Seller
from storefront.accounts.acting import my_account
from storefront.graduation.models import CaseloadEntry


def myself() -> Actor:
    """The assistant in her own name, whomever she may be acting for besides."""
    account = my_account()
    return Actor(account.role, account.id)


def my_seller(seller_id: int) -> Seller:
    """A shop in my care, or 404."""
    found = select(Seller).where(Seller.id == seller_id, cared_for_by(my_account().id))
    return db.session.scalar(found) or abort(404)


def my_listing(product_id: int) -> Product:
    """A listing of a shop in my care, or 404."""
    found = select(Product).join(Seller).where(Product.id == product_id, cared_for_by(my_account().id))
    return db.session.scalar(found) or abort(404)


def cared_for_by(assistant_id: int | None) -> ColumnElement[bool]:
    """For a query over ``Seller``: in this assistant's care at this moment."""
    return Seller.id.in_(
        select(CaseloadEntry.seller_id).where(CaseloadEntry.assistant_id == assistant_id, CaseloadEntry.until.is_(None))
    )
