"""The browser that tests bring, and what it takes offence at."""

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.servers.chromium import watch
from tests.servers.shop import LiveShop

ANY_HOST = "http://127.0.0.1:9"

pytestmark = pytest.mark.browser


def test_it_opens_the_running_shop(live_shop: LiveShop, page: Page) -> None:
    page.goto(f"{live_shop.url}/")
    assert page.title()


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>console.error('broken')</script>", "console: broken"),
        ("<script>missing()</script>", "missing is not defined"),
        ("<img src='http://example.com/a.png'>", "a page asked another host: http://example.com/a.png"),
        ("<img src='/nothing.png'>", "console: Failed to load resource"),
    ],
)
def test_it_complains_of_a_bad_page(browser: Browser, body: str, complaint: str) -> None:
    complaints: list[str] = []
    with browser.new_context() as context:
        watch(context, complaints)
        context.route(f"{ANY_HOST}/**", lambda route: route.fulfill(status=404))
        context.route(f"{ANY_HOST}/bad", lambda route: route.fulfill(content_type="text/html", body=body))
        context.new_page().goto(f"{ANY_HOST}/bad", wait_until="networkidle")
    assert complaint in "\n".join(complaints)


def test_a_refusal_is_no_fault_of_the_page(page: Page) -> None:
    page.route(f"{ANY_HOST}/**", lambda route: route.fulfill(status=422, content_type="text/html", body="Isi nama."))
    page.goto(f"{ANY_HOST}/form")
    assert "Isi nama." in page.content()


def test_it_reaches_no_other_host(browser: Browser) -> None:
    with browser.new_context() as context, pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        context.new_page().goto("http://example.com/")
