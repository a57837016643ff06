"""``make screenshots``: a picture of every page, on a phone and on a desk, in ``screenshots/``.

Nobody keeps a list of the pages: each visitor starts at her front doors and follows links, and one page of every kind
that she meets is taken. A kind is an endpoint of the shop, so all products together are one kind.

Usage: python -m tests.browser.screenshots [--english] [--only SUBSTRING]
"""

from __future__ import annotations

import argparse
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pyotp
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from tests.servers.chromium import DESK, PHONE, launch
from tests.servers.shop import PROJECT, LiveShop, running_shop

FOLDER = PROJECT / "screenshots"
PASSWORD = "lapak-karya"
PUBLIC_DOORS = (
    "/",
    "/search?q=kopi",
    "/search?q=tidakada",
    "/products",
    "/cart",
    "/checkout",
    "/accounts/login",
    "/nothing",
)
DOORS = {
    "guest": PUBLIC_DOORS,
    "buyer": ("/accounts/",),
    "seller": ("/selling/", "/accounts/"),
    "assistant": ("/coaching/",),
    "officer": ("/programme/",),
}
NO_PAGES = re.compile(r"^(static|uploads|health|machines|.*(sitemap|manifest|robots|suggest|label_sheet|download))")
SECRET = re.compile(r"\b[A-Z2-7]{16,64}\b")


def main() -> None:
    """Open a demo shop, send everybody through it, and leave the pictures."""
    parser = argparse.ArgumentParser(description="Take a picture of every page.")
    parser.add_argument("--english", action="store_true", help="as an English reader sees it")
    parser.add_argument("--only", default="", help="only pages whose picture's name holds this")
    words = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_shop(Path(folder) / "shop", {}) as shop:
        shop.flask("demo")
        secrets = SECRET.findall(shop.flask("demo", "--people"))
        with sync_playwright() as playwright, launch(playwright) as browser:
            known: set[str] = set()
            for who, doors in DOORS.items():
                page = visitor(browser, shop, english=words.english)
                enter(page, shop, who, secrets)
                walk = Walk(page, shop, who, words.only, known)
                walk.through(doors)


@dataclass
class Walk:
    """One visitor's way through the shop.

    Attributes:
        known: kinds of pages that somebody has taken already.
    """

    page: Page
    shop: LiveShop
    who: str
    only: str
    known: set[str]
    waiting: list[str] = field(default_factory=list)

    def through(self, doors: tuple[str, ...]) -> None:
        """Follow links from these pages until no new kind of page is met."""
        self.waiting = list(doors)
        kinds = self.shop.app.url_map.bind("127.0.0.1")
        opened: set[str] = set()
        while self.waiting:
            path = self.waiting.pop(0)
            kind = kind_of(kinds, path)
            if path not in opened and (path in doors or (kind and kind not in self.known)):
                opened.add(path)
                self.known.add(kind)
                self.look_at(path, kind or "missing")

    def look_at(self, path: str, kind: str) -> None:
        """Open a page, take it in both sizes, and remember where it leads."""
        self.page.goto(self.shop.url + path, wait_until="load")
        links: list[str] = self.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        self.waiting += [address(link) for link in links if link.startswith(self.shop.url)]
        marks = re.sub(r"[^a-z0-9]+", "-", urlsplit(path).query.lower())
        name = "-".join(part for part in (self.who, kind.replace(".", "-"), marks) if part)
        if self.only not in name:
            return
        for size in (PHONE, DESK):
            self.page.set_viewport_size(size)
            self.page.evaluate("document.querySelectorAll('img').forEach(picture => (picture.loading = 'eager'))")
            self.page.wait_for_load_state("networkidle")
            self.page.screenshot(path=FOLDER / f"{name}-{size['width']}.png", full_page=True)
        print(f"{name}  {path}", flush=True)


def visitor(browser: Browser, shop: LiveShop, *, english: bool) -> Page:
    """A new visitor with something in her cart."""
    context = browser.new_context(viewport=PHONE, locale="en-GB" if english else "id-ID", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{shop.url}/products")
    page.goto(str(page.locator("a[href^='/products/']").first.evaluate("link => link.href")))
    with page.expect_navigation():
        page.locator("form[action$='/cart/items'] button:not([type=button])").first.click()
    return page


def enter(page: Page, shop: LiveShop, who: str, secrets: list[str]) -> None:
    """Sign in, with a code where one is asked for."""
    if who == "guest":
        return
    page.goto(f"{shop.url}/accounts/login")
    page.fill("[name=identifier]", f"{who}@example.com")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")
    for secret in secrets:
        if page.locator("[name=code]").count():
            page.fill("[name=code]", pyotp.TOTP(secret).now())
            page.press("[name=code]", "Enter")
            page.wait_for_load_state()


def kind_of(kinds: MapAdapter, path: str) -> str:
    """The endpoint that answers at a path; nothing when it is no page."""
    try:
        endpoint = str(kinds.match(urlsplit(path).path, method="GET")[0])
    except HTTPException:
        return ""
    return "" if NO_PAGES.match(endpoint) else endpoint


def address(link: str) -> str:
    """A link without its host and its place on the page."""
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


if __name__ == "__main__":
    main()
