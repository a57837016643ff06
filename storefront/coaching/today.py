"""Who needs the assistant today, each with the one thing to do, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import format_timedelta, ngettext
from flask_babel import gettext as _
from sqlalchemy import func, select

from products import clock
from products.actor import Actor
from products.database import db
from products.models import ListingMove, ListingState, Product, Seller
from storefront.care.contacts import last_contacts
from storefront.care.follow_up import Watched, watched
from storefront.coaching.follow_up import in_words, what_happened
from storefront.coaching.scope import cared_for_by
from storefront.graduation.caring import offer_lists
from storefront.graduation.claiming import pauses, verifying, waiting
from storefront.orders.models import Complaint, Order, Parcel, ParcelState

TOO_LONG = timedelta(days=2)
"""A seller has two days to check a transfer, to pack and to hand over; after that her buyer wonders."""
HER_TURN = (ParcelState.PAYMENT_REVIEW, ParcelState.PROCESSING, ParcelState.PACKED)
MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: who waits, for what, since when, and where it is done."""

    url: str
    title: str
    note: str
    icon: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind; ``deed`` is what to do with the first of them, ``url`` a page that tells more."""

    heading: str
    deed: str
    lines: Sequence[Waiting]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """The one thing to do first, and everything else quieter. Without ``first`` nothing waits."""

    first: Waiting | None = None
    kicker: str = ""
    deed: str = ""
    groups: Sequence[Group] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits, for the desk's places."""

    claims: int
    reviews: int


def today(actor: Actor) -> Today:
    """What waits for an assistant, the most pressing kind first."""
    signals = [one for one in watched(cared_for_by(actor.account_id)) if one.signal]
    every = (
        Group(_("Keluhan pembeli"), _("Bantu menjawab"), _complaints(actor.account_id)),
        Group(_("Tawaran pendampingan"), _("Jawab"), offer_lines(actor.account_id)),
        Group(_("Penjual yang perlu dibantu"), _("Bantu"), pause_lines(actor)),
        Group(_("Data graduasi untuk dicocokkan"), _("Cocokkan"), claim_lines(actor)),
        Group(_("Catatan yang perlu diperbaiki"), _("Perbaiki"), put_right_lines(actor.account_id or 0)),
        Group(_("Barang menunggu tinjauan"), _("Tinjau"), review_lines(actor.account_id)),
        Group(_("Perlu disapa"), _("Sapa sekarang"), _to_ask_after(signals), url_for("coaching.follow_up")),
        Group(_("Pesanan menunggu terlalu lama"), _("Lihat pesanan"), _slow_shops(actor.account_id)),
        Group(_("Janji bertemu"), _("Lihat"), _promised(actor.account_id, signals)),
    )
    groups = [group for group in every if group.lines]
    if not groups:
        return Today()
    top, rest = groups[0], groups[1:]
    left = [replace(top, lines=top.lines[1:])] if len(top.lines) > 1 else []
    return Today(first=top.lines[0], kicker=top.heading, deed=top.deed, groups=[*left, *rest])


def counts(actor: Actor) -> Counts:
    """The numbers beside the desk's places."""
    reviews = (
        select(func.count())
        .select_from(Product)
        .join(Seller)
        .where(Product.state == ListingState.IN_REVIEW, cared_for_by(actor.account_id))
    )
    return Counts(waiting.count_waiting_for(actor), db.session.scalar(reviews) or 0)


def claim_lines(actor: Actor) -> list[Waiting]:
    """Claims that wait for this assistant, the oldest first."""
    return [
        Waiting(
            url_for("coaching.claim", reference=one.reference),
            one.name,
            f"{one.seller.name} · {ago(one.created_at)}",
            "shield",
        )
        for one in waiting.waiting_for(actor)
    ]


def offer_lines(assistant_id: int | None) -> list[Waiting]:
    """Sellers offered to her, the one offered first on top."""
    return [
        Waiting(
            url_for("coaching.offer", offer_id=one.id),
            one.seller.name,
            _("dari %(name)s · %(ago)s", name=one.offered_by.display_name, ago=ago(one.offered_at)),
            "hand",
        )
        for one in offer_lists.offers_to(assistant_id)
    ]


def pause_lines(actor: Actor) -> list[Waiting]:
    """Sellers whom she can help with what they tried in vain, and whom nobody has taken up."""
    return [
        Waiting(url_for("coaching.pause", pause_id=one.id), one.seller.name, ago(one.since), "users")
        for one in pauses.unseen_for(actor)
    ]


