"""The times an assistant and a seller were in touch, and when they mean to be again. The seller can read them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from products import clock
from products.actor import Actor
from products.clock import WESTERN_INDONESIA
from products.database import db, transaction
from products.errors import N_, Refusal
from products.models import Seller
from storefront.care.carer import refuse_stranger
from storefront.care.models import Contact, ContactWay
from storefront.care.plans import plans
from storefront.care.windows import add_months
from storefront.graduation import identity
from storefront.graduation.links import record_of
from storefront.graduation.models import CaseloadEntry

MOST_WORDS = 300
MOST_SHOWN = 20
FIRST_WITHIN = timedelta(days=7)
"""Somebody new in care is greeted within a week."""
WITHOUT_A_PLAN = timedelta(days=14)
OLDEST = timedelta(days=366)
FURTHEST = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class LastContact:
    """The newest contact with a seller, by its day, and when the next one was agreed for."""

    on_day: date
    next_on: date | None


def note_contact(
    actor: Actor, seller_id: int, way: ContactWay, on_day: date, words: str = "", next_on: date | None = None
) -> Contact:
    """Keep that they were in touch.

    Args:
        actor: the assistant, in her own name.
        seller_id: a shop in her care.
        way: how.
        on_day: when; not to come and not longer than a year ago.
        words: what was agreed, at most ``MOST_WORDS`` letters.
        next_on: when to be in touch again, after ``on_day`` and within half a year.

    Raises:
        Refusal: when a day is out of bounds, the words hold an identity number, or the seller is not in her care.
    """
    identity.refuse_numbers(words, "words")
    if not clock.today() - OLDEST <= on_day <= clock.today():
        raise Refusal(N_("Pilih hari ini atau hari yang sudah lewat, paling lama setahun."), field="on_day")
    if next_on and not on_day < next_on <= clock.today() + FURTHEST:
        raise Refusal(N_("Pilih hari sesudah pertemuan ini, paling lama enam bulan lagi."), field="next_on")
    with transaction() as session:
        refuse_stranger(actor, seller_id)
        contact = Contact(
            seller_id=seller_id,
            assistant_id=actor.account_id,
            on_day=on_day,
            way=way,
            words=words.strip()[:MOST_WORDS],
            next_on=next_on,
            created_at=clock.now(),
        )
        session.add(contact)
        session.flush()
    return contact


def take_back(actor: Actor, contact: Contact) -> None:
    """Remove a contact she noted by mistake. Raises ``Refusal`` when it is not hers or the seller left her care."""
    with transaction() as session:
        refuse_stranger(actor, contact.seller_id)
        if contact.assistant_id != actor.account_id:
            raise Refusal(N_("Catatan ini ditulis orang lain."))
        session.delete(contact)


def contact_with(seller_id: int, contact_id: int) -> Contact | None:
    """One contact with a seller, if it is with her."""
    return db.session.scalar(select(Contact).where(Contact.id == contact_id, Contact.seller_id == seller_id))


def contacts_of(seller_id: int, most: int = MOST_SHOWN) -> Sequence[Contact]:
    """The contacts with a seller, the newest first, each with its assistant's account."""
    found = select(Contact).where(Contact.seller_id == seller_id).options(joinedload(Contact.assistant))
    return db.session.scalars(found.order_by(Contact.on_day.desc(), Contact.id.desc()).limit(most)).all()


def last_contacts(sellers: ColumnElement[bool]) -> Mapping[int, LastContact]:
    """The newest contact of each of these sellers (a condition on ``Seller``), by the seller's id. One query."""
    newest = func.row_number().over(partition_by=Contact.seller_id, order_by=(Contact.on_day.desc(), Contact.id.desc()))
    ranked = (
        select(Contact.seller_id, Contact.on_day, Contact.next_on, newest.label("place"))
        .join(Seller, Seller.id == Contact.seller_id)
        .where(sellers)
        .subquery()
    )
    rows = db.session.execute(select(ranked.c.seller_id, ranked.c.on_day, ranked.c.next_on).where(ranked.c.place == 1))
    return {seller_id: LastContact(on_day, next_on) for seller_id, on_day, next_on in rows}


def last_contact(seller_id: int) -> LastContact | None:
    """The newest contact with one seller."""
    return last_contacts(Seller.id == seller_id).get(seller_id)


def proposed_next(seller_id: int, on_day: date) -> date:
    """When to be in touch again after ``on_day``, by the rhythm of the seller's plan."""
    record = record_of(seller_id)
    if record is None:
        return on_day + WITHOUT_A_PLAN
    rhythm, since = plans()[record.kind].rhythm, in_care_since(seller_id)
    is_first_month = since is None or on_day < add_months(since, 1)
    return on_day + timedelta(days=rhythm.first_month if is_first_month else rhythm.later)


def in_care_since(seller_id: int) -> date | None:
    """The day on which whoever cares for her now began; ``None`` while nobody does."""
    since = db.session.scalar(
        select(CaseloadEntry.since).where(CaseloadEntry.seller_id == seller_id, CaseloadEntry.until.is_(None))
    )
    return since.astimezone(WESTERN_INDONESIA).date() if since else None


def due_on(last: LastContact | None, in_care_since: date) -> date:
    """When she should next be in touch: as agreed, else in the calmest rhythm there is, and with a new seller soon."""
    if last is None:
        return in_care_since + FIRST_WITHIN
    return last.next_on or add_months(last.on_day, 1)
