"""What a seller's desk shows first: the one thing that cannot wait, and the day in a few numbers."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from products.database import db
from products.models import ListingState, Product, Seller
from storefront.accounts.owners import owner_of
from storefront.care.steps import progress_of
from storefront.graduation.consenting import consent
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.models import Claim, ClaimState, GraduationRecord
from storefront.selling.parcel_page import TABS as PARCEL_TABS
from storefront.selling.parcel_page import ParcelRow, counts, parcel_rows
from storefront.selling.shop import is_ready_to_sell


@dataclass(frozen=True, slots=True)
class NextThing:
    """One thing to do: what, why, and where."""

    title: str
    text: str
    action: str
    url: str
    is_post: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """The desk of one day. ``step`` is the next of her plan, in words that anybody may read over her shoulder.

    ``asks_consent``: she has not read today's words about the shop's use of her data yet. It keeps her from nothing.
    """

    next: NextThing | None
    step: str
    asks_consent: bool
    parcels: list[ParcelRow]
    parcel_counts: dict[str, int]
    listing_counts: dict[ListingState, int]
    sold_out: int

    @property
    def published(self) -> int:
        """How many listings the public sees."""
        return self.listing_counts.get(ListingState.PUBLISHED, 0)


def today(seller: Seller) -> Today:
    """The desk of ``seller`` now, in a fixed number of queries."""
    by_state = dict(
        db.session.execute(
            select(Product.state, func.count()).where(Product.seller_id == seller.id).group_by(Product.state)
        ).all()
    )
    sold_out = db.session.scalar(
        select(func.count()).where(
            Product.seller_id == seller.id, Product.state == ListingState.PUBLISHED, Product.on_hand == 0
        )
    )
    parcel_counts = counts(seller)
    return Today(
        next=_next_thing(seller, by_state, parcel_counts),
        step=_next_step(seller),
        asks_consent=_asks_consent(seller),
        parcels=parcel_rows(seller, PARCEL_TABS["new"])[:5],
        parcel_counts=parcel_counts,
        listing_counts=by_state,
        sold_out=sold_out or 0,
    )


def _next_thing(seller: Seller, listings: dict[ListingState, int], parcels: dict[str, int]) -> NextThing | None:
    """The first of these that is true."""
    if parcels["new"]:
        title = ngettext("%(num)s pesanan menunggu Anda", "%(num)s pesanan menunggu Anda", parcels["new"])
        text = _("Pembeli senang kalau cepat dijawab.")
        return NextThing(title, text, _("Lihat pesanan"), url_for("selling.parcels"))
    if listings.get(ListingState.RETURNED):
        text = _("Pendamping menulis catatan di sebelah isiannya. Perbaiki, lalu kirim lagi.")
        return NextThing(
            _("Ada barang yang perlu diperbaiki"), text, _("Lihat catatan"), url_for("selling.all_listings")
        )
    if not is_ready_to_sell(seller):
        text = _("Pembeli perlu tahu bagaimana barang sampai dan bagaimana membayar.")
        return NextThing(_("Atur cara kirim dan cara bayar"), text, _("Atur sekarang"), url_for("selling.delivery"))
    if not listings:
        text = _("Cukup satu barang dulu. Foto dari HP sudah cukup.")
        return NextThing(_("Tambah barang pertama"), text, _("Tambah barang"), url_for("selling.new_listing"), True)
    if not _has_claimed(seller):
        text = _("Dengan data graduasi Anda, pendamping bisa membantu lapak ini. Pembeli tidak akan pernah melihatnya.")
        return NextThing(_("Hubungkan dengan pendamping"), text, _("Mulai"), "/me/claim")
    return None


def _next_step(seller: Seller) -> str:
    progress = progress_of(seller.id)
    return progress.her_next.step.hers if progress and progress.her_next else ""


def _asks_consent(seller: Seller) -> bool:
    owner = owner_of(seller.id)
    return owner is not None and consent.to_be_read_again(owner.id, Purpose.SHOP)


def _has_claimed(seller: Seller) -> bool:
    """Whether she has a record, or waits for an answer on one."""
    linked = select(GraduationRecord.id).where(GraduationRecord.seller_id == seller.id)
    waiting = select(Claim.id).where(Claim.seller_id == seller.id, Claim.state == ClaimState.WAITING)
    return db.session.scalar(linked.union_all(waiting).limit(1)) is not None
