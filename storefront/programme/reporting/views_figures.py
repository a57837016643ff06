"""The figures: on pages with charts and tables, and as files with the same protected numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask import abort, render_template, request
from werkzeug.wrappers import Response

from products import regions
from storefront.programme.blueprint import Answer, bp
from storefront.programme.reporting import figure_tables, figures
from storefront.programme.reporting.figure_page import TABS, figure_page, months_table
from storefront.programme.reporting.figure_tables import Table
from storefront.programme.scope import my_area, refuse_outside

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows the encoding."""
NOT_TOLD = "*"


@bp.get("/figures")
def all_figures() -> Answer:
    """The figures of my area: the nation's, or my province's."""
    return _page(my_area().province_code or "")


@bp.get("/figures/<province>")
def province_figures(province: str) -> Answer:
    """The figures of one province; 404 outside my area."""
    return _page(_mine(province))


@bp.get("/figures.csv")
def all_figures_file() -> Answer:
    """The same table as a file."""
    return _file(my_area().province_code or "")


@bp.get("/figures/<province>.csv")
def province_figures_file(province: str) -> Answer:
    """The same table of one province as a file."""
    return _file(_mine(province))


def _mine(province: str) -> str:
    if not regions.is_province(province):
        abort(404)
    refuse_outside(province)
    return province


def _show() -> str:
    show = request.args.get("show", "regions")
    return show if show in TABS else abort(404)


def _page(place: str) -> Answer:
    show, newest = _show(), figures.newest()
    if newest is None:
        return render_template("programme/figures_none.html")
    return render_template(
        "programme/figures.html",
        page=figure_page(newest, show, place),
        months=months_table(newest.counts, place) if show == "regions" else (),
        is_nation=my_area().is_nation,
    )


def _file(place: str) -> Answer:
    show, newest = _show(), figures.newest() or abort(404)
    name = f"lapak-{show}-{place or 'indonesia'}-{newest.made_at:%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    lines = _lines(figure_tables.table(newest.counts, show, place))
    return Response("".join(lines), content_type="text/csv; charset=utf-8", headers=headers)


def _lines(table: Table) -> Iterator[str]:
    """Line by line with semicolons, as a spreadsheet in Indonesian expects where a comma begins the decimals."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    whole = (table.whole,) if table.whole else ()
    yield BYTE_ORDER_MARK
    for cells in (
        (table.first, *(column.label for column in table.columns)),
        *(
            (row.label, *(NOT_TOLD if value is None else value for value in row.values))
            for row in (*whole, *table.rows)
        ),
    ):
        writer.writerow(cells)
        yield line.getvalue()
        line.seek(line.truncate(0))
