"""Placing an order: stock, order, parcels, payments and mail in one transaction, once for each submission."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from products import clock, stock
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.cart import services as cart
from storefront.cart.contents import baskets
from storefront.checkout import letters
from storefront.checkout.choices import shops_of
from storefront.checkout.plan import Contact, ParcelPlan, Pick, Plan, plan_of
from storefront.orders import parcel as parcels
from storefront.orders.models import Order, Parcel, ParcelLine, ParcelState
from storefront.orders.numbers import new_number
from storefront.payments.codes import free_code
from storefront.payments.models import Payment, PaymentState, PaymentWay


@dataclass(frozen=True, slots=True)
class Submission:
    """What a buyer sends when she presses the button.

    Attributes:
        token: of the form; the same one never makes a second order.
        cart: the token of her cart.
        agreed: the fingerprint of the plan she was shown.
    """

    token: str
    cart: str
    contact: Contact
    picks: Mapping[int, Pick]
    agreed: str
    locale: str = "id"


class Changed(Refusal):
    """Something of the order is not what the buyer was shown; she must see it before she agrees."""

    def __init__(self) -> None:
        super().__init__(
            N_("Harga, ongkos, atau isi keranjang berubah sejak halaman ini dibuka. Periksa lagi jumlahnya.")
        )


def place_order(actor: Actor, submission: Submission) -> Order:
    """Place an order and empty the cart; a submission that was placed before gives that order again.

    Raises:
        Changed: when prices, fees or packs are not those agreed to.
        products.stock.NotEnough: when something was sold in between.
        Refusal: when something is missing, or the cart is empty.
    """
    try:
        with transaction():
            return placed_before(submission.token) or _place(actor, submission)
    except IntegrityError:
        if (order := placed_before(submission.token)) is None:
            raise
        return order


def placed_before(token: str) -> Order | None:
    """The order that this submission has made already."""
    return db.session.scalar(select(Order).where(Order.submission == token)) if token else None


def _place(actor: Actor, submission: Submission) -> Order:
    in_cart = baskets(submission.cart)
    if not in_cart:
        raise Refusal(N_("Keranjang sudah kosong."))
    plan = plan_of(shops_of(in_cart), submission.picks, submission.contact)
    if plan.fingerprint != submission.agreed:
        raise Changed
    order = _order(actor, submission, plan)
    stock.reserve_all({line.product_id: line.quantity for basket in in_cart for line in basket.lines})
    payments = [_parcel(actor, order, part) for part in sorted(plan.parcels, key=lambda one: one.basket.seller_id)]
    cart.empty(submission.cart)
    letters.tell_buyer(order, payments)
    letters.tell_shops(order)
    return order


def _order(actor: Actor, submission: Submission, plan: Plan) -> Order:
    contact = submission.contact
    order = Order(
        number=new_number(),
        token=secrets.token_urlsafe(32),
        submission=submission.token,
        account_id=actor.account_id,
        locale=submission.locale,
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_email=contact.email,
        address=contact.address,
        landmark=contact.landmark,
        regency_code=contact.regency_code,
        postal_code=contact.postal_code,
        note=contact.note,
        total_idr=plan.total_idr,
        placed_at=clock.now(),
    )
    db.session.add(order)
    db.session.flush()
    return order


def _parcel(actor: Actor, order: Order, part: ParcelPlan) -> Payment:
    waits = part.payment.way is PaymentWay.BANK_TRANSFER
    parcel = Parcel(
        order=order,
        seller_id=part.basket.seller_id,
        state=ParcelState.PENDING_PAYMENT if waits else ParcelState.PROCESSING,
        delivery_way=part.delivery,
        items_idr=part.basket.items_idr,
        delivery_idr=part.delivery_idr,
        created_at=order.placed_at,
        changed_at=order.placed_at,
        lines=[
            ParcelLine(
                product_id=line.product_id,
                product_name=line.source_name,
                unit_price_idr=line.price_idr,
                quantity=line.quantity,
                weight_g=line.weight_g * line.quantity,
            )
            for line in part.basket.lines
        ],
    )
    db.session.add(parcel)
    db.session.flush()
    parcels.begin(parcel, actor)
    return _payment(parcel, part)


def _payment(parcel: Parcel, part: ParcelPlan) -> Payment:
    words = part.payment
    payment = Payment(
        parcel_id=parcel.id,
        way=words.way,
        state=PaymentState.DUE,
        amount_idr=parcel.total_idr,
        unique_code_idr=free_code(parcel.seller_id) if words.way is PaymentWay.BANK_TRANSFER else 0,
        bank=words.bank,
        account_number=words.account_number,
        account_holder=words.account_holder,
        created_at=parcel.created_at,
    )
    db.session.add(payment)
    db.session.flush()
    return payment
