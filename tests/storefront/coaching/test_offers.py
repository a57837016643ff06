"""Offers on the assistant's desk: what she sees before she says yes, and that her pages close when a seller leaves."""

from __future__ import annotations

import pytest
from flask import Flask

from products.actor import Actor, Role
from products.models import Seller, SellerState
from storefront.accounts.models import Account
from storefront.graduation.caring import offer_lists, offers
from storefront.graduation.caring.caseload import in_care
from storefront.graduation.models import CareOffer
from tests.factories import make_account
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.coaching.scenes import assistant, in_review, parcel_of, record_of, seller_of

NOTE = "Rajin mencatat, butuh teman soal kemasan."


@pytest.fixture
def dewi(app: Flask) -> Account:
    """Who cares for the seller."""
    return assistant()


@pytest.fixture
def shop(dewi: Account) -> Seller:
    """In her care, with a linked record."""
    seller = seller_of(dewi, name="Dapur Sari", maker="Sari")
    record_of(dewi, seller_id=seller.id)
    return seller


@pytest.fixture
def rahmat(app: Flask) -> Account:
    """Another assistant."""
    return make_account(Role.ASSISTANT, display_name="Rahmat")


@pytest.fixture
def offer(dewi: Account, shop: Seller, rahmat: Account) -> CareOffer:
    """The shop offered to him."""
    return offers.offer(Actor(Role.ASSISTANT, dewi.id), shop.id, rahmat.id, NOTE)


def test_an_offer_is_sent_waits_on_the_others_day_and_is_accepted(
    app: Flask, dewi: Account, shop: Seller, rahmat: Account
) -> None:
    sender, receiver = signed_in(app, dewi), signed_in(app, rahmat)
    path = f"/coaching/sellers/{shop.id}/offer"
    assert sender.post(path, data={"assistant": rahmat.id, "note": NOTE}).location == "/coaching/offers"
    assert "Sedang ditawarkan kepada Rahmat" in sender.get(path).text
    assert "Menunggu jawaban" in sender.get("/coaching/offers").text
    assert "Dapur Sari" in receiver.get("/coaching/").text
    taken = receiver.post(f"/coaching/offers/{offer_lists.offers_to(rahmat.id)[0].id}/acceptance")
    assert taken.location == f"/coaching/sellers/{shop.id}"
    assert receiver.get(taken.location).status_code == 200
    assert sender.get(f"/coaching/sellers/{shop.id}").status_code == 404
    assert "Diterima" in sender.get("/coaching/offers").text


def test_before_saying_yes_she_sees_what_is_public_and_the_note_and_nothing_of_the_record(
    app: Flask, shop: Seller, rahmat: Account, offer: CareOffer
) -> None:
    receiver = signed_in(app, rahmat)
    page = receiver.get(f"/coaching/offers/{offer.id}").text
    assert all(words in page for words in ("Dapur Sari", "Bantul", NOTE, f"/sellers/{shop.slug}"))
    assert not any(words in page for words in ("SITI ROHMAH", "3171", "raduasi", "alamiah", shop.whatsapp or "!"))
    for path in ("", "/plan", "/reset-code", "/offer"):
        assert receiver.get(f"/coaching/sellers/{shop.id}{path}").status_code == 404


def test_a_shop_that_is_not_open_is_named_and_not_linked(app: Flask, dewi: Account, rahmat: Account) -> None:
    seller = seller_of(dewi, state=SellerState.CLOSED, name="Kios Tutup")
    made = offers.offer(Actor(Role.ASSISTANT, dewi.id), seller.id, rahmat.id, "")
    page = signed_in(app, rahmat).get(f"/coaching/offers/{made.id}").text
    assert "Kios Tutup" in page
    assert f"/sellers/{seller.slug}" not in page


def test_declining_needs_a_reason_that_the_sender_reads(
    app: Flask, dewi: Account, rahmat: Account, offer: CareOffer
) -> None:
    receiver = signed_in(app, rahmat)
    path = f"/coaching/offers/{offer.id}"
    assert receiver.post(f"{path}/refusal", data={"reason": " "}).status_code == 422
    assert receiver.post(f"{path}/refusal", data={"reason": "Desanya terlalu jauh."}).location == "/coaching/offers"
    assert "Desanya terlalu jauh." in signed_in(app, dewi).get("/coaching/offers").text
    assert receiver.get(path).status_code == 404


def test_an_offer_is_taken_back_by_whoever_made_it(
    app: Flask, dewi: Account, rahmat: Account, offer: CareOffer
) -> None:
    path = f"/coaching/offers/{offer.id}"
    assert signed_in(app, rahmat).post(f"{path}/withdrawal").status_code == 404
    assert signed_in(app, dewi).post(f"{path}/withdrawal").location == "/coaching/offers"
    assert signed_in(app, rahmat).post(f"{path}/acceptance").status_code == 404
    assert in_care(dewi.id, offer.seller_id)


def test_what_an_officer_offers_of_hers_is_seen_and_not_hers_to_take_back(
    app: Flask, dewi: Account, shop: Seller, rahmat: Account
) -> None:
    officer = make_account(Role.OFFICER, display_name="Bambang")
    made = offers.offer(Actor(Role.OFFICER, officer.id), shop.id, rahmat.id, "")
    sender = signed_in(app, dewi)
    assert "ditawarkan oleh Bambang" in sender.get("/coaching/offers").text
    assert sender.post(f"/coaching/offers/{made.id}/withdrawal").status_code == 404


@pytest.mark.parametrize("acting", [False, True])
def test_a_seller_who_leaves_her_care_is_not_there_at_the_next_request(
    app: Flask, dewi: Account, shop: Seller, rahmat: Account, offer: CareOffer, acting: bool
) -> None:
    visitor, listing, parcel = signed_in(app, dewi), in_review(shop), parcel_of(shop)
    pages = [
        f"/coaching/sellers/{shop.id}",
        f"/coaching/sellers/{shop.id}/plan",
        f"/coaching/reviews/{listing.id}",
    ]
    if acting:
        visitor.post(f"/coaching/sellers/{shop.id}/acting")
        pages += [
            "/selling/shop",
            f"/selling/listings/{listing.id}",
            f"/selling/parcels/{parcel.id}",
            "/me/mine",
        ]
    assert {page: visitor.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    offers.accept(Actor(Role.ASSISTANT, rahmat.id), offer.id)
    assert {page: visitor.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)


def test_only_assistants_of_her_province_are_listed(app: Flask, shop: Seller, rahmat: Account) -> None:
    dewi = make_account(Role.ASSISTANT, province_code="34")
    near = make_account(Role.ASSISTANT, display_name="Wayan Dekat", province_code="34")
    seller = seller_of(dewi)
    page = signed_in(app, dewi).get(f"/coaching/sellers/{seller.id}/offer").text
    assert near.display_name in page
    assert "Rahmat" not in page


def test_the_list_of_offers_asks_the_database_as_often_for_five_as_for_one(
    app: Flask, dewi: Account, rahmat: Account
) -> None:
    def send() -> None:
        offers.offer(Actor(Role.ASSISTANT, dewi.id), seller_of(dewi).id, rahmat.id, "")

    send()
    few = queries_of(signed_in(app, rahmat), "/coaching/offers")
    for _ in range(4):
        send()
    assert queries_of(signed_in(app, rahmat), "/coaching/offers") == few
