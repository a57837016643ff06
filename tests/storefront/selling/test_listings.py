"""The seller's listings: nothing typed is lost, nothing half done goes public, nobody else's can be touched."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, select

from products import clock
from products.actor import Role
from products.database import db, transaction
from products.models import ListingState, Photo, Product, Seller
from products.photos import PictureFormat
from storefront.uploads import photo_store
from tests.factories import make_account, make_category, make_product, make_seller
from tests.sessions import signed_in

PHOTOS = Path(__file__).parents[4] / "shared" / "photos"
Typed = dict[str, Any]

COMPLETE: Typed = {
    "name": "Kopi Gayo Bubuk 200 g",
    "description": "Disangrai sedang di dapur sendiri. Rasanya manis, sedikit asam jeruk, harum sekali.",
    "price_idr": "48.000",
    "net_amount": "200",
    "net_unit": "g",
    "on_hand": "12",
    "stock_seen": "0",
}


@pytest.fixture
def shop(app: Flask) -> FlaskClient:
    """A seller with an open shop, signed in."""
    return signed_in(app, make_account(Role.SELLER, seller_id=make_seller().id))


@pytest.fixture
def kopi(app: Flask) -> str:
    """The slug of a category in its group."""
    group = make_category(slug="kopi")
    return str(make_category(slug="kopi-bubuk", parent_id=group.id).slug)


def begun(shop: FlaskClient) -> Product:
    """A new draft of hers."""
    shop.post("/selling/listings")
    return db.session.scalars(select(Product)).one()


def picture(colour: str = "#a5382b", size: tuple[int, int] = (800, 700)) -> tuple[BytesIO, str]:
    """A photo as a form sends it."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    file.seek(0)
    return file, "kopi.jpg"


def test_a_draft_is_begun_saved_sent_and_taken_back(kopi: str, shop: FlaskClient) -> None:
    product = begun(shop)
    address = f"/selling/listings/{product.id}"
    assert shop.get(address).status_code == 200
    typed = COMPLETE | {"category": kopi, "photos": picture()}
    assert shop.post(address + "/review", data=typed).status_code == 303
    product = db.session.scalars(select(Product)).one()
    assert product.state is ListingState.IN_REVIEW
    assert (product.name, product.price_idr, product.on_hand) == ("Kopi Gayo Bubuk 200 g", 48_000, 12)
    assert product.slug == "kopi-gayo-bubuk-200-g"
    assert shop.post(address + "/draft").status_code == 303
    assert db.session.scalar(select(Product.state)) is ListingState.DRAFT


def test_a_listing_may_be_saved_with_almost_everything_missing(shop: FlaskClient) -> None:
    address = f"/selling/listings/{begun(shop).id}"
    assert shop.post(address, data={"name": "Kopi"}).status_code == 303
    assert db.session.scalar(select(Product.name)) == "Kopi"


def test_what_is_wrong_is_said_beside_its_field_and_the_rest_is_saved(shop: FlaskClient) -> None:
    address = f"/selling/listings/{begun(shop).id}"
    answer = shop.post(address, data=COMPLETE | {"price_idr": "mahal sekali"})
    assert answer.status_code == 422
    assert "mahal sekali" in answer.text
    assert "Tulis harga dengan angka saja" in answer.text
    assert db.session.scalar(select(Product.name)) == COMPLETE["name"]
    assert db.session.scalar(select(Product.price_idr)) == 0


def test_two_presses_begin_one_draft_and_a_filled_one_is_left_alone(shop: FlaskClient) -> None:
    first, again = (shop.post("/selling/listings").location for _press in range(2))
    assert first == again
    shop.post(str(first), data={"name": "Kopi Gayo Bubuk 200 g"})
    assert shop.post("/selling/listings").location != first


def test_sending_an_unfinished_listing_names_what_is_missing_and_keeps_the_rest(shop: FlaskClient) -> None:
    address = f"/selling/listings/{begun(shop).id}"
    answer = shop.post(address + "/review", data=COMPLETE)
    assert answer.status_code == 422
    assert "Tambahkan paling sedikit satu foto." in answer.text
    assert "Pilih jenis barangnya." in answer.text
    assert db.session.scalar(select(Product.state)) is ListingState.DRAFT
    assert db.session.scalar(select(Product.name)) == COMPLETE["name"]


def test_stock_sold_while_the_form_was_open_stays_sold(shop: FlaskClient) -> None:
    product = begun(shop)
    shop.post(f"/selling/listings/{product.id}", data=COMPLETE | {"on_hand": "10"})
    form_seen = COMPLETE | {"on_hand": "15", "stock_seen": "12"}
    shop.post(f"/selling/listings/{product.id}", data=form_seen)
    assert db.session.scalar(select(Product.on_hand)) == 13


