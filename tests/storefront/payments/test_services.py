"""What happens to money and goods together."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from products import clock
from products.actor import Actor, Role
from products.database import db, transaction
from products.errors import Refusal
from products.models import Product
from storefront.orders import services as orders
from storefront.orders.models import DeliveryWay, Parcel, ParcelMove, ParcelState
from storefront.outbox.models import Job
from storefront.payments import overdue, services
from storefront.payments.codes import CODES, free_code
from storefront.payments.models import Payment, PaymentState, PaymentWay
from storefront.payments.offers import offer_payment, payment_offers_of, withdraw_payment
from tests.factories import make_account, make_order, make_product, make_seller

BUYER = Actor(Role.BUYER)
KEY = "ab" * 32


def placed(
    payment: PaymentWay = PaymentWay.BANK_TRANSFER, delivery: DeliveryWay = DeliveryWay.SELLER_BRINGS
) -> tuple[Parcel, Payment, Actor]:
    """A parcel of two packs out of ten, its payment, and its seller."""
    parcel = make_order((make_product(on_hand=10), 2), payment=payment, delivery=delivery).parcels[0]
    seller = Actor(Role.SELLER, make_account(Role.SELLER, seller_id=parcel.seller_id).id)
    return parcel, services.payment_of(parcel), seller


def on_hand() -> int | None:
    """Packs of the only product."""
    return db.session.scalar(select(Product.on_hand))


def test_a_receipt_waits_for_the_shop_and_its_confirmation_pays(app: Flask) -> None:
    parcel, payment, seller = placed()
    services.claim_payment(BUYER, parcel, KEY)
    assert (parcel.state, payment.state, payment.receipt_key) == (ParcelState.PAYMENT_REVIEW, PaymentState.CLAIMED, KEY)
    assert db.session.scalar(select(Job.key).where(Job.kind == "receipt.sizes")) == f"receipt.sizes:{KEY}"
    services.confirm_payment(seller, parcel)
    assert (parcel.state, payment.state) == (ParcelState.PROCESSING, PaymentState.PAID)
    assert payment.paid_at is not None


def test_a_receipt_may_be_replaced_while_the_shop_has_not_answered(app: Flask) -> None:
    parcel, payment, _seller = placed()
    services.claim_payment(BUYER, parcel, KEY)
    services.claim_payment(BUYER, parcel, "cd" * 32)
    assert (parcel.state, payment.receipt_key) == (ParcelState.PAYMENT_REVIEW, "cd" * 32)


def test_a_receipt_sent_back_says_why_and_gives_another_day(app: Flask) -> None:
    parcel, payment, seller = placed()
    services.claim_payment(BUYER, parcel, KEY)
    with pytest.raises(Refusal, match="tidak cocok"):
        services.reject_receipt(seller, parcel, " ")
    services.reject_receipt(seller, parcel, "Jumlahnya kurang seribu.")
    assert (parcel.state, payment.state) == (ParcelState.PENDING_PAYMENT, PaymentState.DUE)
    assert payment.note == "Jumlahnya kurang seribu."


def test_cash_is_paid_when_the_goods_arrive(app: Flask) -> None:
    parcel, payment, seller = placed(PaymentWay.CASH_ON_DELIVERY)
    orders.pack(seller, parcel)
    with pytest.raises(Refusal, match="Serahkan dulu"):
        services.mark_delivered(seller, parcel)
    orders.hand_over(seller, parcel)
    assert payment.state is PaymentState.DUE
    services.mark_delivered(BUYER, parcel)
    assert (parcel.state, payment.state) == (ParcelState.DELIVERED, PaymentState.PAID)


def test_a_pick_up_goes_from_the_shelf_into_the_buyers_hands(app: Flask) -> None:
    parcel, payment, seller = placed(PaymentWay.CASH_ON_DELIVERY, DeliveryWay.PICK_UP)
    orders.pack(seller, parcel)
    services.mark_delivered(seller, parcel)
    assert payment.state is PaymentState.PAID


def test_a_refusal_gives_stock_back_voids_the_payment_and_tells_the_buyer_why(app: Flask) -> None:
    parcel, payment, seller = placed()
    assert on_hand() == 8
    with pytest.raises(Refusal, match="alasannya"):
        services.refuse(seller, parcel, "")
    services.refuse(seller, parcel, "Singkongnya belum panen.")
    assert (on_hand(), payment.state, parcel.state) == (10, PaymentState.VOID, ParcelState.CANCELLED)
    last = db.session.scalars(select(Job).where(Job.kind == "mail.send").order_by(Job.id.desc())).first()
    assert last is not None
    assert "Singkongnya belum panen." in last.payload["text"]


def test_a_buyer_cancels_before_packing_once_and_not_after(app: Flask) -> None:
    parcel, _payment, seller = placed(PaymentWay.CASH_ON_DELIVERY)
    orders.pack(seller, parcel)
    with pytest.raises(Refusal):
        services.cancel(BUYER, parcel)
    assert on_hand() == 8
    other, payment, _other_seller = placed(PaymentWay.CASH_ON_DELIVERY)
    services.cancel(BUYER, other)
    with pytest.raises(Refusal):
        services.cancel(BUYER, other)
    assert other.lines[0].product.on_hand == 10
    assert payment.state is PaymentState.VOID


def test_a_transfer_that_nobody_makes_is_cancelled_after_a_day_and_the_worker_catches_up(app: Flask) -> None:
    parcels = [placed()[0] for _order in range(3)]
    at = clock.now()
    with clock.freeze(at + overdue.PATIENCE * 0.99):
        assert overdue.cancel_one_unpaid() is False
    with clock.freeze(at + overdue.PATIENCE * 5):
        assert [overdue.cancel_one_unpaid() for _round in range(4)] == [True, True, True, False]
    for parcel in parcels:
        assert parcel.state is ParcelState.CANCELLED
        assert parcel.lines[0].product.on_hand == 10
    last = db.session.scalars(select(ParcelMove).order_by(ParcelMove.id.desc())).first()
    assert last is not None
    assert (last.role, last.reason) == (Role.SYSTEM, overdue.TOO_LATE)


def test_the_buyer_reads_in_her_own_language_that_it_was_too_late(app: Flask) -> None:
    parcel = placed()[0]
    with transaction():
        parcel.order.locale = "en"
    with clock.freeze(clock.now() + overdue.PATIENCE * 2):
        overdue.cancel_one_unpaid()
    newest = select(Job).where(Job.kind == "mail.send").order_by(Job.id.desc()).limit(1)
    letter = db.session.scalars(newest).one().payload["text"]
    assert "Not paid within 24 hours." in letter
    assert overdue.TOO_LATE not in letter


def test_neither_a_receipt_under_review_nor_cash_is_ever_too_late(app: Flask) -> None:
    reviewed = placed()[0]
    services.claim_payment(BUYER, reviewed, KEY)
    placed(PaymentWay.CASH_ON_DELIVERY)
    with clock.freeze(clock.now() + overdue.PATIENCE * 5):
        assert overdue.cancel_one_unpaid() is False


def test_the_day_begins_again_when_a_receipt_is_sent_back(app: Flask) -> None:
    parcel, _payment, seller = placed()
    services.claim_payment(BUYER, parcel, KEY)
    later = clock.now() + overdue.PATIENCE * 3
    with clock.freeze(later):
        services.reject_receipt(seller, parcel, "Belum masuk.")
        assert overdue.cancel_one_unpaid() is False
    with clock.freeze(later + overdue.PATIENCE * 1.01):
        assert overdue.cancel_one_unpaid() is True


def test_no_two_open_transfers_to_a_shop_share_a_code_and_a_closed_one_gives_its_code_back(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storefront.payments.codes.CODES", range(1, 4))
    product = make_product(on_hand=10)
    parcels = [make_order((product, 1), payment=PaymentWay.BANK_TRANSFER).parcels[0] for _order in range(3)]
    assert {services.payment_of(parcel).unique_code_idr for parcel in parcels} == {1, 2, 3}
    with pytest.raises(Refusal, match="terlalu banyak transfer"), transaction():
        free_code(product.seller_id)
    freed = services.payment_of(parcels[1]).unique_code_idr
    services.cancel(BUYER, parcels[1])
    with transaction():
        assert free_code(product.seller_id) == freed
        assert free_code(make_product().seller_id) in {1, 2, 3}


def test_a_code_has_at_most_three_digits() -> None:
    assert (CODES[0], CODES[-1]) == (1, 999)


def test_a_shops_bank_words_are_checked_kept_and_changed(app: Flask) -> None:
    seller = make_seller()
    actor = Actor(Role.SELLER, make_account(Role.SELLER, seller_id=seller.id).id)
    for bank, number, holder, words in (
        ("", "123456", "Sari", "bank"),
        ("BRI", "12-34", "Sari", "rekening"),
        ("BRI", "123456", " ", "pemilik"),
    ):
        with pytest.raises(Refusal, match=words):
            offer_payment(actor, seller, PaymentWay.BANK_TRANSFER, bank, number, holder)
    offer_payment(actor, seller, PaymentWay.BANK_TRANSFER, "BRI", "0012 3456-78", "Sari")
    offer_payment(actor, seller, PaymentWay.BANK_TRANSFER, "BNI", "99887766", "Sari")
    offer_payment(actor, seller, PaymentWay.CASH_ON_DELIVERY, "BNI", "1", "x")
    kept = [(one.way, one.bank, one.account_number) for one in payment_offers_of(seller.id)]
    assert kept == [(PaymentWay.BANK_TRANSFER, "BNI", "99887766"), (PaymentWay.CASH_ON_DELIVERY, "", "")]
    withdraw_payment(actor, seller, PaymentWay.BANK_TRANSFER)
    assert [one.way for one in payment_offers_of(seller.id)] == [PaymentWay.CASH_ON_DELIVERY]