def put_right_lines(assistant_id: int) -> list[Waiting]:
    """Sellers whose record she entered and an officer found not to match."""
    return [
        Waiting(
            url_for("coaching.seller_record", seller_id=one.seller_id),
            one.seller.name if one.seller else "",
            ago(one.changed_at),
            "pencil",
        )
        for one in verifying.to_put_right(assistant_id)
    ]


def review_lines(assistant_id: int | None) -> list[Waiting]:
    """Listings in review in her care, the one sent first on top."""
    sent = (
        select(func.max(ListingMove.at))
        .where(ListingMove.product_id == Product.id, ListingMove.to_state == ListingState.IN_REVIEW)
        .correlate(Product)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Product.id, Product.name, Seller.name, sent)
        .join(Seller)
        .where(Product.state == ListingState.IN_REVIEW, cared_for_by(assistant_id))
        .order_by(sent, Product.id)
        .limit(MOST_SHOWN)
    )
    return [
        Waiting(url_for("coaching.review", product_id=product_id), name, f"{shop} · {ago(since)}", "box")
        for product_id, name, shop, since in rows
    ]


def ago(moment: datetime | None) -> str:
    """``3 hari yang lalu``; empty for a moment that never was."""
    return (
        str(format_timedelta(moment - clock.now(), granularity="minute", threshold=1, add_direction=True))
        if moment
        else ""
    )


def _complaints(assistant_id: int | None) -> list[Waiting]:
    rows = db.session.execute(
        select(Seller.id, Seller.name, Order.number, Complaint.at)
        .select_from(Complaint)
        .join(Parcel, Parcel.id == Complaint.parcel_id)
        .join(Order, Order.id == Parcel.order_id)
        .join(Seller, Seller.id == Parcel.seller_id)
        .where(Complaint.answered_at.is_(None), Parcel.state == ParcelState.DISPUTED, cared_for_by(assistant_id))
        .order_by(Complaint.at)
        .limit(MOST_SHOWN)
    )
    return [
        Waiting(_orders_of(seller_id), shop, _("Pesanan %(number)s · %(ago)s", number=number, ago=ago(since)), "chat")
        for seller_id, shop, number, since in rows
    ]


def _to_ask_after(signals: Sequence[Watched]) -> list[Waiting]:
    """Sellers whose orders stopped or whose income fell, in the months in which that is watched."""
    return [
        Waiting(url_for("coaching.seller", seller_id=one.seller_id), one.shop, what_happened(one.signal), "bell")
        for one in signals[:MOST_SHOWN]
        if one.signal
    ]


def _promised(assistant_id: int | None, signals: Sequence[Watched]) -> list[Waiting]:
    """Sellers with whom a day to be in touch was agreed that has come, unless they are to be asked after anyway."""
    shown = {one.seller_id for one in signals}
    due = {
        seller_id: last.next_on
        for seller_id, last in last_contacts(cared_for_by(assistant_id)).items()
        if last.next_on and last.next_on <= clock.today() and seller_id not in shown
    }
    rows = db.session.execute(select(Seller.id, Seller.name).where(Seller.id.in_(due))) if due else ()
    return [
        Waiting(url_for("coaching.seller", seller_id=seller_id), shop, in_words(due[seller_id]), "calendar")
        for seller_id, shop in sorted(rows, key=lambda row: (due[row.id], row.name))[:MOST_SHOWN]
    ]


def _slow_shops(assistant_id: int | None) -> list[Waiting]:
    since = func.min(Parcel.changed_at)
    rows = db.session.execute(
        select(Seller.id, Seller.name, func.count(), since)
        .join(Parcel, Parcel.seller_id == Seller.id)
        .where(Parcel.state.in_(HER_TURN), Parcel.changed_at < clock.now() - TOO_LONG, cared_for_by(assistant_id))
        .group_by(Seller.id, Seller.name)
        .order_by(since)
        .limit(MOST_SHOWN)
    )
    return [
        Waiting(_orders_of(seller_id), shop, f"{_how_many(parcels)} · {ago(oldest)}", "truck")
        for seller_id, shop, parcels, oldest in rows
    ]


def _orders_of(seller_id: int) -> str:
    return url_for("coaching.seller", seller_id=seller_id, _anchor="pesanan")


def _how_many(parcels: int) -> str:
    return ngettext("%(num)s pesanan", "%(num)s pesanan", parcels)
