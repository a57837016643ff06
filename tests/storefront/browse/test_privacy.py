"""A seller with a record behind her shop looks to the public like any other seller."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from products import clock
from products.actor import Role
from products.database import transaction
from products.models import Seller
from products.search import rebuild_all
from storefront.graduation import identity
from storefront.graduation.models import GraduationRecord, Kind, RecordState
from tests.factories import make_account, make_category, make_offers, make_product, make_seller

NIK = "3171015708450001"
PROGRAMME = re.compile(
    r"\b(PKH|KPM|graduasi|graduation|pendamping|bantuan sosial|keluarga penerima|sejahtera mandiri)\b", re.I
)


@pytest.fixture
def seller(client: FlaskClient) -> Seller:
    """A shop whose seller has an account, a phone of her own, and a record that is linked and confirmed."""
    seller = make_seller(slug="dapur-sari", story="Keripik dari dapur kami.", whatsapp="+6281200000009")
    make_account(Role.SELLER, seller_id=seller.id, phone="+6281311112222", email="sari@example.com")
    make_offers(seller)
    make_product(seller, slug="keripik-sari", category_id=make_category(slug="keripik").id)
    with transaction() as session:
        session.add(
            GraduationRecord(
                reference="r" * 32,
                nik_sealed=identity.seal(NIK, identity.place_of(GraduationRecord.__tablename__, "r" * 32)),
                nik_lookup=identity.lookup(NIK),
                name="Sari Contoh",
                kind=Kind.SEJAHTERA_MANDIRI,
                graduated_on=date(2024, 6, 1),
                district_code="34.02.01",
                assistant_id=make_account(Role.ASSISTANT, email="dewi@example.com").id,
                seller_id=seller.id,
                state=RecordState.MATCHED,
                created_at=clock.now(),
                changed_at=clock.now(),
            )
        )
    rebuild_all()
    return seller


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/products",
        "/categories/keripik",
        "/products/keripik-sari",
        "/sellers/dapur-sari",
        "/search?q=keripik",
        "/search/suggest?q=ker",
        "/sitemap.xml",
        "/robots.txt",
    ],
)
def test_nothing_of_the_record_the_account_or_the_finer_place_is_public(
    client: FlaskClient, seller: Seller, address: str, language: str
) -> None:
    page = client.get(address, headers={"Accept-Language": language})
    assert page.status_code == 200
    said = without_addresses_of_robots(page.text, address)
    assert not PROGRAMME.search(said)
    for private in (NIK, "Sari Contoh", "sari@example.com", "dewi@example.com", "81311112222", "Srandakan", "34.02.01"):
        assert private not in said


def without_addresses_of_robots(text: str, address: str) -> str:
    """robots.txt names the desks that crawlers shall leave alone; those names say nothing of anybody."""
    return re.sub(r"Disallow: \S+", "", text) if address == "/robots.txt" else text


@pytest.mark.parametrize("words", ["graduasi", "PKH", "Sari Contoh", NIK, "sejahtera mandiri"])
def test_a_search_for_the_record_finds_nothing(client: FlaskClient, seller: Seller, words: str) -> None:
    assert "keripik-sari" not in client.get("/search", query_string={"q": words}).text


def test_the_shops_own_whatsapp_is_the_only_phone(client: FlaskClient, seller: Seller) -> None:
    for address in ("/products/keripik-sari", "/sellers/dapur-sari"):
        phones = set(re.findall(r"(?:\+?62|\b0)8\d{8,11}", client.get(address).text))
        assert {phone.lstrip("+") for phone in phones} <= {"6281200000009"}
