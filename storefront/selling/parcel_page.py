"""What a seller sees of her orders: the list by what is to be done, and one parcel with its next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from products import regions
from products.actor import Actor
from products.database import db
from products.models import Seller
from storefront.language import moment
from storefront.orders.hiding import hidden_name, is_hidden
from storefront.orders.links import whatsapp_link
from storefront.orders.models import DeliveryWay, Order, Parcel, ParcelLine, ParcelState
from storefront.orders.parcel import LABELS, may_move
from storefront.orders.words import reason_of
from storefront.payments.models import Payment, PaymentState, PaymentWay
from storefront.payments.services import payment_of
from storefront.phones import national

S = ParcelState

# The tabs of the list: a name in the address, the states it holds.
TABS: dict[str, tuple[ParcelState, ...]] = {
    "new": (S.PAYMENT_REVIEW, S.PROCESSING, S.DISPUTED),
    "waiting": (S.PENDING_PAYMENT,),
    "sending": (S.PACKED, S.SHIPPED),
    "arrived": (S.DELIVERED,),
    "closed": (S.COMPLETED, S.CANCELLED),
}
MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """One order in the list."""

    url: str
    number: str
    buyer: str
    packs: int
    total_idr: int
    state: str
    tone: str
    placed_at: str


@dataclass(frozen=True, slots=True)
class ParcelPage:
    """One parcel as its seller works on it."""

    parcel: Parcel
    order: Order
    payment: Payment
    actor: Actor

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return _(LABELS[self.parcel.state])

    @property
    def tone(self) -> str:
        """The colour of that word."""
        return tone_of(self.parcel.state)

    @property
    def next_step(self) -> str:
        """The one thing to do now, as the name of a part of the page; empty when it is somebody else's turn."""
        by_hand = self.parcel.delivery_way
        match self.parcel.state:
            case S.PENDING_PAYMENT | S.PAYMENT_REVIEW:
                return "payment"
            case S.PROCESSING:
                return "pack"
            case S.PACKED:
                return {DeliveryWay.COURIER: "hand_over", DeliveryWay.SELLER_BRINGS: "bring"}.get(by_hand, "deliver")
            case S.SHIPPED:
                return "deliver"
            case S.DISPUTED:
                return "answer" if self.open_complaint else ""
            case S.DELIVERED:
                return "complete"
            case _:
                return ""

    @property
    def may_refuse(self) -> bool:
        """Whether it can still be called off."""
        return may_move(self.parcel, S.CANCELLED, self.actor.role)

    @property
    def open_complaint(self) -> str:
        """What the buyer complained of and nobody answered yet."""
        waiting = [one.text for one in self.parcel.complaints if one.answered_at is None]
        return waiting[-1] if waiting else ""

    @property
    def is_transfer(self) -> bool:
        """Whether the money comes to her bank account."""
        return self.payment.way is PaymentWay.BANK_TRANSFER

    @property
    def receipt_url(self) -> str:
        """Where the buyer's receipt can be looked at; empty when there is none."""
        has_one = self.payment.receipt_key and self.payment.state is not PaymentState.DUE and not self.is_buyer_hidden
        return url_for("orders.receipt", number=self.order.number, parcel_id=self.parcel.id) if has_one else ""

    @property
    def delivery(self) -> str:
        """How it goes to the buyer, in words."""
        return {
            DeliveryWay.SELLER_BRINGS: _("Diantar sendiri"),
            DeliveryWay.PICK_UP: _("Diambil pembeli"),
            DeliveryWay.COURIER: _("Lewat kurir"),
        }[self.parcel.delivery_way]

    @property
    def is_buyer_hidden(self) -> bool:
        """Whether the shop no longer needs to know who bought (``orders.hiding``)."""
        return is_hidden(self.parcel.state, self.parcel.changed_at)

    @property
    def place(self) -> str:
        """The buyer's regency and province."""
        return regions.place_name(self.order.regency_code) if self.order.regency_code else ""

    @property
    def phone(self) -> str:
        """The buyer's phone as people write it."""
        return national(self.order.contact_phone)

    @property
    def whatsapp_url(self) -> str:
        """A message to the buyer, half written."""
        words = _(
            "Halo %(name)s, ini dari %(shop)s tentang pesanan %(number)s.",
            name=self.order.contact_name,
            shop=self.parcel.seller.name,
            number=self.order.number,
        )
        return whatsapp_link(self.order.contact_phone, words)

    @property
    def events(self) -> list[dict[str, str]]:
        """What has happened, newest first."""
        return [
            {
                "title": _(LABELS[move.to_state]),
                "when": moment(move.at, year=False),
                "by": "",
                "note": reason_of(move),
                "tone": tone_of(move.to_state),
            }
            for move in reversed(self.parcel.moves)
        ]


def parcel_page(parcel: Parcel, actor: Actor) -> ParcelPage:
    """The page of one parcel."""
    return ParcelPage(parcel, parcel.order, payment_of(parcel), actor)


def parcel_rows(seller: Seller, states: Sequence[ParcelState]) -> list[ParcelRow]:
    """The parcels of a shop in these states, the oldest first while something is to be done."""
    packs = (
        select(func.sum(ParcelLine.quantity))
        .where(ParcelLine.parcel_id == Parcel.id)
        .correlate(Parcel)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            Parcel.id,
            Parcel.state,
            Parcel.changed_at,
            Parcel.items_idr + Parcel.delivery_idr,
            Order.number,
            Order.contact_name,
            Order.placed_at,
            packs,
        )
        .join(Order, Order.id == Parcel.order_id)
        .where(Parcel.seller_id == seller.id, Parcel.state.in_(states))
        .order_by(Order.placed_at.desc() if S.COMPLETED in states else Order.placed_at)
        .limit(MOST_SHOWN)
    )
    return [_row(*row) for row in rows]


def counts(seller: Seller) -> dict[str, int]:
    """How many parcels each tab holds."""
    rows = db.session.execute(
        select(Parcel.state, func.count()).where(Parcel.seller_id == seller.id).group_by(Parcel.state)
    )
    by_state = dict(rows.all())
    return {tab: sum(by_state.get(state, 0) for state in states) for tab, states in TABS.items()}


def tone_of(state: ParcelState) -> str:
    """The colour of a state: red where somebody waits in anger, yellow where the seller must act, green when done."""
    if state in {S.DISPUTED, S.CANCELLED}:
        return "alert"
    if state in {S.PAYMENT_REVIEW, S.PROCESSING}:
        return "look"
    return "good" if state in {S.DELIVERED, S.COMPLETED} else ""


def _row(
    parcel_id: int,
    state: ParcelState,
    changed_at: datetime,
    total_idr: int,
    number: str,
    buyer: str,
    placed_at: datetime,
    packs: int,
) -> ParcelRow:
    return ParcelRow(
        url=url_for("selling.parcel", parcel_id=parcel_id),
        number=number,
        buyer=hidden_name(buyer) if is_hidden(state, changed_at) else buyer,
        packs=packs,
        total_idr=total_idr,
        state=_(LABELS[state]),
        tone=tone_of(state),
        placed_at=moment(placed_at, year=False),
    )
