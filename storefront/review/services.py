"""Remarks on a listing, field by field: made by those who review it, settled by whoever puts it right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from products import clock
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Product
from storefront.accounts.models import Account
from storefront.language import moment
from storefront.review.models import FieldComment

MOST_WORDS = 1_000

# What can be remarked on, in the order of the form, as the form's fields are called.
FIELDS: dict[str, str] = {
    "photos": N_("Foto"),
    "name": N_("Nama barang"),
    "category": N_("Jenis barang"),
    "description": N_("Cerita barang"),
    "price_idr": N_("Harga"),
    "net_amount": N_("Isi bersih"),
    "ingredients": N_("Komposisi"),
    "storage": N_("Cara menyimpan"),
    "material": N_("Kemasan"),
    "permit_number": N_("Izin"),
    "halal_number": N_("Halal"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark as pages show it."""

    id: int
    field: str
    text: str
    author: str
    at: datetime
    settled: bool

    @property
    def when(self) -> str:
        """Day and time, in the reader's way of writing them."""
        return moment(self.at, year=False)


def remarks_on(product_id: int) -> dict[str, list[Remark]]:
    """All remarks on a listing by field, the oldest first."""
    rows = db.session.execute(
        select(
            FieldComment.id,
            FieldComment.field,
            FieldComment.text,
            Account.display_name,
            FieldComment.at,
            FieldComment.settled_at,
        )
        .join(Account, Account.id == FieldComment.account_id)
        .where(FieldComment.product_id == product_id)
        .order_by(FieldComment.id)
    )
    by_field: dict[str, list[Remark]] = defaultdict(list)
    for number, field, text, author, at, settled_at in rows:
        by_field[field].append(Remark(number, field, text, author, at, settled_at is not None))
    return dict(by_field)


def remark(actor: Actor, product: Product, field: str, text: str) -> None:
    """Say something about one field of a listing.

    Raises:
        Refusal: when the field cannot be remarked on, or nothing is said.
    """
    words = text.strip()[:MOST_WORDS]
    if field not in FIELDS or not words or actor.account_id is None:
        raise Refusal(N_("Tulis catatannya dulu."), field="text")
    with transaction() as session:
        session.add(
            FieldComment(product_id=product.id, account_id=actor.account_id, field=field, text=words, at=clock.now())
        )


def open_remarks(product_id: int) -> list[Remark]:
    """The remarks on a listing that still wait to be put right, in the order of the form."""
    by_field = remarks_on(product_id)
    return [one for field in FIELDS for one in by_field.get(field, []) if not one.settled]


def has_remark(product_id: int, remark_id: int) -> bool:
    """Whether a remark, settled or not, is on this listing."""
    there = select(FieldComment.id).where(FieldComment.id == remark_id, FieldComment.product_id == product_id)
    return db.session.scalar(there) is not None


def settle(product: Product, remark_id: int) -> None:
    """One remark on a listing has been put right; settling it twice changes nothing."""
    with transaction() as session:
        session.execute(
            update(FieldComment)
            .where(
                FieldComment.id == remark_id,
                FieldComment.product_id == product.id,
                FieldComment.settled_at.is_(None),
            )
            .values(settled_at=clock.now())
        )


def settle_all(product: Product) -> None:
    """What was remarked on has been put right, inside the transaction that publishes the listing."""
    db.session.execute(
        update(FieldComment)
        .where(FieldComment.product_id == product.id, FieldComment.settled_at.is_(None))
        .values(settled_at=clock.now())
    )
