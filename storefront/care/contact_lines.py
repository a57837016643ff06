"""Contacts as a timeline shows them, to the assistant and to the seller in the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import format_date
from flask_babel import gettext as _

from products.errors import N_
from storefront.care.models import Contact, ContactWay

WAYS = {
    ContactWay.VISIT: N_("Berkunjung"),
    ContactWay.MESSAGE: N_("Berkirim pesan"),
    ContactWay.CALL: N_("Menelepon"),
    ContactWay.GROUP: N_("Bertemu di kelompok"),
}


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One time in touch: how, when, with whom and what was agreed."""

    id: int
    assistant_id: int
    title: str
    when: str
    by: str
    note: str
    tone: str = ""


def contact_lines(contacts: Iterable[Contact]) -> list[ContactLine]:
    """Contacts in the order given."""
    return [
        ContactLine(
            id=one.id,
            assistant_id=one.assistant_id,
            title=_(WAYS[one.way]),
            when=str(format_date(one.on_day, "d MMM yyyy")),
            by=one.assistant.display_name,
            note=one.words,
        )
        for one in contacts
    ]
