"""Minimum wages: a file brings them in, a page for each province shows what is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from products import clock, regions
from storefront.accounts.acting import my_account
from storefront.fields import submitted
from storefront.language import in_words
from storefront.programme.blueprint import Answer, bp
from storefront.programme.forms import WagesForm
from storefront.programme.reporting import wages
from storefront.programme.reporting.wages import Received
from storefront.programme.scope import my_area, refuse_outside

EXAMPLE = "regency_code,year,monthly_idr\r\n34.02,2026,1000000\r\nKota Bukittinggi,2026,1000000\r\n"
MOST_SHOWN = 100


@bp.get("/wages")
def all_wages() -> Answer:
    """The form for a file, and what is known of my area: by province, or my province's regencies."""
    return _page(WagesForm())


@bp.post("/wages")
def receive_wages() -> Answer:
    """Bring a file in; what was refused comes back with its reasons, the rest is in."""
    form = WagesForm()
    received = submitted(form, lambda: _receive(form.file.data))
    if received is False:
        return _page(form), 422
    if received.refused:
        return _page(WagesForm(formdata=None), received), 422
    flash(_summary(received), "good")
    return redirect(url_for(".all_wages"), 303)


@bp.get("/wages/<province>")
def province_wages(province: str) -> Answer:
    """What is known of one province; 404 outside my area."""
    if not regions.is_province(province):
        abort(404)
    refuse_outside(province)
    return _page(WagesForm(), place=province)


@bp.get("/wages/example.csv")
def wages_example() -> Answer:
    """A file to begin with; its amounts are no real wages."""
    headers = {"Content-Disposition": 'attachment; filename="contoh-umk.csv"'}
    return Response(f"\ufeff{EXAMPLE}", content_type="text/csv; charset=utf-8", headers=headers)


def _receive(upload: FileStorage) -> Received:
    """What a file changed; it is gone again when that is known."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "wages"
        upload.save(path)
        return wages.receive(path, my_area(), my_account().id)


def _page(form: WagesForm, received: Received | None = None, place: str | None = None) -> str:
    years = wages.years()
    year = request.args.get("year", clock.now().year, type=int)
    shown_year = year if year in years else years[0]
    province = place or my_area().province_code
    return render_template(
        "programme/wages.html",
        form=form,
        has_form=place is None,
        summary=_summary(received) if received else "",
        refused=[(one.number, in_words(one.refusal)) for one in received.refused[:MOST_SHOWN]] if received else [],
        year=shown_year,
        years=_year_tabs(years, shown_year, place),
        place=regions.province(province) if province else None,
        wages=wages.wages_of(province, shown_year) if province else [],
        provinces=[] if province else _provinces(wages.count_known(shown_year)),
        is_nation=my_area().is_nation,
    )


def _year_tabs(years: list[int], shown: int, place: str | None) -> list[tuple[str, str, bool, int]]:
    """(text, address, current, nothing counted) where there is more than one year."""
    return [(str(year), _address(year, place), year == shown, 0) for year in years if len(years) > 1]


def _address(year: int, place: str | None) -> str:
    if place:
        return url_for(".province_wages", province=place, year=year)
    return url_for(".all_wages", year=year)


def _provinces(known: Mapping[str, int]) -> list[tuple[regions.Region, int, int]]:
    """(province, how many of its regencies are known, how many it has)."""
    return [(one, known.get(one.code, 0), len(regions.regencies(one.code))) for one in regions.provinces()]


def _summary(received: Received) -> str:
    return _(
        "%(new)s UMK baru, %(changed)s berubah, %(same)s tetap.",
        new=received.new,
        changed=received.changed,
        same=received.same,
    )
