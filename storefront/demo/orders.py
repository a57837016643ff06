"""The demo's orders: put into carts, checked out and handled by the same services as anybody's, each at its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from sqlalchemy import select

from products.actor import Actor, Role
from products.database import db, transaction
from products.models import Product
from storefront.accounts.identifiers import read
from storefront.accounts.models import Account
from storefront.cart import services as cart
from storefront.cart.contents import baskets
from storefront.checkout.choices import shops_of
from storefront.checkout.plan import Contact, Pick, plan_of
from storefront.checkout.services import Submission, place_order, placed_before
from storefront.demo.calendar import Past
from storefront.demo.catalogue import DemoBuyer, DemoOrder, DemoParcel
from storefront.demo.people import actor_of, find_account
from storefront.demo.receipt import draw_receipt
from storefront.orders import services as parcels
from storefront.orders.models import Parcel, ParcelState
from storefront.payments import services as payments
from storefront.payments.models import PaymentWay
from storefront.payments.receipts import take_receipt

S = ParcelState

HELPED = "telur-asin-bu-tarwi"
"""The shop whose orders the assistant handles on the seller's behalf."""
IN_ORDER = (S.PAYMENT_REVIEW, S.PROCESSING, S.PACKED, S.SHIPPED, S.DELIVERED, S.COMPLETED)
HOURS = {S.PAYMENT_REVIEW: 2, S.PROCESSING: 7, S.PACKED: 22, S.SHIPPED: 30, S.DELIVERED: 96, S.COMPLETED: 120}
"""How long after the order each step is taken."""
FRESH = timedelta(hours=5)
"""How long ago a parcel arrived that is still being looked at; after two working days it would be done by itself."""


@dataclass(frozen=True, slots=True)
class Placing:
    """How an order is placed once: under a token of its own, at a moment of the past."""

    token: str
    at: datetime
    past: Past


@dataclass(frozen=True, slots=True)
class Story:
    """One parcel and who moves it."""

    parcel: Parcel
    told: DemoParcel
    buyer: Actor
    shop: Actor
    placing: Placing

    def after(self, hours: int) -> AbstractContextManager[None]:
        """The clock so many hours after the order."""
        return self.placing.past.at(self.placing.at + timedelta(hours=hours))


def place_orders(orders: Iterable[DemoOrder], buyers: Iterable[DemoBuyer], assistant: Account, past: Past) -> None:
    """Place those that are not there yet and take each of their parcels as far as it is told: all of it or nothing."""
    by_key = {buyer.key: buyer for buyer in buyers}
    for number, order in enumerate(orders, 1):
        token = f"demo-order-{number}"
        placed_at = past.day(order.days_ago, 9 + number * 5 % 11, number * 23 % 60)
        if order.days_ago <= 1:
            placed_at = past.now - timedelta(hours=2 + order.days_ago * 16, minutes=number * 7 % 50)
        if placed_before(token) is None:
            with transaction():
                _one_order(order, by_key[order.buyer], Placing(token, placed_at, past), assistant)


def _one_order(told: DemoOrder, who: DemoBuyer, placing: Placing, assistant: Account) -> None:
    account = find_account(who.email) if who.email else None
    buyer = Actor(Role.BUYER, account.id if account else None)
    with placing.past.at(placing.at):
        order = place_order(buyer, _submission(told, who, placing.token))
    by_seller = {parcel.seller_id: parcel for parcel in order.parcels}
    for one in told.parcels:
        parcel = by_seller[_seller_of(one)]
        _live(Story(parcel, one, buyer, _shop_actor(parcel, assistant), placing))


def _submission(told: DemoOrder, who: DemoBuyer, token: str) -> Submission:
    basket = None
    for parcel in told.parcels:
        for slug, quantity in parcel.items.items():
            basket = cart.put_in(basket, slug, quantity)
    if basket is None:
        raise ValueError(f"{token} orders nothing")
    in_cart = baskets(basket)
    picks = {_seller_of(parcel): Pick(parcel.delivery, parcel.payment) for parcel in told.parcels}
    contact = Contact(
        name=who.name,
        phone=read(who.phone).phone or "",
        email=who.email or None,
        regency_code=who.regency_code,
        address=who.address,
        landmark=who.landmark,
        postal_code=who.postal_code,
        note=told.note,
    )
    return Submission(token, basket, contact, picks, plan_of(shops_of(in_cart), picks, contact).fingerprint)


def _seller_of(parcel: DemoParcel) -> int:
    """The shop that sells everything in this parcel."""
    return db.session.scalars(select(Product.seller_id).where(Product.slug.in_(parcel.items)).distinct()).one()


def _shop_actor(parcel: Parcel, assistant: Account) -> Actor:
    if parcel.seller.slug == HELPED:
        return Actor(Role.ASSISTANT, assistant.id, parcel.seller_id)
    return actor_of(db.session.scalars(select(Account).where(Account.seller_id == parcel.seller_id)).one())


def _live(story: Story) -> None:
    """Take a parcel from step to step until it stands where it is told to."""
    last = story.told.state
    if last is S.PENDING_PAYMENT:
        return
    if last is S.CANCELLED:
        _step(story, S.CANCELLED, 3)
        return
    for state in IN_ORDER[: IN_ORDER.index(S.DELIVERED if last is S.DISPUTED else last) + 1]:
        if state in STEPS and _comes_by(story, state):
            _step(story, state, HOURS[state])
    if last is S.DISPUTED:
        _step(story, S.DISPUTED, HOURS[S.DELIVERED] + 3)


def _comes_by(story: Story, state: ParcelState) -> bool:
    """Whether this parcel passes through this state: cash is not claimed, and what is picked up is not sent."""
    if state in {S.PAYMENT_REVIEW, S.PROCESSING}:
        return story.told.payment is PaymentWay.BANK_TRANSFER
    return state is not S.SHIPPED or story.told.delivery.value != "pick_up"


def _step(story: Story, state: ParcelState, hours: int) -> None:
    if state is S.DELIVERED is story.told.state:
        with story.placing.past.at(story.placing.past.now - FRESH):
            STEPS[state](story)
        return
    with story.after(hours):
        STEPS[state](story)


def _claim(story: Story) -> None:
    jpeg = draw_receipt(payments.payment_of(story.parcel), story.placing.at)
    payments.claim_payment(story.buyer, story.parcel, take_receipt(BytesIO(jpeg), "bukti.jpg"))


def _hand_over(story: Story) -> None:
    parcels.hand_over(story.shop, story.parcel, story.told.courier, story.told.tracking)


def _complain(story: Story) -> None:
    parcels.complain(story.buyer, story.parcel, story.told.complaint)
    if story.told.answer:
        with story.after(HOURS[S.DELIVERED] + 8):
            parcels.answer_complaint(story.shop, story.parcel, story.told.answer)


STEPS: dict[ParcelState, Callable[[Story], object]] = {
    S.PAYMENT_REVIEW: _claim,
    S.PROCESSING: lambda story: payments.confirm_payment(story.shop, story.parcel),
    S.PACKED: lambda story: parcels.pack(story.shop, story.parcel),
    S.SHIPPED: _hand_over,
    S.DELIVERED: lambda story: payments.mark_delivered(story.shop, story.parcel),
    S.COMPLETED: lambda story: parcels.complete(story.buyer, story.parcel),
    S.CANCELLED: lambda story: payments.cancel(story.buyer, story.parcel, story.told.reason),
    S.DISPUTED: _complain,
}