def test_pressing_save_twice_adds_the_new_packs_once(shop: FlaskClient) -> None:
    address = f"/selling/listings/{begun(shop).id}"
    for _press in range(2):
        shop.post(address, data=COMPLETE | {"on_hand": "20", "stock_seen": "0"})
    assert db.session.scalar(select(Product.on_hand)) == 20


def test_a_form_that_comes_back_with_an_error_counts_its_stock_once(shop: FlaskClient) -> None:
    address = f"/selling/listings/{begun(shop).id}"
    answer = shop.post(address, data=COMPLETE | {"on_hand": "20", "price_idr": "x"})
    assert 'name="stock_seen" type="hidden" value="20"' in answer.text
    shop.post(address, data=COMPLETE | {"on_hand": "25", "stock_seen": "20"})
    assert db.session.scalar(select(Product.on_hand)) == 25


def test_while_it_is_reviewed_a_listing_cannot_be_changed(app: Flask) -> None:
    seller = make_seller()
    product = make_product(seller, state=ListingState.IN_REVIEW, name="Kopi")
    shop = signed_in(app, make_account(Role.SELLER, seller_id=seller.id))
    address = f"/selling/listings/{product.id}"
    assert shop.post(address, data={"name": "Teh"}).status_code == 422
    assert shop.post(address + "/photos", data={"photo": picture()}).status_code == 422
    with transaction() as session:
        session.add(Photo(product_id=product.id, key="a" * 64, width=1, height=1, added_at=clock.now()))
    assert shop.post(address + "/photos/1/removal", data={"name": "Teh"}).status_code == 422
    assert db.session.scalar(select(Product.name)) == "Kopi"


def test_a_photo_sent_alone_is_shown_at_once_small_and_later_in_all_sizes(
    shop: FlaskClient, work: Callable[[], None]
) -> None:
    address = f"/selling/listings/{begun(shop).id}/photos"
    file = (BytesIO((PHOTOS / "with_gps_640x480.jpg").read_bytes()), "IMG_1.jpg")
    answer = shop.post(address, data={"photo": file})
    assert answer.status_code == 200
    assert answer.json is not None
    with shop.get(answer.json["src"]) as small:
        assert small.status_code == 200
        assert "exif" not in Image.open(BytesIO(small.data)).info
    photo = db.session.scalars(select(Photo)).one()
    assert photo.ready is False
    work()
    assert db.session.scalar(select(Photo.ready)) is True
    assert photo_store().exists(photo.key, 640, PictureFormat.WEBP)
    assert not photo_store().original_of(photo.key).exists()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"Ini bukan foto, hanya tulisan biasa.", "kopi.jpg", "bukan"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "kopi.svg", "foto"),
        (b"", "kopi.jpg", "kosong"),
    ],
)
def test_what_is_no_usable_photo_is_refused_in_plain_words_and_the_form_is_kept(
    shop: FlaskClient, content: bytes, name: str, said: str
) -> None:
    address = f"/selling/listings/{begun(shop).id}"
    answer = shop.post(address, data=COMPLETE | {"photos": (BytesIO(content), name)})
    assert answer.status_code == 422
    assert said in answer.text
    assert COMPLETE["description"] in answer.text
    assert db.session.scalar(select(func.count()).select_from(Photo)) == 0


def test_a_file_of_forty_megabytes_is_refused_in_plain_words(shop: FlaskClient) -> None:
    address = f"/selling/listings/{begun(shop).id}"
    head = b'--grens\r\nContent-Disposition: form-data; name="photos"; filename="besar.jpg"\r\n\r\n'
    body = head + b"\xff\xd8\xff" + bytes(40 * 1024 * 1024) + b"\r\n--grens--\r\n"
    answer = shop.post(address, data=body, content_type="multipart/form-data; boundary=grens")
    assert answer.status_code == 422
    assert "lebih dari 15 MB" in answer.text
    assert not list(photo_store().incoming.iterdir())


def test_the_seventh_photo_is_refused(shop: FlaskClient) -> None:
    address = f"/selling/listings/{begun(shop).id}/photos"
    for number in range(6):
        assert shop.post(address, data={"photo": picture(f"#{number}0a{number}{number}0")}).status_code == 200
    answer = shop.post(address, data={"photo": picture("#ffffff")})
    assert answer.status_code == 422
    assert answer.json == {"error": "Paling banyak 6 foto. Hapus satu dulu."}
    assert db.session.scalar(select(func.count()).select_from(Photo)) == 6


