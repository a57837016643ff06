"""The mail that tells a buyer and a seller what became of a parcel, each in the language of its reader."""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from products.database import db
from products.errors import N_
from storefront import mail
from storefront.accounts.models import Account
from storefront.orders.links import desk_link, order_link
from storefront.orders.models import Parcel, ParcelMove, ParcelState
from storefront.orders.parcel import LABELS
from storefront.orders.words import reason_of

S = ParcelState

TO_BUYER: dict[ParcelState, str] = {
    S.PENDING_PAYMENT: N_("%(shop)s belum menemukan transfer Anda. Periksa lagi, lalu kirim foto buktinya."),
    S.PAYMENT_REVIEW: N_("Bukti transfer Anda sudah kami teruskan ke %(shop)s."),
    S.PROCESSING: N_("Pembayaran sudah diterima. %(shop)s mulai menyiapkan pesanan Anda."),
    S.PACKED: N_("%(shop)s sudah mengemas pesanan Anda."),
    S.SHIPPED: N_("Pesanan Anda dari %(shop)s sedang dalam perjalanan."),
    S.DELIVERED: N_(
        "Pesanan Anda dari %(shop)s sudah sampai. Ada yang kurang? Anda punya dua hari kerja untuk bilang."
    ),
    S.COMPLETED: N_("Pesanan Anda dari %(shop)s sudah selesai. Terima kasih sudah berbelanja."),
    S.CANCELLED: N_("Pesanan Anda dari %(shop)s dibatalkan."),
    S.DISPUTED: N_("Keluhan Anda sudah kami teruskan ke %(shop)s. Jawaban datang paling lambat dua hari kerja."),
}
TO_SHOP: dict[ParcelState, str] = {
    S.PAYMENT_REVIEW: N_("%(buyer)s mengirim bukti transfer. Periksa apakah uangnya sudah masuk."),
    S.CANCELLED: N_("%(buyer)s membatalkan pesanannya. Stoknya sudah kembali."),
    S.COMPLETED: N_("%(buyer)s sudah menerima pesanannya. Selesai."),
    S.DISPUTED: N_("%(buyer)s menyampaikan keluhan. Jawab paling lambat dua hari kerja."),
}


def tell_buyer(parcel: Parcel, move: ParcelMove) -> None:
    """Mail the buyer about a step of her parcel, where she gave an address."""
    with force_locale(parcel.order.locale):
        why = reason_of(move)
    _write_to_buyer(parcel, f"parcel-move-{move.id}-buyer", LABELS[move.to_state], TO_BUYER[move.to_state], why)


def tell_buyer_answer(parcel: Parcel, complaint_id: int, answer: str) -> None:
    """Mail the buyer what the shop says to her complaint."""
    key = f"complaint-{complaint_id}-answer"
    _write_to_buyer(parcel, key, N_("Keluhan Anda dijawab"), N_("%(shop)s menjawab keluhan Anda."), answer)


def tell_shop(parcel: Parcel, move: ParcelMove) -> None:
    """Mail the shop about a step that somebody else took, where it has an address."""
    order = parcel.order
    for to, locale in shop_readers(parcel.seller_id):
        with force_locale(locale):
            sentence = _(TO_SHOP[move.to_state], buyer=order.contact_name)
            text = mail.written(
                "orders/mail/to_shop.txt",
                sentence=sentence,
                reason=move.reason,
                number=order.number,
                link=desk_link(parcel),
            )
            subject = _about(order.number, LABELS[move.to_state])
            mail.send(f"parcel-move-{move.id}-shop-{to}", to, subject, text)


def shop_readers(seller_id: int) -> list[tuple[str, str]]:
    """Whom to write to at a shop, as (mail address, language)."""
    rows = db.session.execute(
        select(Account.email, Account.locale)
        .where(Account.seller_id == seller_id, Account.email.is_not(None), Account.is_enabled)
        .order_by(Account.id)
    )
    return [(email, locale) for email, locale in rows if email]


def _write_to_buyer(parcel: Parcel, key: str, state: str, sentence: str, words: str) -> None:
    order = parcel.order
    if not order.contact_email:
        return
    with force_locale(order.locale):
        said = _(sentence, shop=parcel.seller.name)
        text = mail.written(
            "orders/mail/to_buyer.txt", order=order, parcel=parcel, sentence=said, words=words, link=order_link(order)
        )
        mail.send(key, order.contact_email, _about(order.number, state), text)


def _about(number: str, state: str) -> str:
    """The subject of a letter, in the language in force."""
    return _("Pesanan %(number)s: %(state)s", number=number, state=_(state))
