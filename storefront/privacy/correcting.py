"""Carrying a correction out: account and shop directly, the record through its own dated corrections."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Product, Seller
from products.search import search_changed
from storefront.accounts import identifiers
from storefront.accounts.models import Account
from storefront.graduation import corrections
from storefront.graduation.links import record_of
from storefront.phones import international
from storefront.privacy import letters
from storefront.privacy.models import DataRequest
from storefront.privacy.requests import fulfil
from storefront.privacy.words import ACCOUNT_FIELDS, RECORD_FIELDS, SHOP_FIELDS, SIGN_IN_FIELDS

MOST_LETTERS = 80
TAKEN = N_("Alamat e-mail ini sudah dipakai akun lain.")


def correct(actor: Actor, asked: DataRequest, value: str, answer: str) -> None:
    """Put what was asked right and say so, together or not at all.

    Args:
        actor: the officer.
        asked: an open request for a correction.
        value: what shall stand there, as typed; nothing where an officer did it at another place.
        answer: what she reads.

    Raises:
        Refusal: when the value cannot be, or the request is closed.
    """
    former = asked.account.email
    try:
        with transaction():
            if is_applied_here(asked.field):
                _apply(actor, asked, value.strip(), answer)
            if asked.field in SIGN_IN_FIELDS:
                letters.tell_sign_in_changed(asked, former)
            fulfil(actor, asked, answer)
            db.session.flush()
    except IntegrityError:
        raise Refusal(TAKEN, field="value") from None


def is_applied_here(field: str) -> bool:
    """Whether the page can put this field right itself; a number is corrected by declaring or importing it anew."""
    return field in ACCOUNT_FIELDS | SHOP_FIELDS or (_column(field) in corrections.FIELDS and field in RECORD_FIELDS)


def value_now(asked: DataRequest) -> str:
    """What stands there now, as ``correct`` takes it."""
    owner, column = _owner(asked), _column(asked.field)
    if owner is None or not is_applied_here(asked.field):
        return ""
    if asked.field in RECORD_FIELDS:
        record = record_of(asked.seller_id or 0)
        return corrections.written(record, column) if record else ""
    return str(getattr(owner, column) or "")


def _apply(actor: Actor, asked: DataRequest, value: str, answer: str) -> None:
    column = _column(asked.field)
    if asked.field in RECORD_FIELDS:
        record = record_of(asked.seller_id or 0)
        if record is None:
            raise Refusal(N_("Tidak ada catatan yang terhubung dengan lapak ini."), field="value")
        corrections.apply(actor, record, column, value, answer)
        return
    owner = _owner(asked)
    setattr(owner, column, _checked(asked.field, value))
    if isinstance(owner, Seller):
        search_changed(*db.session.scalars(select(Product.id).where(Product.seller_id == owner.id)))


def _checked(field: str, value: str) -> str:
    """A value in the form it is kept in. Raises ``Refusal`` beside the field when it cannot be."""
    try:
        if field == "account.email":
            kept = identifiers.read(value).email if "@" in value else None
        elif field in ("account.phone", "seller.whatsapp"):
            kept = international(value)
        else:
            kept = " ".join(value.split())[:MOST_LETTERS]
    except Refusal as refusal:
        raise Refusal(refusal.sentence, field="value", **refusal.values) from None
    if not kept:
        raise Refusal(N_("Tulis isi yang benar."), field="value")
    return kept


def _owner(asked: DataRequest) -> Account | Seller | None:
    return asked.seller if asked.field in SHOP_FIELDS else asked.account


def _column(field: str) -> str:
    return field.partition(".")[2]
