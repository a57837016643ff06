"""What scripts add to the pages, in a real browser at phone width: nothing typed is lost, nothing is wider than it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from sqlalchemy import select

from products.actor import Role
from products.database import db
from products.models import ListingState, Photo, Product
from storefront.accounts.passwords import hashed
from tests.factories import make_account, make_product, make_seller
from tests.servers.chromium import PHONE
from tests.servers.shop import LiveShop

pytestmark = pytest.mark.browser

PASSWORD = "kopi pagi di teras"
SMALLEST_PHONE: ViewportSize = {"width": 320, "height": 640}


@pytest.fixture
def unreliable(browser: Browser) -> Iterator[BrowserContext]:
    """A phone whose signal the test may take away, without that being a fault of the page."""
    context = browser.new_context(viewport=PHONE, locale="id-ID")
    context.set_default_timeout(10_000)
    yield context
    context.close()


def draft_of_a_seller(live_shop: LiveShop) -> Product:
    seller = make_seller()
    make_account(Role.SELLER, email="sari@example.com", seller_id=seller.id, password_hash=hashed(PASSWORD))
    return make_product(seller, state=ListingState.DRAFT, published_at=None)


def sign_in(page: Page, live_shop: LiveShop) -> None:
    page.goto(f"{live_shop.url}/accounts/login")
    page.fill("[name=identifier]", "sari@example.com")
    page.fill("[name=password]", PASSWORD)
    page.click("main form [type=submit]")
    page.wait_for_url("**/selling/**")


def large_photo(folder: Path) -> Path:
    """A photo too large to travel: noise of 2400 pixels a side."""
    path = folder / "large.jpg"
    Image.effect_noise((2400, 2400), 60).convert("RGB").save(path, quality=95)
    return path


def test_words_typed_without_saving_come_back_and_leave_once_saved(live_shop: LiveShop, page: Page) -> None:
    draft = draft_of_a_seller(live_shop)
    address = f"{live_shop.url}/selling/listings/{draft.id}"
    sign_in(page, live_shop)
    page.goto(address)
    page.fill("[name=name]", "Keripik Talas")
    page.goto(address)
    expect(page.locator("[name=name]")).to_have_value("Keripik Talas")

    page.get_by_role("button", name="Simpan dulu").click()
    page.wait_for_load_state()
    page.goto(address)
    expect(page.locator("[name=name]")).to_have_value("Keripik Talas")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_photo_waits_for_the_signal_and_arrives_small(
    live_shop: LiveShop, unreliable: BrowserContext, tmp_path: Path
) -> None:
    draft = draft_of_a_seller(live_shop)
    page = unreliable.new_page()
    sign_in(page, live_shop)
    page.goto(f"{live_shop.url}/selling/listings/{draft.id}")
    page.wait_for_selector(".uploader-add.is-live")
    unreliable.set_offline(True)
    page.set_input_files("input[type=file]", large_photo(tmp_path))
    expect(page.locator(".uploader-state")).to_contain_text("Menunggu sinyal")

    unreliable.set_offline(False)
    expect(page.locator(".uploader-state")).to_have_count(0)
    db.session.rollback()
    assert db.session.scalar(select(Photo.width)) == 1600
    page.reload()
    expect(page.locator(".uploader-item")).to_have_count(1)


def test_without_scripts_the_listing_still_has_its_plain_file_field(
    live_shop: LiveShop, open_page: Callable[..., Page]
) -> None:
    draft = draft_of_a_seller(live_shop)
    page = open_page(java_script_enabled=False)
    sign_in(page, live_shop)
    page.goto(f"{live_shop.url}/selling/listings/{draft.id}")
    expect(page.locator("input[type=file]")).to_be_visible()
    expect(page.locator("[data-uploader-face]")).to_be_hidden()


def test_a_deed_that_cannot_be_undone_is_asked_about_first(live_shop: LiveShop, page: Page) -> None:
    seller = make_seller()
    make_account(Role.SELLER, email="sari@example.com", seller_id=seller.id, password_hash=hashed(PASSWORD))
    shown = make_product(seller)
    sign_in(page, live_shop)
    page.goto(f"{live_shop.url}/selling/listings/{shown.id}", wait_until="networkidle")
    page.get_by_role("button", name="Tarik dari toko").click()
    page.get_by_role("button", name="Tidak jadi").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto(f"{live_shop.url}/products/{shown.slug}")
    expect(page.locator("h1")).to_have_text(shown.name)


def test_buttons_count_packs_within_the_stock(live_shop: LiveShop, page: Page) -> None:
    page.goto(f"{live_shop.url}/products/{make_product(on_hand=2).slug}")
    more = page.get_by_role("button", name="Tambah satu")
    more.click()
    expect(page.locator("#quantity")).to_have_value("2")
    expect(more).to_be_disabled()


def test_without_a_signal_a_page_of_ours_says_so(live_shop: LiveShop, unreliable: BrowserContext) -> None:
    page = unreliable.new_page()
    page.goto(live_shop.url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    unreliable.set_offline(True)
    page.goto(f"{live_shop.url}/products")
    expect(page.locator("h1")).to_contain_text("tidak ada sinyal")


def test_no_public_page_is_wider_than_the_smallest_phone(live_shop: LiveShop, open_page: Callable[..., Page]) -> None:
    product = make_product(name="Keripik Singkong Balado Pedas Manis Khas Kabupaten Tulang Bawang Barat")
    paths = ("/", "/products", f"/products/{product.slug}", "/cart", "/accounts/login", "/accounts/register", "/x")
    for locale in ("id-ID", "en-GB"):
        page = open_page(viewport=SMALLEST_PHONE, locale=locale)
        for path in paths:
            page.goto(live_shop.url + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST_PHONE["width"], path


def test_targets_are_large_enough_for_a_thumb(live_shop: LiveShop, page: Page) -> None:
    page.goto(f"{live_shop.url}/products/{make_product().slug}")
    small = page.evaluate(
        """() => [...document.querySelectorAll("a.button, button, .tool, .nav-link, .brand, input:not([type=hidden])")]
            .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 43.5)
            .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert small == []
