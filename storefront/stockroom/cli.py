"""The commands behind the shop: bringing goods in, the index, the audit, backups and new keys."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import force_locale

from products import regions
from products.errors import Refusal
from products.models import ListingState
from products.search import keep_fresh, rebuild_all
from products.shelves import stock_categories
from storefront.graduation.looking.look_audit import End, departures_from, end
from storefront.language import in_words
from storefront.stockroom import backup as safe
from storefront.stockroom import rotation
from storefront.stockroom.audit import disagreements
from storefront.stockroom.count_files import index
from storefront.stockroom.goods_in import Done, Outcome, Rules, bring_in, counted
from storefront.table_file import reading_of

CAPITAL = "31.71"
"""Central Jakarta: where a shop is until its seller says otherwise."""
MOST_NAMED = 50
Folder = click.Path(file_okay=False, path_type=Path)


class LogEnd(click.ParamType[End]):
    """The end of the log of looks as ``audit`` prints it."""

    name = "NUMBER:MAC"

    def convert(self, value: str | End, param: click.Parameter | None, ctx: click.Context | None) -> End:
        """Read it."""
        try:
            return value if isinstance(value, End) else End.parse(value)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (import_products, search, audit, back_up, restore, rotate_keys):
        app.cli.add_command(command)


@click.command("import-products")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--photos", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--create", is_flag=True, help="Make the sellers and categories that are not there yet.")
@click.option("--regency", default=CAPITAL, show_default=True, help="Where the shops are that --create makes.")
@click.option("--review", is_flag=True, help="Send the listings to review instead of publishing them.")
@with_appcontext
def import_products(file: Path, photos: Path, create: bool, regency: str, review: bool) -> None:
    """Bring in the products of a CSV FILE, each line a listing with its photo. Exits with 1 if any line was refused."""
    if not regions.is_regency(regency):
        raise click.BadParameter(f"{regency} is no regency's code, as 34.02 is.", param_hint="--regency")
    stock_categories()
    until = ListingState.IN_REVIEW if review else ListingState.PUBLISHED
    try:
        outcomes = _import(file, Rules(photos, regency if create else None, until))
    except Refusal as refusal:
        with force_locale("en"):
            raise click.ClickException(in_words(refusal)) from refusal
    while keep_fresh():
        pass
    click.echo(counted(outcomes))
    sys.exit(1 if outcomes[Outcome.REFUSED] else 0)


@click.group("search")
def search() -> None:
    """Keep the search index."""


@search.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Build the index anew and swap it in."""
    click.echo(f"{rebuild_all()} products in the index")


@search.command("check")
@with_appcontext
def check() -> None:
    """Compare the index with the database. Exits with 1 when they differ."""
    _tell_and_exit(list(index()), "The index has what the database has.")


@click.command("audit")
@click.option("--log-end", type=LogEnd(), help="What an earlier audit printed as the end of the log of looks.")
@with_appcontext
def audit(log_end: End | None) -> None:
    """Count stock, money, index, photos and the log of looks again. Exits with 1 when anything disagrees."""
    departed = [f"looks: {words}" for words in departures_from(log_end)] if log_end else []
    click.echo(f"The log of looks ends with {end()}")
    _tell_and_exit([*disagreements(), *departed], "Everything adds up.")


@click.command("backup")
@click.argument("folder", type=Folder)
@with_appcontext
def back_up(folder: Path) -> None:
    """Copy the whole shop into FOLDER, while it is open."""
    _keep_safe(safe.back_up, folder, "files copied")


@click.command("restore")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_appcontext
def restore(folder: Path) -> None:
    """Bring the shop back from FOLDER, into an empty data folder."""
    _keep_safe(safe.restore, folder, "files restored; now run: flask --app wsgi db upgrade")


@click.command("rotate-keys")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@with_appcontext
def rotate_keys(dry_run: bool) -> None:
    """Bring everything sealed under the first keys of FIELD_KEYS. Exits with 1 when something cannot be opened."""
    with click.progressbar(length=rotation.count(), label="rotate-keys", file=sys.stderr) as bar:
        found = rotation.rotate(lambda _name, rows: bar.update(rows), dry_run=dry_run)
    for name, rows in found.rows.items():
        click.echo(f"{name}: {rows} rows, {found.renewed[name]} {'to be renewed' if dry_run else 'renewed'}")
    for fault in found.faults[:MOST_NAMED]:
        click.echo(fault, err=True)
    if not dry_run:
        for key_id, why in rotation.still_needed(found).items():
            click.echo(f"Keep the key {key_id}: {why}." if why else f"The key {key_id} is no longer needed here.")
    if found.faults:
        click.echo(f"{len(found.faults)} faults", err=True)
        sys.exit(1)


def _import(file: Path, rules: Rules) -> Counter[Outcome]:
    """Import with a bar, naming every line that was refused or lacks something."""
    outcomes: Counter[Outcome] = Counter()
    with click.progressbar(length=reading_of(file).size, label=file.name, file=sys.stderr) as bar, force_locale("en"):
        for done in bring_in(file, rules):
            outcomes[done.outcome] += 1
            for why in done.why:
                click.echo(f"line {done.line.number}, {why.field or 'line'}: {in_words(why)}{_and_so(done)}", err=True)
            bar.update(done.line.done - bar.pos)
    return outcomes


def _and_so(done: Done) -> str:
    return " (kept as a draft)" if done.outcome is Outcome.DRAFT else ""


def _tell_and_exit(faults: list[str], all_well: str) -> None:
    for words in faults:
        click.echo(words)
    click.echo(f"{len(faults)} disagreements" if faults else all_well)
    sys.exit(1 if faults else 0)


def _keep_safe(act: Callable[..., int], folder: Path, done: str) -> None:
    try:
        files = act(current_app.config["SETTINGS"], folder, lambda words: click.echo(words, err=True))
    except safe.NotPossible as reason:
        raise click.ClickException(str(reason)) from reason
    click.echo(f"{files} {done}")
