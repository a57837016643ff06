"""An order as its buyer sees it: for each parcel where it stands, what to pay, and what she can do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import false, or_, select
from sqlalchemy.orm import joinedload, selectinload

from products.actor import Role
from products.database import db
from storefront.accounts.acting import current_account
from storefront.language import moment
from storefront.orders.access import granted_ids
from storefront.orders.links import whatsapp_link
from storefront.orders.models import DeliveryWay, Order, Parcel, ParcelMove, ParcelState
from storefront.orders.parcel import LABELS, may_move
from storefront.orders.words import DELIVERY_WAYS, reason_of
from storefront.payments.models import Payment, PaymentState, PaymentWay
from storefront.payments.overdue import PATIENCE
from storefront.payments.services import payments_of
from storefront.payments.words import PAYMENT_WAYS

S = ParcelState
MOST_LISTED = 50
TONES = {S.CANCELLED: "alert", S.DISPUTED: "alert", S.COMPLETED: "good", S.DELIVERED: "good"}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a parcel's story."""

    title: str
    when: str
    by: str
    note: str
    tone: str


@dataclass(frozen=True, slots=True)
class ParcelView:
    """One parcel on its buyer's page."""

    parcel: Parcel
    payment: Payment
    number: str

    @property
    def label(self) -> str:
        """Where it stands, in words."""
        if self.parcel.state is S.PACKED and self.parcel.delivery_way is DeliveryWay.PICK_UP:
            return _("Siap diambil")
        return _(LABELS[self.parcel.state])

    @property
    def tone(self) -> str:
        """The colour of the label."""
        return TONES.get(self.parcel.state, "action")

    @property
    def delivery(self) -> str:
        """How it comes, in words."""
        return _(DELIVERY_WAYS[self.parcel.delivery_way])

    @property
    def payment_way(self) -> str:
        """How it is paid, in words."""
        return _(PAYMENT_WAYS[self.payment.way])

    @property
    def stages(self) -> list[str]:
        """The stations on its way."""
        way = _("Diambil") if self.parcel.delivery_way is DeliveryWay.PICK_UP else _("Dikirim")
        paying = [_("Dibayar")] if self.payment.way is PaymentWay.BANK_TRANSFER else []
        return [_("Dipesan"), *paying, _("Dikemas"), way, _("Sampai")]

    @property
    def stage(self) -> int:
        """At which of the stations it is; ``-1`` when it has left its way."""
        if self.parcel.state in {S.CANCELLED, S.DISPUTED}:
            return -1
        order = [S.PENDING_PAYMENT, S.PROCESSING, S.PACKED, S.SHIPPED, S.DELIVERED]
        state = {S.PAYMENT_REVIEW: S.PENDING_PAYMENT, S.COMPLETED: S.DELIVERED}.get(
            self.parcel.state, self.parcel.state
        )
        at = order.index(state)
        return at if self.payment.way is PaymentWay.BANK_TRANSFER else max(0, at - 1)

    @property
    def is_waiting_for_transfer(self) -> bool:
        """Whether the buyer has to transfer money now."""
        return self.parcel.state is S.PENDING_PAYMENT

    @property
    def can_send_receipt(self) -> bool:
        """Whether a receipt may be sent, or sent again."""
        return self.parcel.state in {S.PENDING_PAYMENT, S.PAYMENT_REVIEW}

    @property
    def can_cancel(self) -> bool:
        """Whether the buyer may still change her mind."""
        return may_move(self.parcel, S.CANCELLED, Role.BUYER)

    @property
    def can_receive(self) -> bool:
        """Whether the buyer may say that it has arrived."""
        return may_move(self.parcel, S.DELIVERED, Role.BUYER)

    @property
    def can_complete(self) -> bool:
        """Whether the buyer may say that all is well."""
        return may_move(self.parcel, S.COMPLETED, Role.BUYER)

    @property
    def can_complain(self) -> bool:
        """Whether the buyer may say that something is wrong."""
        return may_move(self.parcel, S.DISPUTED, Role.BUYER)

    @property
    def money_comes_back(self) -> bool:
        """Whether the buyer had paid, or says so, for what was cancelled then."""
        paid = self.payment.paid_at or self.payment.claimed_at
        return self.payment.state is PaymentState.VOID and paid is not None

    @property
    def pay_until(self) -> str:
        """The end of the time to transfer."""
        return when(self.parcel.changed_at + PATIENCE)

    @property
    def whatsapp_url(self) -> str:
        """A message to the seller about this order, half written."""
        parts = {"shop": self.parcel.seller.name, "name": self.parcel.order.contact_name, "number": self.number}
        text = _("Halo %(shop)s, saya %(name)s. Saya mau bertanya tentang pesanan %(number)s.", **parts)
        return whatsapp_link(self.parcel.seller.whatsapp, text)

    @property
    def events(self) -> list[Event]:
        """Its story, the newest first."""
        newest = len(self.parcel.moves) - 1
        return [_event(move, at == newest) for at, move in reversed(list(enumerate(self.parcel.moves)))]


def parcels_of(order: Order) -> list[ParcelView]:
    """The parcels of an order; a fixed number of queries, however many there are."""
    of_order = select(Parcel).where(Parcel.order_id == order.id).order_by(Parcel.id)
    with_all = of_order.options(
        joinedload(Parcel.seller),
        selectinload(Parcel.lines),
        selectinload(Parcel.moves),
        selectinload(Parcel.complaints),
    )
    parcels = db.session.scalars(with_all).all()
    payments = payments_of(parcels)
    return [ParcelView(parcel, payments[parcel.id], order.number) for parcel in parcels]


@dataclass(frozen=True, slots=True)
class Listed:
    """One order in a list."""

    order: Order

    @property
    def when(self) -> str:
        """The moment it was placed."""
        return when(self.order.placed_at)

    @property
    def shops(self) -> str:
        """Whom it was placed with."""
        return ", ".join(parcel.seller.name for parcel in self.order.parcels)

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Where its parcels stand, each state once, with its colour."""
        states = dict.fromkeys(parcel.state for parcel in self.order.parcels)
        return [(_(LABELS[state]), TONES.get(state, "action")) for state in states]


def orders_here() -> list[Listed]:
    """The orders that this visitor may open, newest first."""
    account = current_account()
    of_account = Order.account_id == account.id if account else false()
    found = select(Order).where(or_(Order.id.in_(granted_ids()), of_account))
    newest = found.order_by(Order.placed_at.desc(), Order.id.desc()).limit(MOST_LISTED)
    return [
        Listed(one) for one in db.session.scalars(newest.options(selectinload(Order.parcels).joinedload(Parcel.seller)))
    ]


def when(at: datetime) -> str:
    """A moment as a buyer reads it, in Jakarta's time."""
    return _("%(moment)s WIB", moment=moment(at, year=False))


def _event(move: ParcelMove, is_newest: bool) -> Event:
    title = _("Dipesan") if move.from_state is None else _(LABELS[move.to_state])
    if move.from_state is S.PAYMENT_REVIEW and move.to_state is S.PENDING_PAYMENT:
        title = _("Bukti transfer belum cocok")
    tone = TONES.get(move.to_state, "now" if is_newest else "good")
    return Event(title, when(move.at), _by(move.role), reason_of(move), tone)


def _by(role: Role) -> str:
    """Who did it. An assistant acts for the shop, and that is all a buyer is told."""
    match role:
        case Role.BUYER:
            return _("Anda")
        case Role.SYSTEM:
            return _("otomatis")
        case Role.OFFICER:
            return _("pengelola")
        case _:
            return _("penjual")
