"""The whole journey on a phone: from a graduation record to a delivered parcel, in both languages.

Everybody has a phone of her own. The two people of the programme are made on the command line, as in a real shop;
everything else happens on pages, and every page reads and writes the real database.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import (
    ASSISTANT,
    OFFICER,
    assistant_confirms,
    fill,
    officer_imports,
    prepare,
    press,
    read_in,
    seller_claims_her_record,
    seller_opens_her_shop,
    set_first_password,
)
from tests.browser.words import Words
from tests.servers.shop import LiveShop

pytestmark = pytest.mark.browser

PHOTOS = Path(__file__).parents[3] / "shared" / "photos"
PRODUCT = "Kopi Gayo Bubuk Halus 200 g"
SLUG = "kopi-gayo-bubuk-halus-200-g"


@pytest.mark.parametrize("language", ["id", "en"])
def test_from_a_graduation_record_to_a_delivered_parcel(
    live_shop: LiveShop, open_page: Callable[..., Page], tmp_path: Path, language: str
) -> None:
    say = Words(language)

    def phone() -> Page:
        return open_page(locale={"id": "id-ID", "en": "en-GB"}[language], base_url=live_shop.url)

    codes = prepare(live_shop, language)
    officer_imports(phone(), say, codes[OFFICER], tmp_path)
    seller = phone()
    seller_opens_her_shop(seller, say)
    seller_claims_her_record(seller, say)
    assistant = phone()
    set_first_password(assistant, say, ASSISTANT, codes[ASSISTANT])
    read_in(assistant, language)
    assistant_confirms(assistant, say)
    seller_lists_a_product(seller, say)
    assistant_returns_it_with_a_remark(assistant, say)
    seller_mends_it(seller, say)
    assistant_publishes_it(assistant, say)
    buyer = phone()
    number = buyer_finds_and_orders_it(buyer, say)
    seller_handles_the_parcel(seller, say, number)
    buyer_sees_it_delivered(buyer, say)
    seller_withdraws_it_and_it_is_gone(seller, buyer, say)


def seller_lists_a_product(page: Page, say: Words) -> None:
    """A real photo from a phone, a price as people write it, and the guide for her kind of goods beside the form."""
    page.goto("/selling/listings")
    press(page, say("Tambah barang pertama"))
    page.set_input_files("[name=photos]", PHOTOS / "with_gps_640x480.jpg")
    expect(page.locator(".uploader-item img").first).to_be_visible()
    fill(page, name=PRODUCT, price_idr="48rb", net_amount="200", on_hand="5", ship_weight_g="250")
    fill(page, description="Disangrai sedang di dapur sendiri. Rasanya manis, sedikit asam jeruk, harum sekali.")
    page.select_option("[name=category]", "kopi-bubuk")
    page.select_option("[name=material]", "paper")
    press(page, say("Simpan dulu"))
    expect(page.get_by_text(say("Kenapa cepat rusak")).first).to_be_attached()
    expect(page.get_by_text(say("Jangan dijual begini")).first).to_be_attached()
    page.select_option("[name=material]", "kraft_foil")
    page.select_option("[name=closure]", "sealed_zip")
    press(page, say("Kirim untuk ditinjau"))
    expect(page.get_by_text(say("Sedang ditinjau"))).to_be_visible()


def assistant_returns_it_with_a_remark(page: Page, say: Words) -> None:
    """She says beside one field what would make it better."""
    open_review(page)
    box = page.locator("#description")
    box.get_by_text(say("Beri catatan")).click()
    box.locator("textarea").fill("Tulis juga cara menyeduhnya.")
    press(page, say("Kembalikan dengan catatan"))
    expect(page).not_to_have_url(re.compile(r"/return$"))


def seller_mends_it(page: Page, say: Words) -> None:
    """She finds the remark beside the field and sends the listing again."""
    page.goto("/selling/listings")
    expect(page.get_by_text(say("Perlu diperbaiki"))).to_be_visible()
    page.get_by_role("link", name=re.compile(PRODUCT)).click()
    expect(page.get_by_text("Tulis juga cara menyeduhnya.").first).to_be_visible()
    fill(page, description="Rasanya manis, sedikit asam jeruk. Seduh dua sendok dengan air panas, tunggu tiga menit.")
    press(page, say("Kirim untuk ditinjau"))


def assistant_publishes_it(page: Page, say: Words) -> None:
    """And it is in the shop."""
    open_review(page)
    press(page, say("Terbitkan"))


def buyer_finds_and_orders_it(page: Page, say: Words) -> str:
    """Found within two seconds, ordered as a guest, paid by transfer with a photo of the receipt; gives the number."""
    published = time.monotonic()
    page.goto("/search?q=kopi")
    while not page.get_by_role("link", name=PRODUCT).count() and time.monotonic() < published + 2:
        page.reload()
    assert page.get_by_role("link", name=PRODUCT).count(), "published, and not found within two seconds"
    page.get_by_role("link", name=PRODUCT).click()
    assert "wa.me" in str(page.get_by_role("link", name=say("Pesan lewat WhatsApp")).get_attribute("href"))
    press(page, say("Masukkan keranjang"))
    page.goto("/cart")
    page.get_by_role("link", name=say("Lanjut memesan")).click()
    fill(page, name="Rina Contoh", phone="0812 3456 7890", email="rina@example.com")
    for way in page.locator("[name^=delivery_][value=courier], [name^=payment_][value=bank_transfer]").all():
        way.check()
    fill(page, regency="Kab. Sleman, DI Yogyakarta", address="Jalan Melati 5, Caturharjo")
    press(page, say("Lihat semua biaya"))
    expect(page.get_by_text("Rp60.000").first).to_be_visible()
    press(page, say("Buat pesanan"))
    page.set_input_files("[name=photo]", PHOTOS / "orientation_6.jpg")
    press(page, say("Kirim bukti"))
    expect(page.get_by_text(say("Menunggu konfirmasi penjual")).first).to_be_visible()
    number = re.search(r"LK-[0-9A-Z]{4}-[0-9A-Z]{4}", page.url)
    assert number is not None
    return number.group()


def seller_handles_the_parcel(page: Page, say: Words, number: str) -> None:
    """Money found, packed, handed over, arrived: one button at a time."""
    page.goto("/selling/parcels")
    page.get_by_role("link", name=re.compile(number)).click()
    press(page, say("Uangnya sudah masuk"))
    press(page, say("Sudah dikemas"))
    fill(page, courier="JNE", tracking_number="cgk 1234 5678")
    press(page, say("Sudah diserahkan"))
    press(page, say("Sudah diterima pembeli"))
    expect(page.get_by_text(say("Sampai")).first).to_be_visible()


def buyer_sees_it_delivered(page: Page, say: Words) -> None:
    """On her own page, without an account."""
    page.reload()
    expect(page.get_by_text(say("Sampai")).first).to_be_visible()
    expect(page.get_by_text("CGK12345678")).to_be_visible()
    press(page, say("Semua baik, selesai"))
    expect(page.get_by_text(say("Selesai")).first).to_be_visible()


def seller_withdraws_it_and_it_is_gone(seller: Page, buyer: Page, say: Words) -> None:
    """Off the shelf at once, and out of the search as fast as it came in."""
    seller.goto("/selling/listings")
    seller.get_by_role("link", name=re.compile(PRODUCT)).click()
    seller.locator("main").get_by_role("button", name=say("Tarik dari toko")).click()
    seller.locator("dialog").get_by_role("button", name=say("Tarik dari toko")).click()
    expect(seller.get_by_text(say("Ditarik"), exact=True)).to_be_visible()
    buyer.goto(f"/products/{SLUG}")
    expect(buyer.get_by_role("heading", level=1)).not_to_have_text(PRODUCT)
    buyer.goto("/search?q=kopi")
    expect(buyer.get_by_role("link", name=PRODUCT)).to_have_count(0)


def open_review(page: Page) -> None:
    """The one listing that waits."""
    page.goto("/coaching/reviews")
    page.get_by_role("link", name=re.compile(PRODUCT)).click()
