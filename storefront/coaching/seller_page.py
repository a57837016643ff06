"""One seller as her assistant sees her: what she needs, their contacts, orders, shelf, and deeds done in her name."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import func, select

from products import clock, regions
from products.actor import Role
from products.database import db
from products.models import ListingState, Seller
from storefront.accounts.models import Account, Deed
from storefront.care.contact_lines import ContactLine, contact_lines
from storefront.care.contacts import contacts_of, due_on, in_care_since, last_contact
from storefront.care.steps import progress_of
from storefront.coaching.follow_up import FollowUp, follow_up_of, in_words
from storefront.coaching.seller_list import CLOSED
from storefront.coaching.today import HER_TURN, ago
from storefront.graduation.words import words
from storefront.language import moment
from storefront.orders.links import whatsapp_link
from storefront.orders.models import Order, Parcel, ParcelLine, ParcelState
from storefront.orders.parcel import LABELS
from storefront.review.shelf import Shelved, shelf
from storefront.review.states import STATE_LABELS, STATE_TONES

MOST_LISTINGS = 60
MOST_PARCELS = 30
MOST_DEEDS = 10
MOST_CONTACTS = 5
S = ListingState
ORDER_OF_STATES = (S.IN_REVIEW, S.RETURNED, S.DRAFT, S.PUBLISHED, S.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Her listings in one state."""

    state: str
    tone: str
    listings: list[Shelved]


@dataclass(frozen=True, slots=True)
class OpenParcel:
    """One order that is not finished. Its buyer is named only to whoever acts for the seller."""

    path: str
    number: str
    packs: int
    state: str
    tone: str
    since: str


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done in her name, as a timeline shows it."""

    title: str
    when: str
    by: str
    note: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """The last times they were in touch, and the day on which the next is due."""

    lines: list[ContactLine]
    next: str
    is_due: bool


@dataclass(frozen=True, slots=True)
class SellerPage:
    """Everything on the page of one seller."""

    seller: Seller
    account: Account | None
    has_record: bool
    steps_done: int
    follow_up: FollowUp | None
    contacts: Contacts
    shelves: list[Shelf]
    parcels: list[OpenParcel]
    deeds: list[Done]

    @property
    def place(self) -> str:
        """Where she is: regency and province."""
        return regions.place_name(self.seller.regency_code)

    @property
    def since(self) -> str:
        """When she opened her shop."""
        return str(format_date(self.seller.created_at, "d MMMM yyyy"))

    @property
    def whatsapp_url(self) -> str:
        """A message to her, begun; empty when no number is known."""
        number = self.seller.whatsapp or (self.account.phone if self.account else None)
        return whatsapp_link(number, _("Halo %(name)s,", name=self.seller.maker or self.seller.name))


def seller_page(seller: Seller, assistant: Account) -> SellerPage:
    """The page of ``seller`` for whoever cares for her, in a fixed number of queries.

    Nothing of her record is on it, so it may be opened without a note: the kind and its steps are on the plan's page.
    """
    progress = progress_of(seller.id)
    return SellerPage(
        seller=seller,
        account=account_of(seller),
        has_record=progress is not None,
        steps_done=progress.done if progress else 0,
        follow_up=follow_up_of(seller, assistant),
        contacts=_contacts(seller.id),
        shelves=_shelves(seller.id),
        parcels=_parcels(seller.id),
        deeds=_deeds(seller.id),
    )


def account_of(seller: Seller) -> Account | None:
    """The account that the seller signs in with."""
    own = select(Account).where(Account.seller_id == seller.id, Account.role == Role.SELLER, Account.is_enabled)
    return db.session.scalar(own.order_by(Account.id).limit(1))


def _contacts(seller_id: int) -> Contacts:
    today = clock.today()
    due = due_on(last_contact(seller_id), in_care_since(seller_id) or today)
    return Contacts(contact_lines(contacts_of(seller_id, MOST_CONTACTS)), in_words(due), due <= today)


def _shelves(seller_id: int) -> list[Shelf]:
    """Her listings by state, what waits for somebody first; the newest first in each."""
    by_state: dict[ListingState, list[Shelved]] = {state: [] for state in ORDER_OF_STATES}
    for one in shelf(seller_id, "coaching.review", MOST_LISTINGS):
        by_state[one.state].append(one)
    return [Shelf(_(STATE_LABELS[state]), STATE_TONES[state], found) for state, found in by_state.items() if found]


def _parcels(seller_id: int) -> list[OpenParcel]:
    """Her unfinished orders, the one that stands still the longest first."""
    packs = (
        select(func.sum(ParcelLine.quantity))
        .where(ParcelLine.parcel_id == Parcel.id)
        .correlate(Parcel)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Parcel.id, Order.number, packs.label("packs"), Parcel.state, Parcel.changed_at)
        .join(Order, Order.id == Parcel.order_id)
        .where(Parcel.seller_id == seller_id, Parcel.state.not_in(CLOSED))
        .order_by(Parcel.state != ParcelState.DISPUTED, Parcel.changed_at)
        .limit(MOST_PARCELS)
    )
    return [
        OpenParcel(
            path=url_for("selling.parcel", parcel_id=row.id),
            number=row.number,
            packs=row.packs or 0,
            state=_(LABELS[row.state]),
            tone=_tone(row.state),
            since=ago(row.changed_at),
        )
        for row in rows
    ]


def _deeds(seller_id: int) -> list[Done]:
    rows = db.session.execute(
        select(Deed.what, Deed.subject, Deed.at, Account.display_name)
        .join(Account, Account.id == Deed.account_id)
        .where(Deed.seller_id == seller_id)
        .order_by(Deed.id.desc())
        .limit(MOST_DEEDS)
    )
    return [Done(words(what, "deed"), moment(at, year=False), by, subject) for what, subject, at, by in rows]


def _tone(state: ParcelState) -> str:
    if state is ParcelState.DISPUTED:
        return "alert"
    return "look" if state in HER_TURN else ""
