"""``flask --app wsgi retention [--dry-run | --table]``."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import with_appcontext

from storefront.privacy.retention import RULES, enforce_all, table


def init_app(app: Flask) -> None:
    """Register the command."""
    app.cli.add_command(retention)


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Count what is over, and change nothing.")
@click.option("--table", "as_table", is_flag=True, help="Print the rules as a Markdown table.")
@with_appcontext
def retention(dry_run: bool, as_table: bool) -> None:
    """Delete what has been kept long enough; the worker does the same every hour."""
    if as_table:
        click.echo(table())
        return
    counts = [(rule, rule.over()) for rule in RULES] if dry_run else enforce_all()
    for rule, number in counts:
        click.echo(f"{number:>8}  {rule.code:<18}{rule.what}")
