"""An order's pages: open to its buyer, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from products.actor import Actor, Role
from products.database import db
from products.money import rupiah
from storefront.accounts.models import Account
from storefront.graduation.caring.caseload import take_into_care
from storefront.orders import services as orders
from storefront.orders.models import DeliveryWay, Order, Parcel, ParcelState
from storefront.payments import services as payments
from storefront.payments.models import Payment, PaymentWay
from storefront.payments.receipts import receipt_store
from storefront.uploads import photo_store
from tests.factories import make_account, make_order, make_product
from tests.queries import queries_of
from tests.sessions import signed_in

WORDS = "Dua bungkus terbuka dan isinya sudah tidak renyah lagi."


@pytest.fixture
def order(app: Flask) -> Order:
    """One to be transferred."""
    return make_order(payment=PaymentWay.BANK_TRANSFER)


@pytest.fixture
def buyer(client: FlaskClient, order: Order) -> FlaskClient:
    """A visitor who has followed the link in her mail."""
    client.get(f"/orders/{order.number}?t={order.token}")
    return client


def parcel_url(order: Order, deed: str) -> str:
    """Where a deed is done to the order's only parcel."""
    return f"/orders/{order.number}/parcels/{order.parcels[0].id}/{deed}"


def photo(note: str = "") -> BytesIO:
    """A photo as a phone makes it, with words in its metadata."""
    made, exif = BytesIO(), Image.Exif()
    exif[0x010E] = note
    Image.effect_noise((800, 600), 60).convert("RGB").save(made, "JPEG", exif=exif)
    made.seek(0)
    return made


def state() -> ParcelState | None:
    """Where the only parcel stands."""
    return db.session.scalar(select(Parcel.state))


def test_the_link_opens_the_order_and_its_token_leaves_the_address(client: FlaskClient, order: Order) -> None:
    answer = client.get(f"/orders/{order.number}?t={order.token}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/orders/{order.number}")
    page = client.get(f"/orders/{order.number}").text
    payment = db.session.scalars(select(Payment)).one()
    assert f"{payment.due_idr:,}".replace(",", ".") in page
    assert "BRI 001234567890" in page
    assert order.token not in page


def test_the_whole_of_an_order_is_what_has_to_be_transferred(buyer: FlaskClient, order: Order) -> None:
    payment = db.session.scalars(select(Payment)).one()
    page = buyer.get(f"/orders/{order.number}").text
    assert payment.unique_code_idr > 0
    assert page.count(rupiah(order.total_idr + payment.unique_code_idr)) >= 3


def test_to_everybody_else_there_is_no_such_order(app: Flask, order: Order) -> None:
    other = make_account()
    seller = make_account(Role.SELLER, seller_id=order.parcels[0].seller_id)
    for account in (None, other, seller, make_account(Role.OFFICER)):
        client = signed_in(app, account)
        assert client.get(f"/orders/{order.number}").status_code == 404
        assert client.get(f"/orders/{order.number}?t=falsch").status_code == 404
        for deed in ("cancellation", "arrival", "completion", "complaint", "receipt"):
            assert client.post(parcel_url(order, deed), data={"text": WORDS}).status_code == 404
    assert state() is ParcelState.PENDING_PAYMENT


def test_the_account_that_ordered_opens_it_without_a_link(app: Flask) -> None:
    account = make_account()
    order = make_order(account=account)
    client = signed_in(app, account)
    assert client.get(f"/orders/{order.number}").status_code == 200
    assert order.number in client.get("/orders").text


def test_a_parcel_of_another_order_is_not_reached_through_ones_own(buyer: FlaskClient, order: Order) -> None:
    other = make_order().parcels[0]
    assert buyer.post(f"/orders/{order.number}/parcels/{other.id}/cancellation").status_code == 404
    assert other.state is ParcelState.PROCESSING


def test_an_order_is_found_by_number_and_phone_however_they_are_typed(client: FlaskClient, order: Order) -> None:
    typed = {"number": order.number.lower().replace("-", " "), "phone": "0812-3456-7890"}
    assert client.post("/orders/find", data=typed).headers["Location"] == f"/orders/{order.number}"
    assert client.get(f"/orders/{order.number}").status_code == 200


