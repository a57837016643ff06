"""Looking a listing over: remarks, back to the seller, out to the public."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from products.actor import Role
from products.database import db, transaction
from products.errors import Refusal
from products.listing import move_to
from products.models import ListingMove, ListingState, Photo, Product, Seller
from products.packaging.materials import Closure, Material, Travel
from products.permits import PermitKind
from products.search.changes import SearchChange
from storefront.accounts.models import Account
from storefront.coaching import reviews
from storefront.config import Settings
from storefront.graduation.caring.caseload import release_from_care
from storefront.review.models import FieldComment
from storefront.review.services import remarks_on
from tests.factories import make_category
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.coaching.scenes import acting, add_photo, assistant, in_review, seller_of

S = ListingState


@pytest.fixture
def carer(app: Flask) -> Account:
    """The assistant."""
    return assistant()


@pytest.fixture
def product(carer: Account) -> Product:
    """A listing that waits for her."""
    return in_review(seller_of(carer), name="Kopi Robusta Halus")


@pytest.fixture
def desk(app: Flask, carer: Account) -> FlaskClient:
    """Her browser."""
    return signed_in(app, carer)


def test_remarks_are_kept_beside_their_fields_with_their_author(
    desk: FlaskClient, carer: Account, product: Product
) -> None:
    typed = {"remark_price_idr": "Hitung lagi biaya kemasannya.", "remark_name": " "}
    assert desk.post(f"/coaching/reviews/{product.id}/remarks", data=typed).status_code == 303
    kept = remarks_on(product.id)
    assert [(field, one.text, one.author) for field, [one] in kept.items()] == [
        ("price_idr", "Hitung lagi biaya kemasannya.", carer.display_name)
    ]
    assert "Hitung lagi biaya kemasannya." in desk.get(f"/coaching/reviews/{product.id}").text


def test_saving_no_remark_at_all_is_answered_in_words(desk: FlaskClient, product: Product) -> None:
    answer = desk.post(f"/coaching/reviews/{product.id}/remarks", data={"remark_name": ""})
    assert answer.status_code == 422
    assert "Tulis catatannya dulu" in answer.text


def test_giving_back_needs_a_remark_or_a_reason(desk: FlaskClient, product: Product) -> None:
    answer = desk.post(f"/coaching/reviews/{product.id}/return", data={"reason": "  "})
    assert answer.status_code == 422
    assert "Tulis catatan pada satu bagian" in answer.text
    assert product.state is S.IN_REVIEW


@pytest.mark.parametrize("typed", [{"remark_photos": "Satu foto di dekat jendela, ya."}, {"reason": "Hampir jadi."}])
def test_a_remark_written_just_now_or_a_reason_is_enough(
    desk: FlaskClient, product: Product, typed: dict[str, str]
) -> None:
    assert desk.post(f"/coaching/reviews/{product.id}/return", data=typed).status_code == 303
    assert product.state is S.RETURNED


def test_a_settled_remark_is_not_enough_to_give_back(desk: FlaskClient, product: Product) -> None:
    desk.post(f"/coaching/reviews/{product.id}/remarks", data={"remark_name": "Tulis isinya juga."})
    remark_id = db.session.scalars(select(FieldComment.id)).one()
    desk.post(f"/coaching/reviews/{product.id}/remarks/{remark_id}/settlement")
    assert desk.post(f"/coaching/reviews/{product.id}/return").status_code == 422


def test_what_was_written_is_still_there_after_a_no(desk: FlaskClient, product: Product) -> None:
    typed = {"remark_name": "Tulis isinya juga.", "reason": "Sudah bagus.", "seen": reviews.seen_as(product)}
    answer = desk.post(f"/coaching/reviews/{product.id}/publication", data=typed)
    assert answer.status_code == 422
    assert product.state is S.IN_REVIEW
    assert "Tulis isinya juga." in answer.text
    assert "Sudah bagus." in answer.text


def test_publishing_settles_what_was_remarked_on(desk: FlaskClient, product: Product) -> None:
    desk.post(f"/coaching/reviews/{product.id}/remarks", data={"remark_name": "Tulis isinya juga."})
    answer = desk.post(f"/coaching/reviews/{product.id}/publication", data={"seen": reviews.seen_as(product)})
    assert answer.status_code == 303
    assert product.state is S.PUBLISHED
    assert all(one.settled for found in remarks_on(product.id).values() for one in found)
    assert db.session.scalars(select(SearchChange.product_id)).all()[-1] == product.id


def test_every_step_says_that_the_assistant_took_it_in_her_own_name(
    desk: FlaskClient, carer: Account, product: Product
) -> None:
    desk.post(f"/coaching/sellers/{product.seller_id}/acting")
    desk.post(f"/coaching/reviews/{product.id}/return", data={"reason": "Foto kedua buram."})
    move = db.session.scalars(select(ListingMove).order_by(ListingMove.id.desc())).first()
    assert move
    assert (move.role, move.account_id, move.for_seller_id) == (Role.ASSISTANT, carer.id, None)
    assert move.reason == "Foto kedua buram."


def test_a_listing_that_changed_meanwhile_is_looked_at_again(desk: FlaskClient, product: Product) -> None:
    seen = reviews.seen_as(product)
    add_photo(product)
    answer = desk.post(f"/coaching/reviews/{product.id}/publication", data={"seen": seen})
    assert answer.status_code == 422
    assert "berubah sejak Anda membukanya" in answer.text
    assert product.state is S.IN_REVIEW


def test_an_incomplete_listing_is_not_published_and_says_what_is_missing(desk: FlaskClient, product: Product) -> None:
    with transaction() as session:
        session.delete(session.scalars(select(Photo)).one())
    session.refresh(product)
    answer = desk.post(f"/coaching/reviews/{product.id}/publication", data={"seen": reviews.seen_as(product)})
    assert answer.status_code == 422
    assert "Tambahkan paling sedikit satu foto." in answer.text


@pytest.mark.parametrize("deed", ["publication", "return", "remarks"])
def test_what_the_seller_took_back_cannot_be_decided(desk: FlaskClient, product: Product, deed: str) -> None:
    with transaction():
        move_to(product, S.DRAFT, acting(assistant()))
    typed = {"reason": "Sudah bagus."} if deed == "return" else {}
    typed |= {"remark_name": "Isinya?"} if deed == "remarks" else {}
    assert desk.post(f"/coaching/reviews/{product.id}/{deed}", data=typed).status_code == 422
    assert product.state is S.DRAFT
    assert db.session.scalar(select(FieldComment.id)) is None


def test_a_published_listing_can_be_taken_back_for_repair(desk: FlaskClient, product: Product) -> None:
    desk.post(f"/coaching/reviews/{product.id}/publication", data={"seen": reviews.seen_as(product)})
    desk.post(f"/coaching/reviews/{product.id}/return", data={"reason": "Izinnya sudah habis."})
    assert product.state is S.RETURNED


def test_the_service_asks_again_whether_the_seller_is_hers(carer: Account, product: Product) -> None:
    release_from_care(product.seller_id)
    with pytest.raises(Refusal, match="tidak lagi Anda dampingi"):
        reviews.publish(acting(carer), product, reviews.seen_as(product), {})
    with pytest.raises(Refusal, match="tidak lagi Anda dampingi"):
        reviews.give_back(acting(carer), product, {"name": "Isinya?"}, "")
    assert db.session.scalar(select(FieldComment.id)) is None


def test_the_seller_reads_in_her_language_what_to_put_right(
    desk: FlaskClient, product: Product, app: Flask, work: Callable[[], None]
) -> None:
    typed = {"remark_name": "Tulis isinya juga.", "reason": "Wanginya terasa sampai sini."}
    desk.post(f"/coaching/reviews/{product.id}/return", data=typed)
    work()
    text = letter(app)
    assert "Wanginya terasa sampai sini." in text
    assert "- Nama barang: Tulis isinya juga." in text
    assert f"/selling/listings/{product.id}" in text


def test_the_seller_hears_that_her_goods_can_be_bought(
    desk: FlaskClient, product: Product, app: Flask, work: Callable[[], None]
) -> None:
    desk.post(f"/coaching/reviews/{product.id}/publication", data={"seen": reviews.seen_as(product)})
    work()
    assert f"/products/{product.slug}" in letter(app)


def test_no_letter_is_written_for_a_deed_that_did_not_happen(
    desk: FlaskClient, product: Product, app: Flask, work: Callable[[], None]
) -> None:
    desk.post(f"/coaching/reviews/{product.id}/return")
    work()
    assert not letters(app)


def test_the_page_shows_what_the_buyer_sees_and_what_the_shop_advises(desk: FlaskClient, carer: Account) -> None:
    values = {
        "category_id": make_category(slug="kopi-bubuk").id,
        "material": Material.PAPER,
        "closure": Closure.FOLDED,
        "travels": Travel.POST,
        "permit_kind": PermitKind.PIRT,
        "permit_number": "12345",
    }
    page = desk.get(f"/coaching/reviews/{in_review(seller_of(carer), **values).id}").text
    for words in ("Rp15.000", "Rp7.500 / 100 g", "200 g", "Kertas saja tidak melindungi", "P-IRT terdiri dari 15"):
        assert words in page


def test_a_listing_that_nobody_sent_can_be_read_but_not_remarked_on(desk: FlaskClient, product: Product) -> None:
    for state in (S.DRAFT, S.RETURNED, S.WITHDRAWN):
        with transaction():
            product.state = state
        page = desk.get(f"/coaching/reviews/{product.id}").text
        assert "tidak sedang ditinjau" in page
        assert "Beri catatan" not in page


def test_the_query_count_does_not_grow_with_photos_and_remarks(
    desk: FlaskClient, carer: Account, product: Product
) -> None:
    before = queries_of(desk, f"/coaching/reviews/{product.id}")
    for _number in range(3):
        add_photo(product)
        reviews.write_remarks(acting(carer), product, {"name": "Isinya?", "photos": "Lebih terang."})
    assert queries_of(desk, f"/coaching/reviews/{product.id}") == before


def letter(app: Flask) -> str:
    """The only letter that lies in the folder."""
    [only] = letters(app)
    return only


def letters(app: Flask) -> list[str]:
    """All letters in the folder."""
    settings: Settings = app.config["SETTINGS"]
    return [file.read_text(encoding="utf-8") for file in sorted((settings.data / "mail").glob("*.eml"))]


def test_a_seller_without_an_address_gets_no_letter(
    desk: FlaskClient, carer: Account, app: Flask, work: Callable[[], None]
) -> None:
    product = in_review(_without_mail(carer))
    desk.post(f"/coaching/reviews/{product.id}/return", data={"reason": "Hampir jadi."})
    work()
    assert not letters(app)


def _without_mail(carer: Account) -> Seller:
    seller = seller_of(carer)
    with transaction() as session:
        owner = session.scalars(select(Account).where(Account.seller_id == seller.id)).one()
        owner.email, owner.phone = None, "+6281200000009"
    return seller
