"""The figures as officers meet them: pages with charts, files, who sees which, and when they are counted."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from products import clock, regions
from products.actor import Role
from products.database import db, transaction
from storefront.graduation.models import BatchState, ImportBatch
from storefront.programme.models import Figures, MinimumWage
from storefront.programme.reporting import figure_tables, figures
from storefront.programme.reporting.figure_page import TABS
from tests.conftest import StoppedClock
from tests.factories import make_account
from tests.queries import queries_of
from tests.sessions import signed_in
from tests.storefront.programme.reporting.crowd import make_crowd

TWO_AT_NIGHT = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
Cells = dict[str, tuple[str, ...]]


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    """An officer of the nation."""
    return signed_in(app, make_account(Role.OFFICER))


@pytest.fixture
def crowd(app: Flask, stopped_clock: StoppedClock) -> Figures:
    """The figures of three hundred graduates in five provinces, as they stand on a Saturday morning."""
    stopped_clock.set(TWO_AT_NIGHT)
    make_crowd(300, 120, provinces=5, orders_each=4)
    return figures.count()


def cells_of(page: str) -> Cells:
    """What a page's tables say, by the name of the row."""
    found: Cells = {}
    for row in re.findall(r"<tr[^>]*><th scope=\"row\">(.*?)</tr>", page, re.DOTALL):
        name, *cells = re.split(r"</th>|</td>", re.sub(r"<span class=\"for-ears\">.*?</span>", "", row))
        found[text(name)] = tuple(text(cell) for cell in cells if text(cell))
    return found


def text(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).strip()


def rows_of(file: bytes) -> Cells:
    """What a file says, by the name of the row."""
    assert file.startswith(b"\xef\xbb\xbf")
    _header, *rows = csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";")
    return {name: tuple(cells) for name, *cells in rows}


def plain(cells: Cells) -> Cells:
    """Numbers without dots and currency, and one sign for what is not told."""
    said = {"–": "*"}
    return {
        name: tuple(said.get(cell, cell.removeprefix("Rp").replace(".", "")) for cell in row)
        for name, row in cells.items()
    }


@pytest.mark.usefixtures("crowd")
def test_every_page_and_its_file_say_the_same_and_nothing_but_what_is_kept(officer: FlaskClient) -> None:
    kept = figures.newest()
    assert kept is not None
    for place in ("", *sorted({code for code in kept.counts["regions"]["sellers"] if len(code) == 2})):
        address = f"/programme/figures/{place}" if place else "/programme/figures"
        for show in TABS:
            page = officer.get(f"{address}?show={show}")
            file = officer.get(f"{address}.csv?show={show}")
            table = figure_tables.table(kept.counts, show, place)
            rows = [*([table.whole] if table.whole else []), *table.rows]
            kept_cells = {row.label: tuple("*" if one is None else str(one) for one in row.values) for row in rows}
            assert rows_of(file.data) == kept_cells
            on_page = plain(cells_of(page.text))
            assert {name: on_page[name] for name in kept_cells} == kept_cells, (place, show)


@pytest.mark.usefixtures("crowd")
def test_an_officer_of_a_province_sees_hers_and_no_other(app: Flask, officer: FlaskClient) -> None:
    codes = [province.code for province in regions.provinces()]
    shown = [code for code in codes if "Unduh CSV" in officer.get(f"/programme/figures/{code}").text]
    hers, other = shown[:2]
    client = signed_in(app, make_account(Role.OFFICER, province_code=hers))
    name = regions.province(hers).name
    assert f"<h1>{name}</h1>" in client.get("/programme/figures").text
    assert client.get("/programme/figures.csv").data == officer.get(f"/programme/figures/{hers}.csv").data
    for address in (f"/programme/figures/{other}", f"/programme/figures/{other}.csv", f"/programme/wages/{other}"):
        assert client.get(address).status_code == 404
        assert officer.get(address).status_code == 200
    assert f"<h1>{name}</h1>" in client.get("/programme/").text


@pytest.mark.usefixtures("crowd")
def test_addresses_that_mean_nothing_lead_nowhere(officer: FlaskClient) -> None:
    for address in ("/programme/figures/00", "/programme/figures/abc.csv", "/programme/figures?show=salaries"):
        assert officer.get(address).status_code == 404


def test_the_page_says_when_it_was_counted(officer: FlaskClient, crowd: Figures) -> None:
    page = officer.get("/programme/figures").text
    assert "Angka per 21 November 2026, 02.00 WIB" in page
    assert "22 Oktober sampai 20 November 2026" in page


