"""Products come in from a file: the good lines go in, the bad ones are named, and twice changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from products.categories import category_facts
from products.database import db
from products.models import Category, ListingState, Photo, Product, Seller, Unit
from products.search import SearchQuery, keep_fresh, search
from products.shelves import stock_categories
from storefront.stockroom.cli import CAPITAL
from storefront.stockroom.goods_in import Done, Outcome, Rules, bring_in
from tests.factories import make_seller

LONG = "Digoreng tipis dari singkong kebun sendiri dan dikemas sore hari."
HEAD = "seller,category,name,description,price_idr,weight_g,stock,photo\n"


@pytest.fixture(autouse=True)
def shelves(app: Flask) -> None:
    stock_categories()


@pytest.fixture
def imported(tmp_path: Path) -> Callable[..., list[Done]]:
    """Import these lines; ``keripik.jpg`` is a photo and ``bukan.jpg`` a text."""
    photos = tmp_path / "photos"
    photos.mkdir()
    Image.new("RGB", (500, 400), "orange").save(photos / "keripik.jpg")
    (photos / "bukan.jpg").write_text("hello")
    (tmp_path / "secret.jpg").write_bytes((photos / "keripik.jpg").read_bytes())

    def run(*lines: str, create: bool = False, until: ListingState = ListingState.PUBLISHED) -> list[Done]:
        file = tmp_path / "goods.csv"
        file.write_text(HEAD + "\n".join(lines), encoding="utf-8")
        return list(bring_in(file, Rules(photos, CAPITAL if create else None, until)))

    return run


def test_a_complete_line_is_on_the_shelves_and_found(imported: Callable[..., list[Done]]) -> None:
    seller = make_seller(name="Keripik Uni")
    (done,) = imported(f"Keripik Uni,keripik,Keripik Singkong,{LONG},Rp15.000,200,12,keripik.jpg")
    assert done.outcome is Outcome.PUBLISHED
    product = db.session.scalars(select(Product)).one()
    assert (product.seller_id, product.price_idr, product.net_amount, product.on_hand) == (seller.id, 15_000, 200, 12)
    assert [photo.width for photo in product.photos] == [500]
    keep_fresh()
    assert search(SearchQuery(text="singkong")).product_ids == (product.id,)


def test_importing_twice_changes_nothing(imported: Callable[..., list[Done]]) -> None:
    line = f"Dapur Baru,keripik,Keripik Singkong,{LONG},15000,200,12,keripik.jpg"
    imported(line, create=True)
    assert [done.outcome for done in imported(line, create=True)] == [Outcome.KNOWN]
    counts = [db.session.scalar(select(func.count()).select_from(table)) for table in (Seller, Product, Photo)]
    assert counts == [1, 1, 1]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Siapa,keripik,Keripik,x,15000,200,1,keripik.jpg", "seller"),
        ("uni,sepatu,Keripik,x,15000,200,1,keripik.jpg", "category"),
        ("uni,keripik,,x,15000,200,1,keripik.jpg", "name"),
        ("uni,keripik,Keripik,x,murah,200,1,keripik.jpg", "price_idr"),
        ("uni,keripik,Keripik,x,0,200,1,keripik.jpg", "price_idr"),
        ("uni,keripik,Keripik,x,15000,berat,1,keripik.jpg", "weight_g"),
        ("uni,keripik,Keripik,x,15000,200,-1,keripik.jpg", "stock"),
        ("uni,keripik,Keripik,x,15000,200,1,tidak-ada.jpg", "photo"),
        ("uni,keripik,Keripik,x,15000,200,1,../secret.jpg", "photo"),
        ("uni,keripik,Keripik,x,15000,200,1,bukan.jpg", "photo"),
    ],
)
def test_a_bad_line_is_named_and_the_good_one_beside_it_goes_in(
    imported: Callable[..., list[Done]], line: str, column: str
) -> None:
    make_seller(slug="uni")
    bad, good = imported(line, f"uni,keripik,Keripik Baik,{LONG},15000,200,1,keripik.jpg")
    assert (bad.outcome, bad.line.number, bad.why[0].field) == (Outcome.REFUSED, 2, column)
    assert good.outcome is Outcome.PUBLISHED
    assert db.session.scalars(select(Product.name)).all() == ["Keripik Baik"]


def test_a_line_that_lacks_something_is_kept_as_a_draft(imported: Callable[..., list[Done]]) -> None:
    make_seller(slug="uni")
    (done,) = imported("uni,keripik,Keripik Singkong,enak,15000,200,1,")
    assert done.outcome is Outcome.DRAFT
    assert {why.field for why in done.why} == {"description", "photos"}
    assert db.session.scalars(select(Product.state)).all() == [ListingState.DRAFT]


def test_create_makes_the_shop_and_the_category(imported: Callable[..., list[Done]]) -> None:
    (done,) = imported(f"Sepatu Pak Min,Sepatu Kulit,Sepatu Kerja,{LONG},150000,900,3,keripik.jpg", create=True)
    assert done.outcome is Outcome.PUBLISHED
    category = db.session.scalars(select(Category).where(Category.slug == "sepatu-kulit")).one()
    assert category.parent is not None
    assert category.parent.slug == "lainnya"
    assert db.session.scalars(select(Seller.slug)).all() == ["sepatu-pak-min"]


def test_on_request_the_listings_wait_for_review(imported: Callable[..., list[Done]]) -> None:
    make_seller(slug="uni")
    line = f"uni,Keripik,Keripik Singkong,{LONG},15000,200,1,keripik.jpg"
    (done,) = imported(line, until=ListingState.IN_REVIEW)
    assert done.outcome is Outcome.IN_REVIEW
    assert db.session.scalars(select(Product.state)).all() == [ListingState.IN_REVIEW]


def test_what_is_sold_by_the_piece_is_counted_in_pieces(imported: Callable[..., list[Done]]) -> None:
    facts = category_facts("batik")
    assert facts is not None
    make_seller(slug="uni")
    imported(f"uni,{facts.slug},Kain Batik,{LONG},150000,400,1,keripik.jpg")
    product = db.session.scalars(select(Product)).one()
    assert (product.net_amount, product.net_unit, product.ship_weight_g) == (1, Unit.PIECE, 400)


@pytest.mark.parametrize(("name", "code"), [("bad.csv", 1), ("good.csv", 0)])
def test_the_command_says_what_happened_and_exits_accordingly(app: Flask, tmp_path: Path, name: str, code: int) -> None:
    (tmp_path / "photos").mkdir()
    price = "mahal" if name == "bad.csv" else "15000"
    (tmp_path / name).write_text(HEAD + f"Uni,keripik,Keripik,{LONG},{price},200,1,")
    done = app.test_cli_runner().invoke(
        args=["import-products", str(tmp_path / name), "--photos", str(tmp_path / "photos"), "--create"]
    )
    assert done.exit_code == code
    assert ("line 2, price_idr: " in done.stderr) is (code == 1)
    counts = Counter(db.session.scalars(select(Product.state)))
    assert counts == ({} if code else {ListingState.DRAFT: 1})
