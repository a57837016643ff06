"""``flask --app wsgi demo``: the demo shop, or a large one to measure."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from products.packshots import Packshot
from products.search import check_all, health, rebuild_all
from storefront.demo import large
from storefront.demo.load import load
from storefront.demo.people import sign_ins
from storefront.demo.pictures import Drawn, Name, take_in
from storefront.stockroom import statistics
from storefront.uploads import photo_store


def init_app(app: Flask) -> None:
    """Register the command."""
    app.cli.add_command(demo)


@click.command("demo")
@click.option("--people", is_flag=True, help="Print who can sign in, and load nothing.")
@click.option("--sellers", type=click.IntRange(1, 100_000), help="Load a large shop instead, with so many sellers …")
@click.option("--products", type=click.IntRange(1, 1_000_000), help="… and so many products.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed gives the same shop.")
@with_appcontext
def demo(people: bool, sellers: int | None, products: int | None, seed: int) -> None:
    """Load the demo shop. What is there already is kept, so it may be repeated at any time."""
    if people:
        click.echo("\n".join(sign_ins()))
    elif sellers or products:
        products = products or (sellers or 0) * 10
        _load_large(sellers or -(-products // 10), products, seed)
    else:
        _refuse_in_public()
        load(_drawing, lambda words: click.echo(words, err=True))


def _refuse_in_public() -> None:
    """The demo's passwords are known to everybody."""
    if not current_app.config["SETTINGS"].is_demo:
        raise click.ClickException("PUBLIC_URL is set: the demo's people would sign in to a public shop.")


def _load_large(sellers: int, products: int, seed: int) -> None:
    if not large.is_there(seed):
        photos = {name: drawn.photo for name, drawn in _drawing(large.shared_shots())}
        click.echo(f"Writing {products} products of {sellers} sellers", err=True)
        large.load(sellers, products, seed, photos)
        statistics.refresh()
    if health() != "ok" or check_all():
        click.echo("Building the search index", err=True)
        rebuild_all()


def _drawing(shots: Mapping[Name, Packshot], later: Collection[Name] = ()) -> Iterator[tuple[Name, Drawn]]:
    """Draw pictures while a bar tells how far it is."""
    drawing = take_in(shots, photo_store().root, later)
    with click.progressbar(drawing, length=len(shots), label="Drawing the pictures", file=sys.stderr) as bar:
        yield from bar