@pytest.mark.usefixtures("crowd")
def test_every_chart_has_words_and_a_table_and_no_style_of_its_own(officer: FlaskClient) -> None:
    for show in TABS:
        page = officer.get(f"/programme/figures?show={show}").text
        for chart in re.findall(r"<svg class=\"chart.*?>", page):
            assert 'role="img"' in chart
            for name in re.findall(r'aria-labelledby="(\S+) (\S+)"', chart)[0]:
                assert f'id="{name}"' in page
        assert "<table" in page
        assert "style=" not in page


@pytest.mark.usefixtures("crowd")
def test_provinces_that_are_too_small_are_one_line(officer: FlaskClient) -> None:
    page = officer.get("/programme/figures").text
    assert re.search(r"\d+ provinsi lain: masing-masing nol atau terlalu sedikit\.", page)
    small = next(one for one in regions.provinces() if one.name not in page)
    assert "Masih terlalu sedikit" in officer.get(f"/programme/figures/{small.code}").text


def test_before_the_first_count_the_pages_say_so(officer: FlaskClient) -> None:
    assert "Angka pertama sedang dihitung" in officer.get("/programme/figures").text
    assert officer.get("/programme/figures.csv").status_code == 404
    assert "Belum ada catatan graduasi" in officer.get("/programme/").text


@pytest.mark.usefixtures("crowd")
def test_a_page_of_figures_costs_the_same_for_any_programme(officer: FlaskClient) -> None:
    few = queries_of(officer, "/programme/figures")
    make_crowd(60, 30, seed=2, provinces=4, start=1_000)
    figures.count()
    assert queries_of(officer, "/programme/figures") == few <= 8


def test_the_home_page_begins_with_one_thing_and_few_numbers(officer: FlaskClient, crowd: Figures) -> None:
    page = officer.get("/programme/").text
    assert page.count('class="next"') <= 1
    assert figure_tables.totals(crowd.counts, "")["sellers"] is not None
    assert "Punya lapak" in page
    assert officer.get("/programme/more").status_code == 200


def test_figures_are_counted_when_there_are_none_and_then_once_a_night(app: Flask, stopped_clock: StoppedClock) -> None:
    stopped_clock.set(TWO_AT_NIGHT - timedelta(hours=3))
    assert figures.is_due()
    figures.count()
    assert not figures.is_due()
    stopped_clock.set(TWO_AT_NIGHT - timedelta(minutes=1))
    assert not figures.is_due()
    stopped_clock.set(TWO_AT_NIGHT)
    assert figures.is_due()
    figures.count()
    assert not figures.is_due()


def test_an_import_is_counted_when_nothing_has_followed_it_for_five_minutes(
    app: Flask, stopped_clock: StoppedClock
) -> None:
    figures.count()
    stopped_clock.move(minutes=1)
    for _ in range(2):
        with transaction() as session:
            session.add(
                ImportBatch(
                    file_name="a.csv",
                    file_sha256="",
                    state=BatchState.IMPORTED,
                    created_at=clock.now(),
                    finished_at=clock.now(),
                )
            )
        stopped_clock.move(minutes=4)
        assert not figures.is_due()
    stopped_clock.move(minutes=1)
    assert figures.is_due()


def test_new_wages_wait_for_the_night_lest_earnings_be_felt_along(app: Flask, stopped_clock: StoppedClock) -> None:
    figures.count()
    stopped_clock.move(minutes=1)
    with transaction() as session:
        session.add(MinimumWage(regency_code="34.02", year=2026, monthly_idr=1_000_000, changed_at=clock.now()))
    stopped_clock.move(hours=2)
    assert not figures.is_due()
    stopped_clock.move(days=1)
    assert figures.is_due()


def test_old_figures_stay_one_a_month_and_thirteen_months(app: Flask, stopped_clock: StoppedClock) -> None:
    with transaction() as session:
        session.add_all(Figures(made_at=clock.now() - timedelta(days=age), counts={}) for age in range(1, 420))
    figures.count()
    ages = [(clock.now() - made_at).days for (made_at,) in db.session.query(Figures.made_at)]
    assert sum(age <= 35 for age in ages) == 36
    assert 11 <= sum(age > 35 for age in ages) <= 14
    before = clock.now() - figures.KEPT
    too_old = figures.count_old(before)
    assert figures.forget_old(before) == too_old > 0
    assert max((clock.now() - made_at).days for (made_at,) in db.session.query(Figures.made_at)) <= 396


@pytest.mark.postgres
def test_postgresql_counts_the_same(postgres_app: Flask, stopped_clock: StoppedClock) -> None:
    stopped_clock.set(TWO_AT_NIGHT)
    make_crowd(120, 60, provinces=3)
    counts = figures.count().counts
    assert counts["regions"]["sellers"][""] > 40
    assert counts["regions"]["takings"][""] > 0
    assert len(counts["cohorts_in_order"]) > 3
    assert figures.count().counts == counts
