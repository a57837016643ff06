"""What a seller may ask about her record, on a phone: who looked, her choices, her story, and to be forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import (
    ASSISTANT,
    NIK,
    OFFICER,
    PASSWORD,
    SELLER,
    assistant_confirms,
    fill,
    officer_imports,
    prepare,
    press,
    press_and_mean_it,
    seller_claims_her_record,
    seller_opens_her_shop,
    set_first_password,
)
from tests.browser.words import Words
from tests.servers.shop import LiveShop

pytestmark = pytest.mark.browser

STORY = "Dulu saya belajar dari tetangga, sekarang saya mengajar mereka menyangrai."


def test_she_sees_who_looked_chooses_tells_takes_back_and_is_forgotten(
    live_shop: LiveShop, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    say = Words("id")

    def phone() -> Page:
        return open_page(locale="id-ID", base_url=live_shop.url)

    codes = prepare(live_shop, "id")
    officer, seller, assistant, buyer = phone(), phone(), phone(), phone()
    officer_imports(officer, say, codes[OFFICER], tmp_path)
    seller_opens_her_shop(seller, say)
    seller_claims_her_record(seller, say)
    set_first_password(assistant, say, ASSISTANT, codes[ASSISTANT])
    assistant_confirms(assistant, say)
    her_page = assistant_sees_the_number_whole(assistant)
    seller_reads_who_looked_and_why(seller)
    shop = seller_tells_her_story(seller)
    expect_story(buyer, shop, 1)
    seller_takes_everything_back(seller)
    expect_story(buyer, shop, 0)
    assert assistant.goto(her_page).status == 404  # type: ignore[union-attr]
    seller_asks_to_be_forgotten(seller)
    assert buyer.goto(shop).status in (404, 410)  # type: ignore[union-attr]
    officer_answers_in_time(officer)
    nobody_signs_in_any_more(phone())


def assistant_sees_the_number_whole(page: Page) -> str:
    """Masked until she says why; gives the address of the seller's page."""
    page.goto("/coaching/sellers")
    page.get_by_role("link", name=re.compile("Dapur Bu Sari")).first.click()
    page.wait_for_url(re.compile(r"/coaching/sellers/\d+$"))
    her_page = page.url
    page.goto(f"{her_page}/number")
    assert NIK not in page.content()
    page.locator("[name=because]").first.check()
    press(page, "Tampilkan sekali")
    shown = page.locator(".spoken-code").inner_text()
    assert re.sub(r"\D", "", shown) == NIK
    return her_page


def seller_reads_who_looked_and_why(page: Page) -> None:
    """Who, and that the number was seen whole; her own page shows it only in part."""
    page.goto("/me/mine")
    assert NIK not in page.content()
    page.goto("/me/looks")
    expect(page.get_by_text("Tuti").first).to_be_visible()
    expect(page.get_by_text(re.compile("utuh")).first).to_be_visible()


def seller_tells_her_story(page: Page) -> str:
    """Written, looked at, and only then shown; gives the address of her shop."""
    page.goto("/me/story")
    fill(page, words=STORY)
    press(page, "Simpan dan lihat hasilnya")
    press(page, "Ya, saya setuju")
    link = page.get_by_role("link", name="Lihat di lapak")
    return str(link.get_attribute("href")).partition("#")[0]


def expect_story(page: Page, shop: str, times: int) -> None:
    """Whether the public reads it."""
    page.goto(shop)
    expect(page.get_by_text(STORY)).to_have_count(times)


def seller_takes_everything_back(page: Page) -> None:
    """Story and record each by one button; the shop goes on."""
    page.goto("/me/choices")
    press_and_mean_it(page, "Matikan kisah")
    page.goto("/me/choices")
    press_and_mean_it(page, "Cabut persetujuan")
    page.goto("/selling/")
    expect(page.get_by_role("heading", name="Dapur Bu Sari")).to_be_visible()


def seller_asks_to_be_forgotten(page: Page) -> None:
    """After her password, and never by one tap."""
    page.goto("/privacy/requests/deletion")
    page.locator("[name=means_it]").check()
    fill(page, password="salah sekali")
    press(page, "Minta data saya dihapus")
    expect(page.locator("[name=password]")).to_be_visible()
    page.locator("[name=means_it]").check()
    fill(page, password=PASSWORD)
    press(page, "Minta data saya dihapus")


def officer_answers_in_time(page: Page) -> None:
    """It stands in the queue with its clock."""
    page.goto("/programme/requests")
    page.locator("main").get_by_role("link", name=re.compile("Dapur Bu Sari")).click()
    press_and_mean_it(page, "Hapus sekarang")


def nobody_signs_in_any_more(page: Page) -> None:
    """The account is gone with her number."""
    page.goto("/accounts/login")
    fill(page, identifier=SELLER, password=PASSWORD)
    press(page, "Masuk")
    expect(page.locator("[name=password]")).to_be_visible()
