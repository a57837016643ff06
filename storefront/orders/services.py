"""What a shop and its buyer do with a parcel, as far as no money changes with it (that is ``payments.services``).

Each of these is one transaction: the move, its dated row, the mail it causes, and the note for the seller when her
assistant did it. All of them raise ``Refusal`` when ``orders.parcel`` does not allow the move.
"""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import N_, Refusal
from products.stock import release_all
from storefront.accounts.deeds import record_deed
from storefront.orders import letters
from storefront.orders.models import Complaint, DeliveryWay, Order, Parcel, ParcelMove, ParcelState
from storefront.orders.parcel import move_to
from storefront.orders.working_days import after_working_days

TRACKING_NUMBER = re.compile(r"[A-Z0-9-]{8,22}")
LEAST_COMPLAINT = 30
MOST_WORDS = 2_000
DAYS_TO_LOOK = 2
"""Working days in which a buyer may send goods back: PP 80/2019, article 69."""


def pack(actor: Actor, parcel: Parcel) -> None:
    """The goods are in their box."""
    with transaction():
        step(actor, parcel, ParcelState.PACKED)


def hand_over(actor: Actor, parcel: Parcel, courier: str = "", tracking_number: str = "") -> None:
    """The parcel is on its way: with a courier under its number, or with the seller herself.

    Raises:
        Refusal: also when a courier's parcel has no courier or no likely number, and when the buyer picks it up.
    """
    if parcel.delivery_way is DeliveryWay.PICK_UP:
        raise Refusal(N_("Pesanan ini diambil sendiri oleh pembeli. Tandai sampai begitu ia mengambilnya."))
    by_courier = parcel.delivery_way is DeliveryWay.COURIER
    number = clean_tracking_number(tracking_number) if by_courier else ""
    if by_courier and not courier.strip():
        raise Refusal(N_("Tulis nama kurirnya, misalnya JNE atau Pos Indonesia."), field="courier")
    with transaction():
        parcel.courier, parcel.tracking_number = courier.strip()[:40] if by_courier else "", number
        step(actor, parcel, ParcelState.SHIPPED)


def clean_tracking_number(typed: str) -> str:
    """A tracking number without spaces and in capitals. Raises ``Refusal`` when it cannot be one."""
    number = "".join(typed.split()).upper()
    if not TRACKING_NUMBER.fullmatch(number):
        raise Refusal(
            N_("Nomor resi berisi 8 sampai 22 huruf dan angka. Salin dari struk kurir."), field="tracking_number"
        )
    return number


def complete(actor: Actor, parcel: Parcel) -> None:
    """All is well. The buyer may say so at once; the shop and the clock wait until she has had time to look.

    Raises:
        Refusal: also when it is too early for anybody but the buyer (``may_complete_from``).
    """
    with transaction():
        waiting = parcel.state is ParcelState.DELIVERED and actor.role is not Role.BUYER
        if waiting and clock.now() < may_complete_from(parcel):
            raise Refusal(
                N_("Pembeli punya dua hari kerja untuk memeriksa barangnya. Pesanan selesai sendiri sesudah itu.")
            )
        step(actor, parcel, ParcelState.COMPLETED)


def may_complete_from(parcel: Parcel) -> datetime:
    """The moment from which a delivered parcel is done without a word from its buyer."""
    arrived = max(move.at for move in parcel.moves if move.to_state is ParcelState.DELIVERED)
    return after_working_days(arrived, DAYS_TO_LOOK)


def complain(actor: Actor, parcel: Parcel, text: str) -> Complaint:
    """Something is wrong with what arrived; the parcel stands still until that is settled.

    Raises:
        Refusal: also when the words are too few to act on.
    """
    words = _worth_reading(
        text, N_("Ceritakan apa yang terjadi, paling sedikit %(least)s huruf, supaya penjual bisa membantu.")
    )
    with transaction() as session:
        step(actor, parcel, ParcelState.DISPUTED, words)
        complaint = Complaint(parcel_id=parcel.id, text=words, at=clock.now())
        session.add(complaint)
        session.flush()
    return complaint


def answer_complaint(actor: Actor, parcel: Parcel, answer: str) -> None:
    """What the shop says to the complaint. The buyer then says whether all is well.

    Raises:
        Refusal: when nothing is open, or the answer is empty.
    """
    if not answer.strip():
        raise Refusal(N_("Tulis jawaban untuk pembeli."), field="answer")
    with transaction():
        waiting = [one for one in parcel.complaints if one.answered_at is None]
        theirs = actor.role in {Role.SELLER, Role.ASSISTANT} and actor.account_id is not None
        if parcel.state is not ParcelState.DISPUTED or not waiting or not theirs:
            raise Refusal(N_("Tidak ada keluhan yang menunggu jawaban."))
        complaint = waiting[-1]
        complaint.answer, complaint.answered_at = answer.strip()[:MOST_WORDS], clock.now()
        complaint.answered_by_id = actor.account_id
        record_deed(actor, "parcel.complaint_answered", parcel.order.number)
        letters.tell_buyer_answer(parcel, complaint.id, complaint.answer)


def find_parcel(number: str, parcel_id: int) -> Parcel | None:
    """A parcel of the order under this number, for whoever has been asked who she is."""
    of_order = select(Parcel).join(Order, Order.id == Parcel.order_id)
    return db.session.scalar(of_order.where(Order.number == number, Parcel.id == parcel_id))


def step(actor: Actor, parcel: Parcel, state: ParcelState, reason: str = "") -> ParcelMove:
    """One move with all that belongs to it, inside the caller's transaction."""
    move = move_to(parcel, state, actor, reason[:MOST_WORDS])
    record_deed(actor, f"parcel.{state.value}", parcel.order.number)
    letters.tell_buyer(parcel, move)
    if actor.role is Role.BUYER and state in letters.TO_SHOP:
        letters.tell_shop(parcel, move)
    return move


def back_on_the_shelf(parcel: Parcel) -> None:
    """Give the packs of a parcel back to the stock, inside the transaction that cancels it."""
    packs: dict[int, int] = {}
    for line in parcel.lines:
        packs[line.product_id] = packs.get(line.product_id, 0) + line.quantity
    release_all(packs)


def _worth_reading(text: str, too_short: str) -> str:
    words = " ".join(text.split())
    if len(words) < LEAST_COMPLAINT:
        raise Refusal(too_short, field="text", least=LEAST_COMPLAINT)
    return words[:MOST_WORDS]
