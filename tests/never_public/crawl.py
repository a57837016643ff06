"""A visitor who is nobody and opens everything: each link, each picture, each address that needs no guessing."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient

LINK = re.compile(r"""(?:href|src|action|content|data-[a-z-]+)=["']([^"'#]+)""")
SET_OF_LINKS = re.compile(r"""srcset=["']([^"']+)""")
ADDRESS = re.compile(r"<loc>([^<]+)</loc>|Sitemap: (\S+)")
HOST = "http://localhost"
MADE_BY_CHANCE = {"Set-Cookie", "ETag", "X-Request-ID"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from one address: its headers and body as one text, bytes that are no text kept as Latin-1."""

    address: str
    status: int
    kind: str
    text: str


def crawl(client: FlaskClient, begin: Iterable[str], language: str, most: int = 4000) -> Iterator[Answer]:
    """Open ``begin`` and everything it leads to on this host."""
    waiting, seen = deque(begin), set(begin)
    while waiting:
        address = waiting.popleft()
        answer = ask(client, address, language)
        yield answer
        for found in links_in(answer):
            if found not in seen and len(seen) < most:
                seen.add(found)
                waiting.append(found)


def ask(client: FlaskClient, address: str, language: str) -> Answer:
    """What a GET of ``address`` brings."""
    with client.get(address, headers={"Accept-Language": language}) as response:
        headers = "\n".join(f"{name}: {value}" for name, value in response.headers if name not in MADE_BY_CHANCE)
        body = response.get_data()
    kind = response.mimetype or ""
    is_text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
    text = body.decode("utf-8") if is_text else body.decode("latin-1")
    return Answer(address, response.status_code, kind, f"{headers}\n{unescape(text)}")


def links_in(answer: Answer) -> Iterator[str]:
    """The addresses on this host that an answer names."""
    for written in _written_in(answer):
        parts = urlsplit(urljoin(f"{HOST}{answer.address}", written))
        if f"{parts.scheme}://{parts.netloc}" == HOST and " " not in parts.path and "{" not in written:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def addresses_without_gaps(app: Flask) -> list[str]:
    """Every address of the shop that can be opened without knowing anything."""
    return sorted(
        rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments
    )


def _written_in(answer: Answer) -> Iterator[str]:
    if "html" in answer.kind:
        yield from LINK.findall(answer.text)
        for several in SET_OF_LINKS.findall(answer.text):
            yield from (one.split()[0] for one in several.split(",") if one.split())
    elif "xml" in answer.kind or answer.address == "/robots.txt":
        yield from (one or other for one, other in ADDRESS.findall(answer.text))
    if 300 <= answer.status < 400 and (found := re.search(r"^Location: (\S+)$", answer.text, re.MULTILINE)):
        yield found[1]
