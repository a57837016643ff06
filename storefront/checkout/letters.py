"""The first mail of an order: to the buyer with the link that opens it, and to each shop."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import force_locale
from flask_babel import gettext as _

from storefront import mail
from storefront.orders.letters import shop_readers
from storefront.orders.links import desk_link, order_link
from storefront.orders.models import Order
from storefront.payments.models import Payment


def tell_buyer(order: Order, payments: Sequence[Payment]) -> None:
    """What was ordered, what to pay to whom, and where to follow it; where the buyer gave an address."""
    if not order.contact_email:
        return
    with force_locale(order.locale):
        text = mail.written("checkout/mail/to_buyer.txt", order=order, payments=payments, link=order_link(order))
        subject = _("Pesanan %(number)s sudah kami terima", number=order.number)
        mail.send(f"order-{order.id}-buyer", order.contact_email, subject, text)


def tell_shops(order: Order) -> None:
    """Each shop that something of its own was ordered, where it has an address."""
    for parcel in order.parcels:
        for to, locale in shop_readers(parcel.seller_id):
            with force_locale(locale):
                text = mail.written("checkout/mail/to_shop.txt", order=order, parcel=parcel, link=desk_link(parcel))
                subject = _("Pesanan baru %(number)s dari %(buyer)s", number=order.number, buyer=order.contact_name)
                mail.send(f"parcel-{parcel.id}-shop-{to}", to, subject, text)
