"""The public pages: what is on sale is found, what is not is nowhere, and nobody learns more than the seller shows."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.database import transaction
from products.models import ListingState, Product, Seller, SellerState
from products.search import search_changed
from storefront.orders.models import DeliveryWay
from storefront.payments.models import PaymentWay
from tests.factories import make_category, make_offers, make_product, make_seller
from tests.queries import queries_of

LISTS = ["/products", "/categories/kopi", "/categories/kopi-bubuk", "/search?q=gayo", "/"]


@pytest.fixture
def shelf(app: Flask, work: Callable[[], None]) -> Callable[..., Product]:
    """Puts a coffee on sale and into the index."""
    group = make_category(slug="kopi", name_id="Kopi", name_en="Coffee")
    ground = make_category(slug="kopi-bubuk", name_id="Kopi bubuk", name_en="Ground coffee", parent_id=group.id)

    def put(seller: Seller | None = None, **values: object) -> Product:
        fields = {"category_id": ground.id, "name": "Kopi Gayo Bubuk", "name_en": "Ground Gayo Coffee"}
        product = make_product(seller, **(fields | values))
        index(product, work)
        return product

    return put


def index(product: Product, work: Callable[[], None]) -> None:
    """Have the search look at a product now."""
    with transaction():
        search_changed(product.id)
    work()


@pytest.mark.parametrize("address", LISTS)
def test_what_is_on_sale_stands_in_every_list(client: FlaskClient, shelf: Callable[..., Product], address: str) -> None:
    product = shelf()
    page = client.get(address)
    assert page.status_code == 200
    assert f'href="/products/{product.slug}"' in page.text


@pytest.mark.parametrize("address", LISTS)
def test_what_was_withdrawn_is_gone_from_every_list_before_the_index_knows(
    client: FlaskClient, shelf: Callable[..., Product], address: str
) -> None:
    product = shelf()
    with transaction():
        product.state = ListingState.WITHDRAWN
    assert product.slug not in client.get(address).text
    assert client.get(f"/products/{product.slug}").status_code == 404


def test_a_closed_shop_and_its_goods_are_nowhere(client: FlaskClient, shelf: Callable[..., Product]) -> None:
    product = shelf(make_seller(slug="tutup", state=SellerState.CLOSED))
    for address in (f"/products/{product.slug}", "/sellers/tutup"):
        assert client.get(address).status_code == 404
    for address in (*LISTS, "/sitemap.xml"):
        assert product.slug not in client.get(address).text
        assert "/sellers/tutup" not in client.get(address).text


def test_the_sitemap_names_what_can_be_opened(client: FlaskClient, shelf: Callable[..., Product]) -> None:
    product = shelf()
    page = client.get("/sitemap.xml")
    assert page.mimetype == "application/xml"
    assert f"/products/{product.slug}</loc>" in page.text
    assert f"/sellers/{product.seller.slug}</loc>" in page.text
    assert "/categories/kopi-bubuk</loc>" in page.text


@pytest.mark.parametrize("address", ["/products/tidak-ada", "/categories/tidak-ada", "/sellers/tidak-ada"])
def test_what_does_not_exist_is_a_404(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=99999999999", "min_price=murah", "sort=acak", "province=zz", "category=tidak-ada", "q=%00"],
)
def test_nonsense_in_an_address_is_left_out(client: FlaskClient, shelf: Callable[..., Product], query: str) -> None:
    shelf()
    assert client.get(f"/search?q=kopi&{query}").status_code == 200


def test_a_list_is_narrowed_by_price_and_province(client: FlaskClient, shelf: Callable[..., Product]) -> None:
    cheap = shelf(price_idr=12_000)
    dear = shelf(make_seller(regency_code="11.17"), price_idr=90_000)
    page = client.get("/products?max_price=20rb").text
    assert (cheap.slug in page, dear.slug in page) == (True, False)
    page = client.get("/products?province=11").text
    assert (cheap.slug in page, dear.slug in page) == (False, True)


def test_searching_for_nothing_shows_everything(client: FlaskClient) -> None:
    answer = client.get("/search?q=+")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/products")


def test_suggestions_lead_to_pages_in_the_readers_language(client: FlaskClient, shelf: Callable[..., Product]) -> None:
    product = shelf()
    lines = client.get("/search/suggest?q=gay", headers={"Accept-Language": "en"}).json
    assert {"label": "Ground Gayo Coffee", "url": f"/products/{product.slug}", "kind": "product"} in (lines or [])


@pytest.mark.parametrize(
    ("language", "name", "brought"),
    [("id", "Kopi Gayo Bubuk", "Diantar sendiri oleh penjual"), ("en", "Ground Gayo Coffee", "The seller brings it")],
)
def test_a_product_page_says_what_how_and_from_whom(
    client: FlaskClient, shelf: Callable[..., Product], language: str, name: str, brought: str
) -> None:
    seller = make_seller(whatsapp="+6281200000009", maker="Bu Sari")
    make_offers(seller, (DeliveryWay.SELLER_BRINGS,), (PaymentWay.CASH_ON_DELIVERY,))
    product = shelf(seller)
    page = client.get(f"/products/{product.slug}", headers={"Accept-Language": language}).text
    for words in (name, "Rp15.000", "Rp7.500 / 100 g", "Bantul", "Bu Sari", brought):
        assert words in page
    assert "https://wa.me/6281200000009?text=" in page
    assert quote(f"/products/{product.slug}") in page


@pytest.mark.parametrize(
    ("values", "state"), [({"on_hand": 0}, SellerState.OPEN), ({"on_hand": 3}, SellerState.RESTING)]
)
def test_what_cannot_be_bought_now_is_shown_without_a_button(
    client: FlaskClient, shelf: Callable[..., Product], values: dict[str, int], state: SellerState
) -> None:
    product = shelf(make_seller(state=state), **values)
    page = client.get(f"/products/{product.slug}")
    assert page.status_code == 200
    assert 'action="/cart/items"' not in page.text


def test_a_shop_shows_its_regency_its_story_and_its_goods(client: FlaskClient, shelf: Callable[..., Product]) -> None:
    seller = make_seller(story="Kami menyangrai sendiri.", story_en="We roast it ourselves.", nib="1234567890123")
    product = shelf(seller)
    page = client.get(f"/sellers/{seller.slug}").text
    for words in ("Bantul", "Kami menyangrai sendiri.", product.slug, "1234567890123"):
        assert words in page
    assert "We roast it ourselves." in client.get(f"/sellers/{seller.slug}", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize(("on_hand", "most"), [(7, 7), (500, 99)])
def test_a_buyer_is_offered_no_more_packs_than_a_cart_takes(
    client: FlaskClient, shelf: Callable[..., Product], on_hand: int, most: int
) -> None:
    product = shelf(on_hand=on_hand)
    assert f'max="{most}"' in client.get(f"/products/{product.slug}").text


@pytest.mark.parametrize("address", LISTS)
def test_a_longer_list_asks_the_database_no_more_often(
    client: FlaskClient, shelf: Callable[..., Product], address: str
) -> None:
    shelf()
    few = queries_of(client, address)
    for _number in range(5):
        shelf()
    assert queries_of(client, address) == few
    assert client.get(address).text.count('href="/products/keripik-') >= 6
