"""One page of figures: its table, the chart of it, and the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _

from products import regions
from products.errors import N_
from storefront.language import current
from storefront.programme.models import Figures
from storefront.programme.reporting import charts, figure_tables
from storefront.programme.reporting.charts import Bars, Line
from storefront.programme.reporting.figure_tables import BY_REGION, CHARTED, COLUMNS, LABELS, Column, Counts, Table
from storefront.programme.reporting.figures import JAKARTA

TABS = {
    "regions": N_("Wilayah"),
    "kinds": N_("Jenis"),
    "cohorts": N_("Angkatan"),
    "wages": N_("UMK"),
    "packs": N_("Kemasan"),
    "unshopped": N_("Tanpa lapak"),
}
SAID = {
    "regions": N_("Penjual yang catatannya terhubung, dan apa yang mereka jual dalam 30 hari."),
    "kinds": N_("Menurut cara keluarga lulus dari program. Yang keluar karena administrasi dihitung terpisah."),
    "cohorts": N_("Menurut waktu graduasi, per setengah tahun."),
    "wages": N_("Bulan kalender yang penjualannya sama dengan atau di atas UMK tempat lapaknya, dalam 12 bulan."),
    "packs": N_("Langkah kemasan yang sudah dicapai, dilihat dari barang yang tayang."),
    "unshopped": N_("Keluarga graduasi yang belum terhubung dengan lapak."),
}
MEANINGS = {
    "wages": (
        N_("Bulan dihitung menurut waktu setempat. UMK-nya dari daftar yang diunggah petugas."),
        N_("Empat bulan atau lebih: penjual yang sudah empat bulan di atas UMK, tidak harus berturut-turut."),
    ),
    "packs": (
        N_("Kemasan dijelaskan: bahan dan tutup setidaknya satu barang sudah diisi."),
        N_("Kemasan cocok: tidak ada larangan atau peringatan dari panduan kemasan untuk barang itu."),
    ),
}
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the tables and where it is."""

    text: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class FigurePage:
    """What the page of one table shows. ``notes`` say what its numbers mean, ``file`` is where they are as CSV."""

    show: str
    place: str
    place_name: str
    made: str
    said: str
    tabs: tuple[Tab, ...]
    table: Table
    has_links: bool
    bars: Bars | None
    line: Line | None
    notes: tuple[str, ...]
    file: str


def figure_page(figures: Figures, show: str, place: str) -> FigurePage:
    """The page of one of ``COLUMNS`` for the nation (``""``) or a province. KeyError when there is no such table."""
    counts, found = figures.counts, figure_tables.table(figures.counts, show, place)
    return FigurePage(
        show=show,
        place=place,
        place_name=figure_tables.place_name(place),
        made=made_words(figures),
        said=_(SAID[show]),
        tabs=tuple(Tab(_(text), _address("figures", name, place), name == show) for name, text in TABS.items()),
        table=found,
        has_links=not place and show in BY_REGION,
        bars=_steps(counts, place) if show == "packs" else _bars(found, show),
        line=takings_line(counts, place) if show == "regions" else None,
        notes=tuple(_notes(counts, show, place)),
        file=_address("figures_file", show, place),
    )


def made_words(figures: Figures) -> str:
    """``Angka per 21 November 2026, 02.00 WIB``."""
    there = figures.made_at.astimezone(JAKARTA).replace(tzinfo=None)
    when = format_datetime(there, f"d MMMM yyyy, {'HH.mm' if current() == 'id' else 'HH:mm'}", rebase=False)
    return _("Angka per %(when)s WIB", when=when)


def days_words(counts: Counts) -> str:
    """``22 Oktober sampai 20 November 2026``: the thirty days, both ends in it."""
    since, until = date.fromisoformat(counts["since"]), date.fromisoformat(counts["until"]) - A_DAY
    first = format_date(since, "d MMMM" if since.year == until.year else "d MMMM yyyy")
    return _("%(first)s sampai %(last)s", first=first, last=format_date(until, "d MMMM yyyy"))


def takings_line(counts: Counts, place: str) -> Line | None:
    """Takings month by month."""
    labels = [str(format_date(month, "MMM")) for month in figure_tables.months(counts)]
    values = figure_tables.monthly(counts, "takings", place)
    return charts.line(_("Penjualan per bulan, 12 bulan terakhir"), labels, values, charts.short_rupiah)


def written(column: Column, value: int) -> str:
    """A value at a glance."""
    return charts.short_rupiah(value) if column.is_money else charts.whole_number(value)


def _bars(found: Table, show: str) -> Bars | None:
    charted = found.charted(CHARTED[show])
    if charted is None:
        return None
    column, rows = charted
    drawn = rows if show == "cohorts" else sorted(rows, key=lambda row: -row[1])
    title = _("%(what)s dalam 30 hari", what=column.label) if column.is_money else column.label
    return charts.bars(title, [(_short(name), value) for name, value in drawn], lambda value: written(column, value))


def _steps(counts: Counts, place: str) -> Bars | None:
    """How many of all sellers of the place have reached each step."""
    totals = figure_tables.totals(counts, place)
    told = [(_(LABELS[name]), value) for name in COLUMNS["packs"] if (value := totals[name]) is not None]
    return charts.bars(_("Penjual yang sudah mencapai langkah ini"), told, charts.whole_number)


def _notes(counts: Counts, show: str, place: str) -> Iterator[str]:
    """What a reader should know of these numbers."""
    if show in ("regions", "kinds", "cohorts"):
        yield _("Pesanan dan penjualan: yang sampai di pembeli pada %(days)s.", days=days_words(counts))
        yield _("Penjualan adalah harga barang tanpa ongkos kirim, belum dikurangi modal.")
    if show == "kinds" and (number := counts["regions"]["administrative"].get(place)):
        yield _(
            "Keluar karena administrasi: %(number)s. Itu bukan graduasi, jadi tidak ikut dihitung di sini.",
            number=charts.whole_number(number),
        )
    yield from (_(sentence) for sentence in MEANINGS.get(show, ()))


def _address(page: str, show: str, place: str) -> str:
    if place:
        return url_for(f"programme.province_{page}", province=place, show=show)
    return url_for(f"programme.all_{page}", show=show)


def _short(name: str) -> str:
    """A name short enough to stand over a bar on a phone."""
    return regions.short_name(regions.Region("", name))


def months_table(counts: Counts, place: str) -> Sequence[tuple[str, int | None, int | None]]:
    """(month, parcels, takings) for the table beside the line, the newest first."""
    rows = zip(
        figure_tables.months(counts),
        figure_tables.monthly(counts, "orders", place),
        figure_tables.monthly(counts, "takings", place),
        strict=True,
    )
    return [(str(format_date(month, "MMMM yyyy")), orders, takings) for month, orders, takings in rows][::-1]