def test_a_photo_can_be_shown_first_and_taken_off_without_losing_what_was_typed(shop: FlaskClient) -> None:
    product = begun(shop)
    address = f"/selling/listings/{product.id}"
    first, second = (
        shop.post(address + "/photos", data={"photo": picture(one)}).json for one in ("#123456", "#654321")
    )
    assert first is not None
    assert second is not None
    shop.post(f"{address}/photos/{second['id']}/cover", data=COMPLETE)
    order = select(Photo.id).order_by(Photo.position, Photo.id)
    assert db.session.scalars(order).all() == [second["id"], first["id"]]
    shop.post(f"{address}/photos/{first['id']}/removal", data=COMPLETE | {"name": "Kopi lain"})
    assert db.session.scalars(order).all() == [second["id"]]
    assert db.session.scalar(select(Product.name)) == "Kopi lain"


def test_price_and_stock_of_a_listing_in_the_shop_change_at_once(app: Flask) -> None:
    shop, product = in_the_shop(app)
    shop.post(f"/selling/listings/{product.id}", data=typed_again(product) | {"price_idr": "52.000", "on_hand": "3"})
    product = db.session.scalars(select(Product)).one()
    assert (product.state, product.price_idr, product.on_hand) == (ListingState.PUBLISHED, 52_000, 3)


@pytest.mark.parametrize(
    "claim",
    [{"name": "Kopi Luwak Asli"}, {"permit_kind": "bpom_md", "permit_number": "123"}, {"halal_number": "ID123"}],
)
def test_a_new_claim_about_a_listing_in_the_shop_is_looked_at_first(app: Flask, claim: Typed) -> None:
    shop, product = in_the_shop(app)
    shop.post(f"/selling/listings/{product.id}", data=typed_again(product) | claim)
    assert "pendamping melihatnya dulu" in shop.get(f"/selling/listings/{product.id}").text
    assert db.session.scalar(select(Product.state)) is ListingState.IN_REVIEW
    assert shop.get(f"/products/{product.slug}").status_code == 404


def in_the_shop(app: Flask) -> tuple[FlaskClient, Product]:
    """A seller, signed in, and her one listing that the public sees."""
    seller = make_seller()
    group = make_category()
    product = make_product(seller, category_id=make_category(parent_id=group.id).id)
    with transaction() as session:
        session.add(Photo(product_id=product.id, key="a" * 64, width=800, height=800, added_at=clock.now()))
    return signed_in(app, make_account(Role.SELLER, seller_id=seller.id)), product


def typed_again(product: Product) -> Typed:
    """The form of a listing as it comes back when nothing was changed."""
    assert product.category is not None
    return {
        "name": product.name,
        "category": product.category.slug,
        "description": product.description,
        "price_idr": str(product.price_idr),
        "net_amount": str(product.net_amount),
        "net_unit": product.net_unit.value,
        "on_hand": str(product.on_hand),
        "stock_seen": str(product.on_hand),
    }


def test_a_published_listing_leaves_the_shop_when_its_seller_withdraws_it(app: Flask) -> None:
    seller = make_seller()
    product = make_product(seller)
    shop = signed_in(app, make_account(Role.SELLER, seller_id=seller.id))
    assert shop.get(f"/products/{product.slug}").status_code == 200
    shop.post(f"/selling/listings/{product.id}/withdrawal")
    assert shop.get(f"/products/{product.slug}").status_code == 404


@pytest.mark.parametrize(
    "path", ["", "/review", "/draft", "/withdrawal", "/photos", "/photos/1/removal", "/photos/1/cover"]
)
def test_another_sellers_listing_does_not_exist(shop: FlaskClient, path: str) -> None:
    other = make_product(name="Bukan milik saya")
    assert shop.post(f"/selling/listings/{other.id}{path}", data={"name": "Direbut"}).status_code == 404
    assert shop.get(f"/selling/listings/{other.id}").status_code == 404
    assert db.session.scalar(select(Product.name).where(Product.id == other.id)) == "Bukan milik saya"


def test_packaging_guidance_for_its_category_stands_beside_the_form(kopi: str, shop: FlaskClient) -> None:
    address = f"/selling/listings/{begun(shop).id}"
    shop.post(address, data=COMPLETE | {"category": kopi, "material": "paper"})
    page = shop.get(address).text
    assert "Kenapa cepat rusak" in page
    assert "Langkah murah pertama" in page
    assert "Jangan dijual begini" in page


@pytest.mark.parametrize(
    ("field", "typed"), [("name", ""), ("price_idr", "0"), ("net_amount", ""), ("category", ""), ("description", "")]
)
def test_what_is_in_the_shop_stays_whole(kopi: str, shop: FlaskClient, field: str, typed: str) -> None:
    product = make_product(db.session.query(Seller).one())
    answer = shop.post(f"/selling/listings/{product.id}", data=COMPLETE | {"category": kopi, field: typed})
    assert answer.status_code == 422
    assert (product.name, product.price_idr) != ("", 0)
    assert product.description
