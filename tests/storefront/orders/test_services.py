"""A parcel on its way: what the shop and the buyer do with it, and what they are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from products import clock
from products.actor import SYSTEM, Actor, Role
from products.database import db
from products.errors import Refusal
from storefront.accounts.models import Deed
from storefront.orders import services
from storefront.orders.models import Complaint, DeliveryWay, Parcel, ParcelState
from storefront.orders.overdue import complete_one_delivered
from storefront.orders.working_days import after_working_days
from storefront.outbox.models import Job
from storefront.payments import services as payments
from storefront.payments.models import PaymentWay
from tests.factories import make_account, make_order, make_product

BUYER = Actor(Role.BUYER)
WORDS = "Dua bungkus terbuka dan isinya sudah tidak renyah lagi."
FRIDAY = datetime(2026, 3, 6, 4, 0, tzinfo=UTC)


def placed(delivery: DeliveryWay = DeliveryWay.SELLER_BRINGS) -> tuple[Parcel, Actor]:
    """A parcel ready to be packed, and its seller."""
    by_courier = delivery is DeliveryWay.COURIER
    payment = PaymentWay.BANK_TRANSFER if by_courier else PaymentWay.CASH_ON_DELIVERY
    parcel = make_order(delivery=delivery, payment=payment).parcels[0]
    seller = Actor(Role.SELLER, make_account(Role.SELLER, seller_id=parcel.seller_id).id)
    if by_courier:
        payments.confirm_payment(seller, parcel)
    return parcel, seller


def delivered() -> tuple[Parcel, Actor]:
    """A parcel in its buyer's hands, and its seller."""
    parcel, seller = placed()
    services.pack(seller, parcel)
    services.hand_over(seller, parcel)
    payments.mark_delivered(seller, parcel)
    return parcel, seller


def letters_to(address: str) -> list[str]:
    """The texts of the mail asked for, oldest first."""
    jobs = db.session.scalars(select(Job).where(Job.kind == "mail.send").order_by(Job.id))
    return [job.payload["text"] for job in jobs if job.payload["to"] == address]


def test_each_step_is_told_to_the_buyer_in_her_language_and_with_her_link(app: Flask) -> None:
    parcel, seller = placed()
    services.pack(seller, parcel)
    last = letters_to("rina@example.com")[-1]
    assert f"{parcel.seller.name} sudah mengemas pesanan Anda." in last
    assert f"/orders/{parcel.order.number}?t={parcel.order.token}" in last


@pytest.mark.parametrize(
    ("typed", "kept"), [("cgk 1234 5678", "CGK12345678"), ("jx-0123456789", "JX-0123456789"), ("12345678", "12345678")]
)
def test_a_tracking_number_is_kept_without_spaces_and_in_capitals(typed: str, kept: str) -> None:
    assert services.clean_tracking_number(typed) == kept


def test_a_parcel_is_handed_over_with_its_courier_and_number(app: Flask) -> None:
    parcel, seller = placed(DeliveryWay.COURIER)
    services.pack(seller, parcel)
    services.hand_over(seller, parcel, "  JNE ", "cgk 1234 5678")
    assert (parcel.courier, parcel.tracking_number, parcel.state) == ("JNE", "CGK12345678", ParcelState.SHIPPED)
    assert "CGK12345678" in letters_to("rina@example.com")[-1]


def test_what_is_no_tracking_number_is_refused_and_nothing_moves(app: Flask) -> None:
    parcel, seller = placed(DeliveryWay.COURIER)
    services.pack(seller, parcel)
    for typed in ("", "1234567", "A" * 23, "ABC_12345", "resi: 12345678"):
        with pytest.raises(Refusal, match="resi"):
            services.hand_over(seller, parcel, "JNE", typed)
    assert parcel.state is ParcelState.PACKED


def test_a_courier_has_a_name_and_a_pick_up_has_no_courier(app: Flask) -> None:
    parcel, seller = placed(DeliveryWay.COURIER)
    services.pack(seller, parcel)
    with pytest.raises(Refusal, match="nama kurir"):
        services.hand_over(seller, parcel, " ", "12345678")
    picked, its_seller = placed(DeliveryWay.PICK_UP)
    services.pack(its_seller, picked)
    with pytest.raises(Refusal, match="diambil sendiri"):
        services.hand_over(its_seller, picked)


