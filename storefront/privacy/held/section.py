"""The shape of one group of data, and how a value of it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import Select

from products.actor import Role
from products.choice import Choice
from products.database import db
from products.models import ListingState
from products.money import rupiah
from storefront.accounts.models import Account
from storefront.graduation.models import ClaimState, ConsentWay, GraduationRecord, Kind, OfferState, RecordState
from storefront.graduation.words import words
from storefront.language import moment
from storefront.orders.models import DeliveryWay, ParcelState
from storefront.orders.parcel import LABELS as PARCEL_LABELS
from storefront.orders.words import DELIVERY_WAYS
from storefront.payments.models import PaymentWay
from storefront.payments.words import PAYMENT_WAYS
from storefront.phones import national
from storefront.privacy.models import RequestKind, RequestState
from storefront.privacy.words import KINDS, STATES
from storefront.review.states import STATE_LABELS

Row = Sequence[object]
GROUPS = {
    "column": "column",
    "purpose": "purpose",
    "why": "look",
    "what": "deed",
    "subject": "subject",
    "done_to": "staff",
}
"""Which codes of ``graduation.words`` a plain text under this name is."""
ENUM_GROUPS: dict[type[StrEnum], str] = {
    Role: "role",
    Kind: "kind",
    RecordState: "my_record",
    ClaimState: "claim",
    ConsentWay: "way",
    OfferState: "offer",
}
LABELS: dict[type[StrEnum], Mapping[Any, str]] = {
    ListingState: STATE_LABELS,
    ParcelState: PARCEL_LABELS,
    DeliveryWay: DELIVERY_WAYS,
    PaymentWay: PAYMENT_WAYS,
    RequestKind: KINDS,
    RequestState: STATES,
}
AT_ONCE = 500
"""So many rows are read from the database at a time, however many there are."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose data, and whether her own identity number is shown whole: she has given her password again."""

    account: Account
    record: GraduationRecord | None = None
    is_whole: bool = False

    @property
    def shop_id(self) -> int:
        """Her shop's id; ``0``, which is nobody's, for whoever is no seller or has none."""
        return self.account.seller_id or 0

    @property
    def record_id(self) -> int:
        """Her record's id; ``0`` without one."""
        return self.record.id if self.record else 0


@dataclass(frozen=True, slots=True)
class Section:
    """One group of data about a person.

    Attributes:
        code: its name in the JSON file.
        title: its name in plain words.
        why: what it is kept for and how long, in a sentence.
        columns: the name of each value in the JSON file, and in plain words.
        rows: the values, the newest first where there are many.
        answers: which tables it tells of, or which of their columns that name a person or a shop.
    """

    code: str
    title: str
    why: str
    columns: Mapping[str, str]
    rows: Callable[[Whom], Iterable[Row]]
    answers: tuple[str, ...]


def read(query: Select[*tuple[Any, ...]]) -> Iterator[Row]:
    """The rows of a query, some hundred at a time."""
    yield from db.session.execute(query.execution_options(yield_per=AT_ONCE))


def said(key: str, value: object) -> str:
    """A value as a person reads it: moments and days written out, amounts in rupiah, codes in words."""
    match value:
        case None:
            return ""
        case bool():
            return _("ya") if value else _("tidak")
        case datetime():
            return moment(value)
        case date():
            return str(format_date(value, "d MMMM yyyy"))
        case StrEnum():
            return _enum(value)
        case _:
            return _plain(key, value)


def _plain(key: str, value: object) -> str:
    if isinstance(value, int) and key.endswith("_idr"):
        return rupiah(value)
    if isinstance(value, str) and key == "phone" and value:
        return national(value)
    if isinstance(value, str) and key in GROUPS:
        return words(value, GROUPS[key])
    return str(value)


def _enum(value: StrEnum) -> str:
    if isinstance(value, Choice) and value.label:
        return str(_(value.label))
    labels = LABELS.get(type(value))
    if labels:
        return str(_(labels[value]))
    group = ENUM_GROUPS.get(type(value))
    return words(value.value, group) if group else value.value
