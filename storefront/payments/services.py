"""What happens to a parcel and to its money at once. Money goes from buyer to seller; the shop writes it down.

Each of these is one transaction: the move, the payment, stock where it goes back, the mail. All of them raise
``Refusal`` when ``orders.parcel`` does not allow the move.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from products import clock
from products.actor import Actor
from products.database import db, transaction
from products.errors import N_, Refusal
from storefront.orders.models import DeliveryWay, Parcel, ParcelState
from storefront.orders.services import MOST_WORDS, back_on_the_shelf, step
from storefront.payments.models import Payment, PaymentState, PaymentWay
from storefront.payments.receipts import ask_for_sizes


def payment_of(parcel: Parcel) -> Payment:
    """The payment of a parcel; every parcel has one."""
    return db.session.scalars(select(Payment).where(Payment.parcel_id == parcel.id)).one()


def payments_of(parcels: Iterable[Parcel]) -> dict[int, Payment]:
    """The payments of several parcels by parcel id, in one query."""
    ids = [parcel.id for parcel in parcels]
    return {one.parcel_id: one for one in db.session.scalars(select(Payment).where(Payment.parcel_id.in_(ids)))}


def claim_payment(actor: Actor, parcel: Parcel, receipt_key: str) -> None:
    """The buyer says that she has transferred the money and shows the receipt (a key of the private receipt store).

    The parcel's row is locked first: replacing a receipt moves nothing, so no guarded move would notice that the shop
    confirms the payment at the same moment.
    """
    with transaction() as session:
        session.refresh(parcel, with_for_update=True)
        payment = payment_of(parcel)
        if parcel.state is not ParcelState.PAYMENT_REVIEW:
            step(actor, parcel, ParcelState.PAYMENT_REVIEW)
        payment.state, payment.claimed_at, payment.receipt_key = PaymentState.CLAIMED, clock.now(), receipt_key
        ask_for_sizes(receipt_key)


def confirm_payment(actor: Actor, parcel: Parcel) -> None:
    """The shop has found the transfer on its account, with or without a receipt."""
    with transaction():
        step(actor, parcel, ParcelState.PROCESSING)
        _paid(payment_of(parcel))


def reject_receipt(actor: Actor, parcel: Parcel, reason: str) -> None:
    """The shop cannot find the money that the receipt speaks of; the buyer may send another one.

    Raises:
        Refusal: also when no reason is given.
    """
    words = _said(reason, N_("Tulis apa yang tidak cocok, misalnya jumlahnya belum sama."))
    with transaction():
        step(actor, parcel, ParcelState.PENDING_PAYMENT, words)
        payment = payment_of(parcel)
        payment.state, payment.note = PaymentState.DUE, words


def mark_delivered(actor: Actor, parcel: Parcel) -> None:
    """The goods are in the buyer's hands; cash on delivery is paid with that.

    Raises:
        Refusal: also for a packed parcel that somebody must bring first.
    """
    with transaction():
        if parcel.state is ParcelState.PACKED and parcel.delivery_way is not DeliveryWay.PICK_UP:
            raise Refusal(N_("Serahkan dulu ke kurir atau antar dulu, baru tandai sampai."))
        step(actor, parcel, ParcelState.DELIVERED)
        payment = payment_of(parcel)
        if payment.way is PaymentWay.CASH_ON_DELIVERY:
            _paid(payment)


def refuse(actor: Actor, parcel: Parcel, reason: str) -> None:
    """The shop cannot fulfil the parcel: stock back, nothing owed, the buyer told why.

    Raises:
        Refusal: also when no reason is given.
    """
    words = _said(reason, N_("Tulis alasannya, pembeli akan membacanya."))
    with transaction():
        _end(actor, parcel, words)


def cancel(actor: Actor, parcel: Parcel, reason: str = "") -> None:
    """The buyer changes her mind before the goods are packed, or nobody paid in time: stock back, nothing owed."""
    with transaction():
        _end(actor, parcel, reason)


def _end(actor: Actor, parcel: Parcel, reason: str) -> None:
    step(actor, parcel, ParcelState.CANCELLED, reason)
    back_on_the_shelf(parcel)
    payment_of(parcel).state = PaymentState.VOID


def _paid(payment: Payment) -> None:
    payment.state, payment.paid_at = PaymentState.PAID, clock.now()


def _said(reason: str, too_short: str) -> str:
    words = " ".join(reason.split())
    if len(words) < 3:
        raise Refusal(too_short, field="reason")
    return words[:MOST_WORDS]
