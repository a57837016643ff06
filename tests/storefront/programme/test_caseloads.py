"""Caseloads on the officer's desk: she sees who cares for whom and offers sellers; she moves nobody by force."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products import regions
from products.actor import Actor, Role
from storefront.accounts.models import Account
from storefront.graduation.caring import offer_lists, offers
from storefront.graduation.caring.caseload import in_care, take_into_care
from tests.factories import BANTUL, JAKARTA, make_account, make_product, make_seller
from tests.sessions import signed_in
from tests.storefront.graduation.records import make_record

YOGYAKARTA = regions.province_of(BANTUL).code


@pytest.fixture
def bambang(app: Flask) -> Account:
    """An officer of Yogyakarta."""
    return make_account(Role.OFFICER, province_code=YOGYAKARTA)


@pytest.fixture
def officer(app: Flask, bambang: Account) -> FlaskClient:
    """Signed in."""
    return signed_in(app, bambang)


def an_assistant(**values: object) -> Account:
    """Somebody of Yogyakarta."""
    return make_account(Role.ASSISTANT, **({"province_code": YOGYAKARTA} | values))


def test_a_seller_is_offered_and_stays_where_she_is_until_it_is_accepted(officer: FlaskClient) -> None:
    dewi, rahmat, shop = an_assistant(), an_assistant(display_name="Rahmat"), make_seller(regency_code=BANTUL)
    take_into_care(dewi.id, shop.id)
    assert shop.name in officer.get(f"/programme/caseloads/{dewi.id}").text
    path = f"/programme/sellers/{shop.slug}/offer"
    assert officer.post(path, data={"assistant": rahmat.id, "note": "Dekat rumahmu."}).location == path
    assert in_care(dewi.id, shop.id)
    assert not in_care(rahmat.id, shop.id)
    page = officer.get(path).text
    assert "Menunggu jawaban Rahmat" in page
    assert "Dekat rumahmu." in page
    assert officer.post(f"{path}/withdrawal").location == path
    assert "Ditarik kembali" in officer.get(path).text
    assert officer.post(f"{path}/withdrawal").status_code == 404


def test_only_an_assistant_of_her_area_can_be_chosen(officer: FlaskClient) -> None:
    shop, dewi = make_seller(regency_code=BANTUL), an_assistant()
    take_into_care(dewi.id, shop.id)
    path = f"/programme/sellers/{shop.slug}/offer"
    for wrong in (dewi, make_account(Role.SELLER), make_account(Role.ASSISTANT, province_code="31")):
        assert officer.post(path, data={"assistant": wrong.id}).status_code == 422


def test_a_linked_seller_whom_nobody_cares_for_is_shown_until_somebody_accepts(officer: FlaskClient) -> None:
    dewi, shop = an_assistant(display_name="Dewi"), make_seller(name="Dapur Sendiri", regency_code=BANTUL)
    make_record(seller_id=shop.id)
    assert "Dapur Sendiri" in officer.get("/programme/caseloads").text
    officer.post(f"/programme/sellers/{shop.slug}/offer", data={"assistant": dewi.id})
    assert "Ditawarkan kepada Dewi" in officer.get("/programme/caseloads").text
    from_officer = offer_lists.offers_to(dewi.id)[0]
    assert from_officer.from_id is None
    offers.accept(actor_of(dewi), from_officer.id)
    assert "Dapur Sendiri" not in officer.get("/programme/caseloads").text
    assert "Dapur Sendiri" in officer.get(f"/programme/caseloads/{dewi.id}").text


def test_what_lies_in_another_province_does_not_exist_for_her(officer: FlaskClient) -> None:
    away, carer = make_seller(name="Dapur Jauh", regency_code=JAKARTA), make_account(Role.ASSISTANT, province_code="31")
    take_into_care(carer.id, away.id)
    listing = make_product(away, name="Dodol Jauh")
    lonely = make_seller(name="Kios Jauh", regency_code=JAKARTA)
    make_record(seller_id=lonely.id)
    for path in (
        f"/programme/caseloads/{carer.id}",
        f"/programme/sellers/{away.slug}/offer",
        f"/programme/listings/{listing.slug}",
        "/programme/jobs",
    ):
        assert officer.get(path).status_code == 404, path
    page = officer.get("/programme/caseloads").text + officer.get("/programme/listings").text
    assert not any(words in page for words in ("Jauh", carer.display_name))


def test_of_an_assistant_with_sellers_in_two_provinces_she_sees_her_own_provinces(officer: FlaskClient) -> None:
    dewi = an_assistant()
    for name, regency in (("Dapur Dekat", BANTUL), ("Dapur Jauh", JAKARTA)):
        take_into_care(dewi.id, make_seller(name=name, regency_code=regency).id)
    page = officer.get(f"/programme/caseloads/{dewi.id}").text
    assert "Dapur Dekat" in page
    assert "Dapur Jauh" not in page
    assert "1 lapak" in officer.get("/programme/caseloads").text


def test_a_shop_that_the_programme_does_not_know_cannot_be_offered(officer: FlaskClient) -> None:
    assert officer.get(f"/programme/sellers/{make_seller(regency_code=BANTUL).slug}/offer").status_code == 404


def actor_of(account: Account) -> Actor:
    """Somebody in her own name."""
    return Actor(account.role, account.id)
