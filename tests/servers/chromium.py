"""A real Chromium in the size of a phone, which sees this machine and nothing else.

A test with ``page`` fails when a page reports an error, or asks any other host for anything.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Response,
    ViewportSize,
    sync_playwright,
)

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A phone of 360×740 with its own cookies, in Indonesian."""
    return open_page()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open another visitor's page: ``open_page(viewport=DESK, locale="en-GB", java_script_enabled=False)``."""
    complaints: list[str] = []
    with ExitStack() as stack:

        def open_one(**options: Any) -> Page:
            defaults: dict[str, Any] = {"viewport": PHONE, "locale": "id-ID", "has_touch": True}
            context = browser.new_context(**(defaults | options))
            stack.callback(context.close)
            context.set_default_timeout(10_000)
            watch(context, complaints)
            return context.new_page()

        yield open_one
    assert not complaints, "\n".join(complaints)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; every test has a context of its own."""
    with sync_playwright() as playwright, launch(playwright) as chromium:
        yield chromium


def launch(playwright: Playwright) -> Browser:
    """Start the system's Chromium, or the one that Playwright brought."""
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return playwright.chromium.launch(executable_path=program(), args=[*ARGUMENTS, *sandbox])


def program() -> str | None:
    """Where the system's Chromium is; ``None`` when there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def watch(context: BrowserContext, complaints: list[str]) -> None:
    """Collect what pages complain about.

    A refusal (4xx) that a person navigated to, or that a script asked for, is an answer and no fault of the page.
    """
    refusals: set[str] = set()

    def note_refusal(response: Response) -> None:
        if 400 <= response.status < 500 and response.request.resource_type in {"document", "xhr", "fetch"}:
            refusals.add(response.url)

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error" and message.location.get("url") not in refusals:
            complaints.append(f"console: {message.text} ({message.location.get('url')})")

    def note_host(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            complaints.append(f"a page asked another host: {url}")

    context.on("response", note_refusal)
    context.on("console", note_message)
    context.on("weberror", lambda fault: complaints.append(f"script: {fault.error}"))
    context.on("request", lambda request: note_host(request.url))
