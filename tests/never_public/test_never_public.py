"""Everything the public can get of a lively shop is read: nothing of the programme, no number, no finer place."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from whoosh import index

from products.actor import Actor, Role
from products.database import db, transaction
from products.models import Product, Seller
from products.search import check_all, rebuild_all
from storefront.accounts.models import Account
from storefront.graduation.consenting import story
from storefront.graduation.models import ConsentWay
from storefront.orders.models import Order
from storefront.phones import national
from tests.never_public.crawl import Answer, addresses_without_gaps, ask, crawl
from tests.never_public.private import Private, everything_private

pytestmark = pytest.mark.whole

LANGUAGES = ("id", "en")


@pytest.fixture(scope="module")
def private(demo: Flask) -> Private:
    """What may not be found."""
    return everything_private()


@pytest.fixture(scope="module", params=LANGUAGES)
def answers(demo: Flask, request: pytest.FixtureRequest) -> list[Answer]:
    """Everything a visitor gets who is nobody and opens all there is."""
    return list(crawl(demo.test_client(), addresses_without_gaps(demo), request.param))


def test_the_crawl_comes_everywhere(answers: list[Answer], demo: Flask) -> None:
    kinds = Counter(answer.address.split("/")[1] for answer in answers if answer.status == 200)
    assert kinds["products"] > 60
    assert kinds["sellers"] >= 20
    assert kinds["uploads"] > 60
    assert {"sitemap.xml", "robots.txt", "manifest.webmanifest", "search?q=kopi"} & {
        answer.address.lstrip("/") for answer in answers
    } >= {"sitemap.xml", "robots.txt", "manifest.webmanifest"}
    assert {answer.address for answer in answers if answer.status >= 500} <= {"/health/ready"}


def test_no_page_no_picture_and_no_machine_readable_answer_tells_anything(
    answers: list[Answer], private: Private
) -> None:
    told = {
        answer.address: private.found_in(answer.text, is_picture=answer.kind.startswith("image/")) for answer in answers
    }
    leaks = sorted(f"{address}: {leak}" for address, found in told.items() for leak in found)
    assert leaks == [], "\n".join(leaks)


def test_the_box_that_guesses_a_search_guesses_nothing_private(demo: Flask, private: Private) -> None:
    client = demo.test_client()
    for letters in "abcdefghijklmnopqrstuvwxyz":
        for language in LANGUAGES:
            for address in (f"/search/suggest?q={letters}", f"/search?q={letters}"):
                assert private.found_in(ask(client, address, language).text) == [], address


@pytest.mark.parametrize("words", ["graduasi", "PKH", "KPM", "sejahtera mandiri", "3171", "pendamping"])
def test_a_search_for_the_programme_finds_no_seller(demo: Flask, words: str) -> None:
    page = ask(demo.test_client(), f"/search?q={words}", "id").text
    assert 'href="/products/' not in page.partition("<main")[2].partition("</main>")[0].partition("data-suggestions")[0]


def test_the_index_on_disk_holds_nothing_private(demo: Flask, private: Private) -> None:
    rebuild_all()
    assert not check_all()
    terms = list(_terms_of(Path(demo.config["SETTINGS"].data) / "search"))
    assert len(terms) > 500
    assert [leak for term in terms for leak in private.found_in(term)] == []


def test_no_letter_tells_anything(demo: Flask, private: Private) -> None:
    demo.extensions["worker"].run_until_idle()
    letters = list((Path(demo.config["SETTINGS"].data) / "mail").glob("*.eml"))
    assert len(letters) > 20
    for letter in letters:
        text = _without_the_reader(letter.read_text("utf-8"))
        assert private.found_in(text) == [], letter.name


def test_a_buyer_who_follows_her_order_learns_nothing(demo: Flask, private: Private) -> None:
    orders = db.session.execute(select(Order.number, Order.token, Order.contact_phone)).all()
    assert len(orders) > 20
    for number, token, own_phone in orders:
        visitor = demo.test_client()
        assert ask(visitor, f"/orders/{number}?t={token}", "id").status in (302, 303)
        for language in LANGUAGES:
            answer = ask(visitor, f"/orders/{number}", language)
            assert answer.status == 200
            text = answer.text.replace(national(own_phone), "").replace(own_phone, "")
            assert private.found_in(text) == [], number


def test_no_log_line_tells_anything(demo: Flask, private: Private, capsys: pytest.CaptureFixture[str]) -> None:
    client = demo.test_client()
    for address in addresses_without_gaps(demo):
        client.get(address)
    client.post("/accounts/login", data={"identifier": "seller@example.com", "password": "lapak-karya"})
    client.get("/me/mine")
    client.post("/me/claim", data={"nik": "3171015708450001", "name": "Sari", "district": "31.71.01"})
    said = [line for stream in capsys.readouterr() for line in stream.splitlines()]
    assert len(said) > 20
    assert [leak for line in said for leak in private.found_in(line)] == []


def test_no_finished_paper_is_public_yet_that_this_test_cannot_read(demo: Flask) -> None:
    assert [rule.rule for rule in demo.url_map.iter_rules() if "pdf" in rule.rule] == []


def test_a_told_story_shows_exactly_her_words_and_goes_when_she_says_so(demo: Flask, private: Private) -> None:
    words = "Dulu saya dibantu, sekarang saya menggoreng sendiri.\n\n<Bangga> & terima kasih."
    with transaction():
        shop, owner = db.session.execute(
            select(Seller, Account).join(Account, Account.seller_id == Seller.id).limit(1)
        ).one()
        herself = Actor(Role.SELLER, owner.id)
    address, visitor = f"/sellers/{shop.slug}", demo.test_client()
    before = ask(visitor, address, "id").text
    story.write(herself, owner.id, shop.id, words)
    assert ask(visitor, address, "id").text.count("menggoreng sendiri") == 0
    story.tell(herself, owner.id, shop.id, ConsentWay.TICK)
    for language in LANGUAGES:
        told = ask(visitor, address, language).text
        assert all(paragraph in told for paragraph in words.split("\n\n"))
        assert private.found_in(told) == []
    story.hide(herself, owner.id, shop.id)
    assert _body_of(ask(visitor, address, "id").text) == _body_of(before)


@pytest.mark.parametrize(
    "leak",
    ["3171********0001", "Ibu penerima PKH", "graduasi", "NIK 3171015708450001", "081399998888", "33.08.02"],
)
def test_a_leak_would_be_found(demo: Flask, private: Private, leak: str) -> None:
    slug = db.session.scalars(select(Product.slug).where(Product.state == "published")).first()
    before = db.session.scalars(select(Product.description).where(Product.slug == slug)).one()
    _describe(slug, f"{before} {leak}")
    try:
        assert private.found_in(ask(demo.test_client(), f"/products/{slug}", "id").text)
    finally:
        _describe(slug, before)
    assert not private.found_in(ask(demo.test_client(), f"/products/{slug}", "id").text)


def _describe(slug: str | None, words: str) -> None:
    with transaction() as session:
        session.execute(update(Product).where(Product.slug == slug).values(description=words))


def _terms_of(folder: Path) -> Iterator[str]:
    """Every term and every stored value of the newest index in ``folder``, and the names in its other files."""
    for place in [folder, *folder.rglob("*")]:
        if place.is_dir() and index.exists_in(str(place)):
            with index.open_dir(str(place)).reader() as reader:
                yield from (f"{field} {term!r}" for field, term in reader.all_terms())
                yield from (json.dumps(fields, default=str) for _number, fields in reader.iter_docs())


def _without_the_reader(letter: str) -> str:
    """A letter without the line that says to whom it goes."""
    return "\n".join(line for line in letter.splitlines() if not line.startswith("To: "))


def _body_of(answer: str) -> str:
    """The part of a page that is about the shop, without what every answer has anew."""
    return answer.partition("<main")[2].partition("</main>")[0]
