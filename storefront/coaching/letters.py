"""The mail that tells a seller what her assistant said about a listing, in her own language."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from products.models import Product
from storefront import mail
from storefront.orders.letters import shop_readers
from storefront.orders.links import shop_address
from storefront.review.services import FIELDS, Remark


def tell_published(product: Product, move_id: int) -> None:
    """The listing can be bought now, inside the transaction that publishes it."""
    for to, locale in shop_readers(product.seller_id):
        with force_locale(locale):
            link = f"{shop_address()}/products/{product.slug}"
            text = render_template("coaching/mail/published.txt", name=product.name, link=link)
            mail.send(_key(move_id, to), to, _("%(name)s sudah tampil di toko", name=product.name), text)


def tell_returned(product: Product, move_id: int, remarks: Sequence[Remark], reason: str) -> None:
    """What to put right, inside the transaction that gives the listing back."""
    for to, locale in shop_readers(product.seller_id):
        with force_locale(locale):
            text = render_template(
                "coaching/mail/returned.txt",
                name=product.name,
                reason=reason,
                remarks=[(_(FIELDS[one.field]), one.text) for one in remarks],
                link=f"{shop_address()}/selling/listings/{product.id}",
            )
            mail.send(_key(move_id, to), to, _("Catatan pendamping untuk %(name)s", name=product.name), text)


def _key(move_id: int, to: str) -> str:
    return f"listing-move-{move_id}-{to}"
