"""What one request costs inside the application: CPU time, queries and bytes, without server and socket.

    python -m bench.requests [--products 60] [--sellers 12] [--requests 200] [--profile search]
    STOREFRONT_DATA=… UPLOAD_ROOT=… python -m bench.requests --here

Calls the WSGI application directly, so that a change to the code shows before it drowns in the noise of a whole server;
``bench.pages`` measures that. CPU milliseconds are medians. ``--here`` measures the shop of the environment as it is,
``--profile`` names a page whose costliest functions are listed.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import os
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from sqlalchemy import event, func, select
from werkzeug.test import create_environ, run_wsgi_app

from products.database import Model, db
from products.models import Category, ListingState, Product, Seller
from storefront import create_app, logs

WARM_UP = 30
PROFILED = 300
MOST_LINES = 45


class Cost(NamedTuple):
    """One kind of page; the bytes and queries of the costliest of its addresses."""

    cpu_ms: float
    queries: int
    html_bytes: int
    gzip_bytes: int


def main() -> None:
    """Print a table."""
    options = argparse.ArgumentParser(description="Measure requests inside the application.")
    options.add_argument("--products", type=int, default=60)
    options.add_argument("--sellers", type=int)
    options.add_argument("--requests", type=int, default=200)
    options.add_argument("--here", action="store_true")
    options.add_argument("--profile", choices=["home", "list", "category", "product", "search", "seller"])
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ) if chosen.here else loaded(Path(folder), chosen.products, chosen.sellers)
        app = quiet_app(environment)
        with app.app_context():
            products = db.session.scalar(select(func.count()).select_from(Product))
            kinds = pages()
        if chosen.profile:
            profile(app, kinds[chosen.profile])
            return
        print(f"{products:,} products\n{'page':<12}{'CPU ms':>9}{'queries':>9}{'HTML bytes':>12}{'gzip':>9}")
        for name, paths in kinds.items():
            cost = measure(app, paths, chosen.requests)
            print(f"{name:<12}{cost.cpu_ms:>9.2f}{cost.queries:>9}{cost.html_bytes:>12,}{cost.gzip_bytes:>9,}")


def loaded(folder: Path, products: int, sellers: int | None) -> dict[str, str]:
    """The environment of a new large shop in ``folder``."""
    environment = os.environ | {"STOREFRONT_DATA": str(folder / "data"), "UPLOAD_ROOT": str(folder / "uploads")}
    with create_app(environment).app_context():
        Model.metadata.create_all(db.engine)
    words = ["--products", str(products), "--sellers", str(sellers or max(12, products // 20))]
    subprocess.run([sys.executable, "-m", "flask", "--app", "wsgi", "demo", *words], env=environment, check=True)
    return environment


def quiet_app(environment: dict[str, str]) -> Flask:
    """The shop of this environment. Its log is written as when it serves, to nowhere."""
    with redirect_stderr(Path(os.devnull).open("w")):
        logs.configure()
    return create_app(environment)


def pages() -> Mapping[str, list[str]]:
    """The addresses of each kind of page."""
    products = db.session.scalars(select(Product.slug).where(Product.state == ListingState.PUBLISHED).limit(100)).all()
    return {
        "home": ["/"],
        "list": ["/products", "/products?page=2"],
        "category": [f"/categories/{slug}" for slug in db.session.scalars(select(Category.slug))],
        "product": [f"/products/{slug}" for slug in products],
        "search": [f"/search?q={words}" for words in ("kopi", "teh", "keripik+singkong", "kopi+gayo")],
        "seller": [f"/sellers/{slug}" for slug in db.session.scalars(select(Seller.slug).limit(20))],
    }


def measure(app: Flask, paths: list[str], requests: int) -> Cost:
    """Ask for these pages in turn."""
    for path in islice(cycle(paths), WARM_UP):
        get(app, path)
    spent = []
    for path in islice(cycle(paths), requests):
        began = time.process_time()
        get(app, path)
        spent.append(time.process_time() - began)
    bodies, queries = {}, {}
    for path in paths:
        with counted(app) as count:
            bodies[path] = get(app, path)
        queries[path] = len(count)
    largest = max(bodies.values(), key=len)
    packed = len(gzip.compress(largest, 6))
    return Cost(statistics.median(spent) * 1000, max(queries.values()), len(largest), packed)


def profile(app: Flask, paths: list[str]) -> None:
    """List where the time of these pages goes."""
    for path in islice(cycle(paths), WARM_UP):
        get(app, path)
    profiler = cProfile.Profile()
    profiler.enable()
    for path in islice(cycle(paths), PROFILED):
        get(app, path)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(MOST_LINES)


def get(app: Flask, path: str) -> bytes:
    """One page, which must be there."""
    environ = create_environ(path, headers={"Accept-Language": "id", "Accept-Encoding": "gzip"})
    body, status, _headers = run_wsgi_app(app, environ, buffered=True)
    if not status.startswith("200"):
        raise RuntimeError(f"{path} answered {status}")
    return b"".join(body)


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that are sent to the database within the block."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


if __name__ == "__main__":
    main()
