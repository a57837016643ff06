"""What a page costs: its bytes, and the CPU time that the whole web server spends on it.

    python -m bench.pages [--products 60] [--sellers 12] [--seed 1] [--requests 300]

The real server with its two processes answers one visitor after another, on SQLite, with the demo shop of that size.
CPU milliseconds are those of all its processes, over the requests; the wall clock's median stands beside them. Bytes
are those of the HTML, as it is and as gzip would send it.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import func, select

from products.database import db
from products.models import Category, ListingState, Product, Seller
from products.search.changes import SearchChange
from storefront.outbox.models import Job, JobState
from tests.servers.shop import LiveShop, running_shop

WARM_UP = 30
TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """One kind of page."""

    html_bytes: int
    gzip_bytes: int
    cpu_ms: float
    wall_ms: float


def main() -> None:
    """Print a table."""
    options = argparse.ArgumentParser(description="Measure the pages of a demo shop.")
    options.add_argument("--products", type=int, default=60)
    options.add_argument("--sellers", type=int)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--requests", type=int, default=300)
    chosen = options.parse_args()
    sellers = chosen.sellers or max(12, chosen.products // 20)
    with tempfile.TemporaryDirectory() as folder, running_shop(Path(folder) / "shop", {}) as shop:
        began = time.perf_counter()
        size = ("--products", str(chosen.products), "--sellers", str(sellers), "--seed", str(chosen.seed))
        shop.flask("demo", *size)
        print(f"{chosen.products:,} products of {sellers:,} sellers, loaded in {time.perf_counter() - began:.0f} s")
        settle()
        print(f"{'page':<12}{'HTML bytes':>12}{'gzip':>9}{'CPU ms':>9}{'wall ms':>9}")
        for name, paths in pages().items():
            cost = measure(shop, paths, chosen.requests)
            print(f"{name:<12}{cost.html_bytes:>12,}{cost.gzip_bytes:>9,}{cost.cpu_ms:>9.2f}{cost.wall_ms:>9.2f}")


def pages() -> dict[str, list[str]]:
    """The addresses of each kind of page."""
    products = db.session.scalars(select(Product.slug).where(Product.state == ListingState.PUBLISHED).limit(100)).all()
    categories = db.session.scalars(select(Category.slug)).all()
    sellers = db.session.scalars(select(Seller.slug).limit(20)).all()
    return {
        "home": ["/"],
        "list": ["/products", "/products?page=2"],
        "category": [f"/categories/{slug}" for slug in categories],
        "product": [f"/products/{slug}" for slug in products],
        "seller": [f"/sellers/{slug}" for slug in sellers],
        "search": [f"/search?q={words}" for words in ("kopi", "teh", "keripik+singkong", "kopi+gayo")],
    }


def measure(shop: LiveShop, paths: list[str], requests: int) -> Cost:
    """Ask for these pages in turn."""
    connection = HTTPConnection("127.0.0.1", urlsplit(shop.url).port)
    for path in islice(cycle(paths), WARM_UP):
        get(connection, path)
    before, walls, body = cpu_seconds(shop.server_pid), [], b""
    for path in islice(cycle(paths), requests):
        began = time.perf_counter()
        body = get(connection, path)
        walls.append(time.perf_counter() - began)
    spent = cpu_seconds(shop.server_pid) - before
    connection.close()
    return Cost(len(body), len(gzip.compress(body, 6)), spent / requests * 1000, statistics.median(walls) * 1000)


def get(connection: HTTPConnection, path: str) -> bytes:
    """One page, which must be there."""
    connection.request("GET", path, headers={"Accept-Language": "id"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return body


def settle() -> None:
    """Wait until the worker has nothing left to do, so that the machine is quiet."""
    waiting = select(func.count()).select_from(Job).where(Job.state.in_([JobState.QUEUED, JobState.LEASED]))
    unseen = select(func.count()).select_from(SearchChange)
    while left := (db.session.scalar(waiting) or 0) + (db.session.scalar(unseen) or 0):
        print(f"waiting for {left:,} jobs", flush=True)
        db.session.rollback()
        time.sleep(2)


def cpu_seconds(pid: int) -> float:
    """The processor time of a process and all that it started, so far."""
    return sum(_ticks(one) for one in _family(pid)) / TICKS


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            yield from _family(child)


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


if __name__ == "__main__":
    main()
