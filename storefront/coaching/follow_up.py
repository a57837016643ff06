"""The sellers to ask after, in plain words: what happened, and a kind message begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from products import clock
from products.errors import N_
from products.models import Seller
from products.money import rupiah
from storefront.accounts.models import Account
from storefront.care.follow_up import Watched, watched
from storefront.care.signals import Signal, SignalKind
from storefront.coaching.scope import cared_for_by
from storefront.orders.links import whatsapp_link

SHORT = {
    SignalKind.ORDERS_STOPPED: N_("Pesanan berhenti"),
    SignalKind.NEVER_AN_ORDER: N_("Belum ada pesanan"),
    SignalKind.INCOME_FALLS: N_("Pemasukan turun"),
    SignalKind.QUARTER_FALLS: N_("Pemasukan turun"),
}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One seller in a watched month: what happened, or why it is calm, and what can be done from here."""

    seller_id: int
    shop: str
    maker: str
    what: str
    note: str
    url: str
    whatsapp_url: str
    contact_url: str

    @property
    def needs_a_word(self) -> bool:
        """Whether something happened that nobody has asked after."""
        return bool(self.what)


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """Everybody in a watched month: to be asked after first, the others quieter."""

    asking: list[FollowUp]
    calm: list[FollowUp]


def follow_up_page(assistant: Account) -> FollowUpPage:
    """The page of one assistant, in a fixed number of queries."""
    lines = [_line(one, assistant) for one in watched(cared_for_by(assistant.id))]
    return FollowUpPage([one for one in lines if one.needs_a_word], [one for one in lines if not one.needs_a_word])


def follow_up_of(seller: Seller, assistant: Account) -> FollowUp | None:
    """The same for one seller's page; ``None`` when nothing happened that somebody should ask after."""
    lines = [_line(one, assistant) for one in watched(Seller.id == seller.id) if one.signal]
    return lines[0] if lines else None


def what_happened(signal: Signal) -> str:
    """A signal as a sentence."""
    amounts = {"now": rupiah(signal.now_idr), "before": rupiah(signal.before_idr)}
    match signal.kind:
        case SignalKind.ORDERS_STOPPED:
            return str(_("Tidak ada pesanan sejak %(day)s.", day=in_words(signal.since)))
        case SignalKind.NEVER_AN_ORDER:
            return str(_("Belum ada pesanan sejak lapak dibuka %(day)s.", day=in_words(signal.since)))
        case SignalKind.INCOME_FALLS:
            return str(_("Pemasukan 30 hari ini %(now)s, sebelumnya %(before)s.", **amounts))
        case SignalKind.QUARTER_FALLS:
            return str(_("Pemasukan 3 bulan ini %(now)s, 3 bulan sebelumnya %(before)s.", **amounts))


def in_words(day: date) -> str:
    """``24 Oktober``; with its year when that is another."""
    return str(format_date(day, "d MMMM" if day.year == clock.today().year else "d MMMM yyyy"))


def _line(one: Watched, assistant: Account) -> FollowUp:
    return FollowUp(
        seller_id=one.seller_id,
        shop=one.shop,
        maker=one.maker,
        what=what_happened(one.signal) if one.signal else "",
        note=_note(one),
        url=url_for("coaching.seller", seller_id=one.seller_id),
        whatsapp_url=whatsapp_link(one.phone, _message(one, assistant)),
        contact_url=url_for("coaching.contacts", seller_id=one.seller_id),
    )


def _note(one: Watched) -> str:
    """What else is good to know before one writes to her."""
    if one.signal and one.is_resting:
        return str(_("Lapaknya sedang istirahat."))
    if one.rests_until:
        return str(_("Sudah disapa. Muncul lagi %(day)s bila belum membaik.", day=in_words(one.rests_until)))
    if one.last_contact_on:
        return str(_("Terakhir bertemu %(day)s.", day=in_words(one.last_contact_on)))
    return ""


def _message(one: Watched, assistant: Account) -> str:
    return str(
        _(
            "Halo %(name)s, apa kabar? Ini %(me)s. Bagaimana usahanya belakangan ini? "
            "Kalau ada yang bisa saya bantu, kabari ya.",
            name=one.maker or one.shop,
            me=assistant.display_name,
        )
    )
