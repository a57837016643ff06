"""What the officer's first page shows, and the places under "Menu"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from products.actor import Actor
from storefront.graduation.area import Area
from storefront.programme.overview import NextThing, count_dead_jobs, has_records, next_thing
from storefront.programme.reporting import charts, figure_tables, figures
from storefront.programme.reporting.charts import Line
from storefront.programme.reporting.figure_page import days_words, made_words, takings_line
from storefront.programme.reporting.figure_tables import GRADUATES, Counts


@dataclass(frozen=True, slots=True)
class Stat:
    """A number that matters, what it counts, and where there is more of it."""

    value: str
    text: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the desk: its name, what it is for, and how much waits there."""

    icon: str
    title: str
    note: str
    url: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page: the one next thing, the numbers of the officer's area, and where to go on."""

    title: str
    next: NextThing | None
    made: str
    stats: tuple[Stat, ...]
    line: Line | None
    empty: Place | None
    places: tuple[Place, ...]


def home_page(actor: Actor, area: Area) -> HomePage:
    """The first page of an officer."""
    newest, place = figures.newest(), area.province_code or ""
    counts = newest.counts if newest else None
    stats = tuple(_stats(counts, place)) if counts else ()
    return HomePage(
        title=_("Meja program") if area.is_nation else figure_tables.place_name(place),
        next=next_thing(actor, area),
        made=made_words(newest) if newest else "",
        stats=stats,
        line=takings_line(counts, place) if counts else None,
        empty=None if stats else _empty(area, is_counted=newest is not None),
        places=tuple(_first_places()),
    )


def other_places(area: Area) -> Iterator[Place]:
    """The pages that have no place of their own in the bar."""
    yield _figures_place()
    yield Place("wallet", _("Upah minimum (UMK)"), _("Daftar per daerah, unggah yang baru"), url_for(".all_wages"))
    yield Place("import", _("Impor catatan"), _("Periksa berkas, masukkan, atau batalkan"), url_for(".imports"))
    yield Place("bag", _("Barang tayang"), _("Turunkan barang yang tidak boleh dijual"), url_for(".listings"))
    yield Place("key", _("Akun pendamping dan petugas"), _("Undang, ubah wilayah, tutup akun"), url_for(".all_staff"))
    if area.is_nation:
        yield Place(
            "refresh",
            _("Pekerjaan macet"),
            _("Surat, foto, atau berkas yang gagal"),
            url_for(".jobs"),
            count_dead_jobs(),
        )
        yield Place("eye", _("Nomor yang dilihat utuh"), _("Siapa, kapan, dan untuk apa"), url_for(".numbers"))


def _empty(area: Area, *, is_counted: bool) -> Place:
    """Why there are no numbers, and what to do about it."""
    if not has_records(area):
        text = _("Mulai dengan satu berkas. Sebelum masuk, Anda melihat dulu apa yang berubah.")
        return Place("import", _("Belum ada catatan graduasi"), text, url_for(".imports"))
    if not is_counted:
        text = _("Biasanya selesai dalam satu menit. Muat ulang halaman ini sebentar lagi.")
        return Place("chart", _("Angka pertama sedang dihitung"), text, "")
    text = _("Angka muncul setelah cukup banyak orang, supaya tidak ada keluarga yang bisa dikenali.")
    return Place("chart", _("Masih terlalu sedikit"), text, "")


def _first_places() -> Iterator[Place]:
    """Where most officers go on to."""
    yield _figures_place()
    yield Place("list", _("Catatan graduasi"), _("Cari menurut nama dan tempat"), url_for(".records"))
    yield Place("import", _("Impor catatan"), _("Periksa berkas, masukkan, atau batalkan"), url_for(".imports"))


def _figures_place() -> Place:
    return Place("chart", _("Semua angka"), _("Wilayah, jenis, angkatan, UMK, kemasan"), url_for(".all_figures"))


def _stats(counts: Counts, place: str) -> Iterator[Stat]:
    """Those of the large numbers that may be told."""
    totals, days = figure_tables.totals(counts, place), days_words(counts)
    graduates = GRADUATES if totals[GRADUATES] is not None else "without_shop"
    for name, note, show in (
        (graduates, "", "unshopped"),
        ("sellers", "", "regions"),
        ("listings", "", "regions"),
        ("takings", days, "regions"),
    ):
        value = totals[name]
        if value is not None:
            text = charts.short_rupiah(value) if name in figure_tables.MONEY else charts.whole_number(value)
            yield Stat(text, _(figure_tables.LABELS[name]), note, url_for(".all_figures", show=show))
