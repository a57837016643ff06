"""A seller's own words: shown exactly as written, while she agrees, and nowhere else."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products.actor import Actor, Role
from products.database import db
from products.models import Seller
from storefront.accounts.models import Account, Deed
from storefront.graduation.caring.caseload import take_into_care
from storefront.graduation.consenting import consent, story
from storefront.graduation.consenting.consent import Purpose
from storefront.graduation.models import Consent, Story
from tests.sessions import signed_in
from tests.storefront.graduation.records import make_assistant, make_claimant

WORDS = "Dulu wajan satu, pinjam dari ibu.\n\nSekarang <b>tiga</b> & dapur ramai."
AS_SHOWN = "Dulu wajan satu, pinjam dari ibu.\n\nSekarang &lt;b&gt;tiga&lt;/b&gt; &amp; dapur ramai."
HEADING = "Kisah usaha kami"


@pytest.fixture
def sari(app: Flask) -> Account:
    """A seller with a shop."""
    return make_claimant()


@pytest.fixture
def visitor(app: Flask, sari: Account) -> FlaskClient:
    """The seller, signed in."""
    return signed_in(app, sari)


def shop(seller: Account) -> Seller:
    """Her shop as it is now."""
    assert seller.seller_id is not None
    return db.session.get_one(Seller, seller.seller_id, populate_existing=True)


def public_page(app: Flask, seller: Account) -> str:
    """What a guest reads."""
    return signed_in(app, None).get(f"/sellers/{shop(seller).slug}").text


def test_words_that_are_written_are_hers_alone_until_she_agrees(
    app: Flask, visitor: FlaskClient, sari: Account
) -> None:
    assert visitor.post("/me/story", data={"words": WORDS}).status_code == 303
    assert shop(sari).told == ""
    assert HEADING not in public_page(app, sari)
    assert AS_SHOWN in visitor.get("/me/story").text


def test_agreed_to_they_stand_in_the_shop_exactly_as_she_saw_them(
    app: Flask, visitor: FlaskClient, sari: Account
) -> None:
    visitor.post("/me/story", data={"words": WORDS.replace("\n", "\r\n")})
    assert visitor.post("/me/choices/tell_story/given", data={"from": "story"}).location == "/me/story"
    page, preview = public_page(app, sari), visitor.get("/me/story").text
    assert page.count(AS_SHOWN) == 1
    tale = page[page.index('<section class="tale"') : page.index("</section>", page.index('<section class="tale"'))]
    assert tale.replace("h2>", "h3>") in preview
    assert shop(sari).told == WORDS


def test_a_change_is_shown_at_once(app: Flask, visitor: FlaskClient, sari: Account) -> None:
    visitor.post("/me/story", data={"words": WORDS})
    visitor.post("/me/choices/tell_story/given")
    visitor.post("/me/story", data={"words": "Sekarang wajannya empat."})
    page = public_page(app, sari)
    assert "Sekarang wajannya empat." in page
    assert "Dulu wajan satu" not in page


def test_switched_off_it_is_gone_and_the_words_are_kept_for_her(
    app: Flask, visitor: FlaskClient, sari: Account
) -> None:
    visitor.post("/me/story", data={"words": WORDS})
    visitor.post("/me/choices/tell_story/given")
    visitor.post("/me/choices/tell_story/withdrawn")
    assert shop(sari).told == ""
    assert HEADING not in public_page(app, sari)
    assert AS_SHOWN in visitor.get("/me/story").text


def test_emptied_words_are_deleted_and_the_consent_ends_with_them(visitor: FlaskClient, sari: Account) -> None:
    visitor.post("/me/story", data={"words": WORDS})
    visitor.post("/me/choices/tell_story/given")
    visitor.post("/me/story", data={"words": "  "})
    assert (shop(sari).told, db.session.query(Story).count()) == ("", 0)
    assert not consent.has(sari.id, Purpose.STORY)
    visitor.post("/me/story", data={"words": "Kata baru."})
    assert shop(sari).told == ""


@pytest.mark.parametrize(
    "words",
    [
        "Pesan ke 081234567890 ya.",
        "Pesan ke 0812\u20133456\u20137890 ya.",
        "Pesan ke 0812,3456,7890 ya.",
        "Pesan ke 0812_3456_7890 ya.",
        "Nomor 3402:1241:0585:0006.",
        "Telepon +62 812-3456-7890.",
        "NIK saya 3171 0157 0845 0001.",
        "Rekening 0011.2233.4455",
        "Hubungi (0274) 512 345.",
        "Ketik ٠٨١٢٣٤٥٦٧٨٩.",
    ],
)
def test_a_number_that_could_be_misused_is_refused_kindly_and_nothing_is_lost(
    visitor: FlaskClient, sari: Account, words: str
) -> None:
    answer = visitor.post("/me/story", data={"words": f"Cerita saya. {words}"})
    assert answer.status_code == 422
    assert "Hapus nomornya dulu" in answer.text
    assert "Cerita saya." in answer.text
    assert db.session.query(Story).count() == 0


@pytest.mark.parametrize(
    "words", ["Mulai tahun 2019, tutup 2020-2021.", "Modal Rp12.500.000 dari arisan.", "17-08-2019"]
)
def test_years_prices_and_dates_may_be_told(visitor: FlaskClient, words: str) -> None:
    assert visitor.post("/me/story", data={"words": words}).status_code == 303


def test_it_may_be_twelve_hundred_letters_long_and_no_longer(visitor: FlaskClient) -> None:
    assert visitor.post("/me/story", data={"words": "a" * 1200}).status_code == 303
    refused = visitor.post("/me/story", data={"words": "a" * 1201})
    assert refused.status_code == 422
    assert "paling banyak 1200 huruf" in refused.text


def test_only_the_shops_own_page_tells_it(app: Flask, visitor: FlaskClient, sari: Account) -> None:
    visitor.post("/me/story", data={"words": "Kata yang tiada duanya."})
    visitor.post("/me/choices/tell_story/given")
    guest = signed_in(app, None)
    for path in ("/", "/products", "/search?q=tiada", "/sitemap.xml"):
        assert "tiada duanya" not in guest.get(path).text
    page = public_page(app, sari)
    assert page.count("tiada duanya") == 1
    assert not {"pkh", "graduasi", "pendamping", "program"} & set(page.lower().split())


def test_what_an_assistant_writes_for_her_is_among_her_deeds(app: Flask, sari: Account) -> None:
    dewi = make_assistant()
    take_into_care(dewi.account_id or 0, sari.seller_id or 0)
    actor = Actor(Role.ASSISTANT, dewi.account_id, sari.seller_id)
    story.write(actor, sari.id, sari.seller_id or 0, WORDS)
    assert [deed.what for deed in db.session.query(Deed)] == ["story.written"]
    assert db.session.query(Consent).count() == 0
