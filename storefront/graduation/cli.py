"""``flask --app wsgi import-graduations FILE.csv [--dry-run]``."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask import Flask
from flask_babel import force_locale

from products.database import transaction
from products.errors import Refusal
from storefront.graduation import batches, importer
from storefront.graduation.importer import Part
from storefront.graduation.models import BatchState
from storefront.language import in_words

MOST_SHOWN = 20


def init_app(app: Flask) -> None:
    """Register the command."""
    app.cli.add_command(import_graduations)


@click.command("import-graduations")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def import_graduations(file: Path, dry_run: bool) -> None:
    """Import graduation records from a CSV FILE. Exits with 1 if any row was refused."""
    try:
        refused = _show(file, importer.check(file) if dry_run else _brought_in(file))
    except Refusal as refusal:
        with force_locale("en"):
            raise click.ClickException(in_words(refusal)) from refusal
    sys.exit(1 if refused else 0)


def _brought_in(file: Path) -> Iterator[Part]:
    """Import under a batch of its own, so that every record can name where it came from."""
    with file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    with transaction() as session:
        batch = batches.new_batch(file.name, sha256, None)
        batch.state = BatchState.IMPORTING
        session.add(batch)
        session.flush()
        batch_id = batch.id
    try:
        yield from importer.bring_in(file, batch_id, lambda part: batches.note_part(batch_id, part))
    except Refusal as refusal:
        batches.fail(batch_id, refusal)
        raise
    batches.end(batch_id, BatchState.IMPORTED)


def _show(file: Path, parts: Iterator[Part]) -> int:
    """Draw a bar, name every refused line and some differences, and count; returns how many were refused."""
    new = changed = unchanged = refused = shown = 0
    with click.progressbar(length=file.stat().st_size, label=file.name, file=sys.stderr) as bar, force_locale("en"):
        for part in parts:
            for one in part.refused:
                click.echo(f"line {one.line}, {one.column or 'row'}: {in_words(one.refusal)}", err=True)
            for change in part.changed[: max(MOST_SHOWN - shown, 0)]:
                differences = (f"{name}: {old} -> {to}" for name, (old, to) in change.differences.items())
                click.echo(f"line {change.row.line} differs, {'; '.join(differences)}")
            shown += len(part.changed)
            new, changed = new + len(part.new), changed + len(part.changed)
            unchanged, refused = unchanged + part.unchanged, refused + len(part.refused)
            bar.update(part.bytes_read - bar.pos)
    click.echo(f"{new} new, {changed} changed, {unchanged} unchanged, {refused} refused")
    return refused
