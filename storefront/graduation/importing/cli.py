"""``flask --app wsgi import-graduations FILE [--dry-run] [--hold-odd]``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from flask import Flask
from flask_babel import force_locale

from products.actor import SYSTEM
from products.errors import Refusal
from storefront.graduation.importing import hand_import, importer, reading
from storefront.graduation.importing.part import Outside, Part
from storefront.graduation.looking.looks import note_looks
from storefront.language import in_words
from storefront.table_file import reading_of

MOST_SHOWN = 20


def init_app(app: Flask) -> None:
    """Register the command."""
    app.cli.add_command(import_graduations)


@click.command("import-graduations")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--hold-odd", is_flag=True, help="Keep lines outside that may go in but look wrong.")
def import_graduations(file: Path, dry_run: bool, hold_odd: bool) -> None:
    """Import graduation records from a CSV or Excel FILE. Exits with 1 if any row was refused."""
    start = importer.check if dry_run else hand_import.bring_in
    with force_locale("en"):
        try:
            counts = _show(file, start(file, takes_odd=not hold_odd))
        except Refusal as refusal:
            raise click.ClickException(in_words(refusal)) from refusal
    sys.exit(1 if counts["refused"] else 0)


def _show(file: Path, parts: Iterator[Part]) -> Counter[str]:
    """Say how the file is read, draw a bar, name lines and differences, warn, and count."""
    how, counts, tally = reading_of(file), Counter[str](), Counter[str]()
    click.echo(reading.in_words(asdict(how)), err=True)
    with click.progressbar(length=max(how.size, 1), label=file.name, file=sys.stderr) as bar:
        for part in parts:
            _show_part(part, MOST_SHOWN - counts["changed"])
            counts.update({name: len(getattr(part, name)) for name in ("new", "changed", "refused", "odd")})
            counts["unchanged"] += part.unchanged
            tally.update(asdict(part.tally))
            bar.update(part.done - bar.pos)
    for warning in reading.warnings(tally):
        click.echo(f"warning: {warning}", err=True)
    click.echo(", ".join(f"{counts[name]} {name}" for name in ("new", "changed", "unchanged", "refused", "odd")))
    return counts


def _show_part(part: Part, room: int) -> None:
    for one in part.refused:
        click.echo(_told(one), err=True)
    for one in part.odd:
        click.echo(f"warning: {_told(one)}", err=True)
    shown = part.changed[: max(room, 0)]
    note_looks(SYSTEM, [change.reference for change in shown], "import")
    for change in shown:
        differences = (
            name if name == "kk" else f"{name}: {old} -> {to}" for name, (old, to) in change.differences.items()
        )
        click.echo(f"line {change.row.line} differs, {'; '.join(differences)}")


def _told(one: Outside) -> str:
    return f"line {one.line}, {one.column or 'row'}: {in_words(one.refusal)}"