def test_a_wrong_number_and_a_wrong_phone_get_the_same_answer(client: FlaskClient, order: Order) -> None:
    answers = [
        client.post("/orders/find", data={"number": number, "phone": phone})
        for number, phone in ((order.number, "081200000000"), ("LK-2222-3333", "081234567890"))
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("Pesanan tidak ditemukan" in answer.text for answer in answers)


def test_guessing_is_slowed_down(client: FlaskClient, order: Order) -> None:
    wrong = {"number": order.number, "phone": "081200000000"}
    codes = [client.post("/orders/find", data=wrong).status_code for _try in range(7)]
    assert codes[0] == 422
    assert codes[-1] == 429
    assert client.post("/orders/find", data=wrong | {"phone": "081234567890"}).status_code == 429


def test_a_receipt_is_kept_apart_from_public_pictures_and_without_its_metadata(
    app: Flask, buyer: FlaskClient, order: Order, work: Callable[[], None]
) -> None:
    sent = buyer.post(parcel_url(order, "receipt"), data={"photo": (photo("rumah di Jalan Melati"), "bukti.jpg")})
    assert sent.status_code == 303
    assert state() is ParcelState.PAYMENT_REVIEW
    work()
    shown = buyer.get(parcel_url(order, "receipt"))
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert b"Melati" not in shown.data
    assert Image.open(BytesIO(shown.data)).size == (800, 600)
    assert list_files(photo_store().root) == []
    public = [path.relative_to(receipt_store().public) for path in list_files(receipt_store().public)]
    assert public
    assert all(buyer.get(f"/uploads/{path}").status_code == 404 for path in public)
    assert not list_files(receipt_store().incoming)


def test_a_receipt_is_seen_by_the_buyer_the_shop_and_her_assistant_alone(
    app: Flask, buyer: FlaskClient, order: Order
) -> None:
    buyer.post(parcel_url(order, "receipt"), data={"photo": (photo(), "bukti.jpg")})
    seller_id = order.parcels[0].seller_id
    assistant, stranger = make_account(Role.ASSISTANT), make_account(Role.ASSISTANT)
    take_into_care(assistant.id, seller_id)
    people: dict[int, list[Account | None]] = {
        200: [make_account(Role.SELLER, seller_id=seller_id), assistant],
        404: [None, stranger, make_account(), make_account(Role.OFFICER)],
    }
    people[404].append(make_account(Role.SELLER, seller_id=make_product().seller_id))
    for code, accounts in people.items():
        for account in accounts:
            assert signed_in(app, account).get(parcel_url(order, "receipt")).status_code == code


@pytest.mark.parametrize("name", ["bukti.jpg", ""])
def test_what_is_no_photo_is_refused_beside_the_field(buyer: FlaskClient, order: Order, name: str) -> None:
    answer = buyer.post(parcel_url(order, "receipt"), data={"photo": (BytesIO(b"bukan foto"), name)})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert state() is ParcelState.PENDING_PAYMENT
    assert list_files(receipt_store().root) == []


def test_a_cancelled_order_says_so_and_gives_its_packs_back(buyer: FlaskClient, order: Order) -> None:
    assert buyer.post(parcel_url(order, "cancellation")).status_code == 303
    page = buyer.get(f"/orders/{order.number}").text
    assert "Dibatalkan" in page
    assert "Salin jumlah" not in page
    assert order.parcels[0].lines[0].product.on_hand == 10


def test_a_deed_at_the_wrong_moment_is_said_and_changes_nothing(buyer: FlaskClient, order: Order) -> None:
    for deed in ("arrival", "completion"):
        assert buyer.post(parcel_url(order, deed)).status_code == 303
        assert "tidak bisa dilakukan sekarang" in buyer.get(f"/orders/{order.number}").text
    assert state() is ParcelState.PENDING_PAYMENT


def test_the_buyer_receives_complains_and_is_content_in_the_end(buyer: FlaskClient, order: Order) -> None:
    parcel = order.parcels[0]
    seller = Actor(Role.SELLER, make_account(Role.SELLER, seller_id=parcel.seller_id).id)
    payments.confirm_payment(seller, parcel)
    orders.pack(seller, parcel)
    orders.hand_over(seller, parcel)
    buyer.post(parcel_url(order, "arrival"))
    assert state() is ParcelState.DELIVERED
    assert buyer.post(parcel_url(order, "complaint"), data={"text": "rusak"}).status_code == 422
    assert "paling banyak 2000 huruf" in buyer.post(parcel_url(order, "complaint"), data={"text": WORDS * 50}).text
    assert buyer.get(parcel_url(order, "complaint")).status_code == 200
    assert buyer.post(parcel_url(order, "complaint"), data={"text": WORDS}).status_code == 303
    assert WORDS in buyer.get(f"/orders/{order.number}").text
    orders.answer_complaint(seller, parcel, "Kami kirim yang baru besok.")
    assert "Kami kirim yang baru besok." in buyer.get(f"/orders/{order.number}").text
    buyer.post(parcel_url(order, "completion"))
    assert state() is ParcelState.COMPLETED


def test_an_assistant_who_acts_for_the_shop_is_never_shown_to_the_buyer(buyer: FlaskClient, order: Order) -> None:
    parcel = order.parcels[0]
    assistant = make_account(Role.ASSISTANT, display_name="Pendamping Wati")
    payments.confirm_payment(Actor(Role.ASSISTANT, assistant.id, parcel.seller_id), parcel)
    page = buyer.get(f"/orders/{order.number}").text.lower()
    assert "disiapkan" in page
    assert "pendamping" not in page
    assert "wati" not in page


def test_the_query_count_does_not_grow_with_the_parcels(app: Flask) -> None:
    def queries(order: Order) -> int:
        client = app.test_client()
        client.get(f"/orders/{order.number}?t={order.token}")
        return queries_of(client, f"/orders/{order.number}")

    few = queries(make_order((make_product(), 1)))
    many = queries(make_order(*[(make_product(), 1) for _shop in range(5)], delivery=DeliveryWay.PICK_UP))
    assert few == many


def list_files(folder: Path) -> list[Path]:
    """All files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