def test_the_buyer_may_say_at_once_that_all_is_well(app: Flask) -> None:
    parcel, _seller = delivered()
    services.complete(BUYER, parcel)
    assert parcel.state is ParcelState.COMPLETED


def test_the_shop_and_the_clock_wait_two_working_days(app: Flask) -> None:
    with clock.freeze(FRIDAY):
        parcel, seller = delivered()
    for hurried in (seller, SYSTEM):
        with clock.freeze(datetime(2026, 3, 9, 4, 0, tzinfo=UTC)), pytest.raises(Refusal, match="dua hari kerja"):
            services.complete(hurried, parcel)
    with clock.freeze(datetime(2026, 3, 10, 3, 59, tzinfo=UTC)):
        assert complete_one_delivered() is False
    with clock.freeze(datetime(2026, 3, 10, 4, 0, tzinfo=UTC)):
        assert complete_one_delivered() is True
        assert complete_one_delivered() is False
    assert db.session.scalar(select(Parcel.state)) is ParcelState.COMPLETED


def test_a_weekend_is_no_time_to_look(app: Flask) -> None:
    assert after_working_days(FRIDAY, 2).astimezone(UTC) == datetime(2026, 3, 10, 4, 0, tzinfo=UTC)


def test_a_complaint_stops_the_clock_reaches_the_shop_and_is_answered(app: Flask) -> None:
    parcel, seller = delivered()
    shop = letters_to_shop(parcel)
    services.complain(BUYER, parcel, WORDS)
    assert parcel.state is ParcelState.DISPUTED
    assert WORDS in shop()[-1]
    with clock.freeze(datetime(2040, 1, 2, tzinfo=UTC)):
        assert complete_one_delivered() is False
    services.answer_complaint(seller, parcel, "Maaf, kami kirim yang baru.")
    assert "Maaf, kami kirim yang baru." in letters_to("rina@example.com")[-1]
    services.complete(BUYER, parcel)
    assert db.session.scalar(select(Parcel.state)) is ParcelState.COMPLETED


def test_a_complaint_of_few_words_is_asked_for_again(app: Flask) -> None:
    parcel, _seller = delivered()
    with pytest.raises(Refusal, match="paling sedikit 30"):
        services.complain(BUYER, parcel, "rusak" + " " * 40)
    assert db.session.scalar(select(Complaint.id)) is None


def test_there_is_nothing_to_answer_twice_or_without_a_complaint(app: Flask) -> None:
    parcel, seller = delivered()
    with pytest.raises(Refusal, match="Tidak ada keluhan"):
        services.answer_complaint(seller, parcel, "Maaf.")
    services.complain(BUYER, parcel, WORDS)
    services.answer_complaint(seller, parcel, "Maaf.")
    with pytest.raises(Refusal, match="Tidak ada keluhan"):
        services.answer_complaint(seller, parcel, "Maaf sekali lagi.")


def test_what_an_assistant_does_is_recorded_as_such(app: Flask) -> None:
    parcel, _seller = placed()
    assistant = make_account(Role.ASSISTANT)
    services.pack(Actor(Role.ASSISTANT, assistant.id, parcel.seller_id), parcel)
    deed = db.session.scalars(select(Deed)).one()
    assert (deed.account_id, deed.seller_id, deed.what) == (assistant.id, parcel.seller_id, "parcel.packed")


def test_the_packs_of_the_cancelled_parcel_alone_go_back_on_the_shelf(app: Flask) -> None:
    one, other = make_product(on_hand=5), make_product(on_hand=4)
    order = make_order((one, 2), (other, 3))
    payments.cancel(BUYER, order.parcels[0])
    assert (one.on_hand, other.on_hand) == (5, 1)


def letters_to_shop(parcel: Parcel) -> Callable[[], list[str]]:
    """The mail to the parcel's shop."""
    account = make_account(Role.SELLER, seller_id=parcel.seller_id, email="dapur@example.com")
    return lambda: letters_to(account.email or "")
