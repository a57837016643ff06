"""What the demo's assistant and her sellers did together, each at its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from products import clock
from products.actor import Actor
from products.database import db, transaction
from products.models import Seller
from storefront.accounts.models import Account
from storefront.care.contacts import contacts_of, note_contact
from storefront.care.steps import tick
from storefront.demo.calendar import Past
from storefront.demo.catalogue import DemoCare, DemoContact
from storefront.demo.people import actor_of


def tend(rows: Iterable[DemoCare], assistant: Account, past: Past) -> None:
    """Tick what is done and note the contacts, of each seller with whom none is noted yet: all of it or nothing."""
    carer = actor_of(assistant)
    for row in rows:
        seller_id = db.session.scalars(select(Seller.id).where(Seller.slug == row.seller)).one()
        if not contacts_of(seller_id, most=1):
            with transaction():
                _tend(row, seller_id, carer, past)


def _tend(row: DemoCare, seller_id: int, carer: Actor, past: Past) -> None:
    for code, days_ago in row.steps.items():
        with past.at(past.day(days_ago, 11)):
            tick(carer, seller_id, code)
    for contact in row.contacts:
        with past.at(past.day(contact.days_ago, 10)):
            _note(contact, seller_id, carer)


def _note(contact: DemoContact, seller_id: int, carer: Actor) -> None:
    today = clock.today()
    note_contact(carer, seller_id, contact.way, today, contact.words, today + timedelta(days=contact.next_in))
